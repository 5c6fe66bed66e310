import Link from 'next/link';
import { Message } from '../components/Message';
import { useQuery } from '../components/useQuery';
import { problemFor } from '../problems';

export default function ProblemPage() {
  const reason = useQuery('reason');
  return <Message {...problemFor(reason)}><Link className="button" href="/">Back to the products</Link></Message>;
}
