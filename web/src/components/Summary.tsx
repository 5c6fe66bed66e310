import type { Product } from '../api/answers';
import { money } from '../words';

/** What is about to be bought. */
export function Summary({ product }: { product: Product }) {
  return (
    <section className="summary" aria-labelledby="summary-title">
      <h2 id="summary-title">Your order</h2>
      <p className="summary-name">{product.name}</p>
      <p className="hint">{product.description}</p>
      <dl className="total">
        <dt>Total</dt>
        <dd>{money(product.price, product.currency)}</dd>
      </dl>
    </section>
  );
}
