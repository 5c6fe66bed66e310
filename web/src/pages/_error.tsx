import { Message } from '../components/Message';
import { problemFor } from '../problems';

/** When the page's own code fails. */
export default function ErrorPage() {
  return (
    <Message {...problemFor(null)}>
      {/* oxlint-disable-next-line next/no-html-link-for-pages -- The code that would follow a Link may be what failed. */}
      <a className="button" href="/">Back to the products</a>
    </Message>
  );
}
