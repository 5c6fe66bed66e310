import Link from 'next/link';
import type { CheckoutView } from '../checkout/view';

/** A form that has been used. Buying once more is the buyer's own, explicit decision. */
export function Earlier({ view, onAnother }: {
  view: Extract<CheckoutView, { step: 'bought' | 'taken' }>;
  onAnother: () => void;
}) {
  return (
    <section className="notice" aria-labelledby="earlier-title">
      {view.step === 'bought' ? (
        <>
          <h2 id="earlier-title">You have already bought this</h2>
          <p>This form has made its purchase. It can’t pay a second time.</p>
        </>
      ) : (
        <>
          <h2 id="earlier-title">This form was used before</h2>
          <p>A copy of it, perhaps in another tab, has paid with other details. Nothing was charged for what you filled in here.</p>
        </>
      )}
      <div className="actions">
        {view.step === 'bought' && (
          <Link className="button primary" href={{ pathname: '/progress', query: { purchase: view.purchaseId } }}>See your purchase</Link>
        )}
        <button type="button" className="button" onClick={onAnother}>Buy another one</button>
      </div>
    </section>
  );
}
