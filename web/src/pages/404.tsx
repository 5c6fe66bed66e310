import Link from 'next/link';
import { Message } from '../components/Message';

export default function NotFoundPage() {
  return (
    <Message title="There is no such page" lines={['The address may be incomplete. A purchase is not affected by this.']}>
      <Link className="button" href="/">Back to the products</Link>
    </Message>
  );
}
