import { Message } from '../components/Message';
import { problemFor } from '../problems';

/** When the page's own code fails. A plain link: the code that would follow another one may be what failed. */
export default function ErrorPage() {
  return (
    <Message {...problemFor(null)}>
      <a className="button" href="/">Back to the products</a>
    </Message>
  );
}
