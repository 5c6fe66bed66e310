import { useRouter } from 'next/router';
import { useEffect, useRef } from 'react';
import type { Product } from '../api/answers';
import type { Session } from '../browser/session';
import { Catalog } from '../components/Catalog';
import { Earlier } from '../components/Earlier';
import { CheckoutForm } from '../components/CheckoutForm';
import { Page, Title } from '../components/Page';
import { Problem } from '../components/Problem';
import { Summary } from '../components/Summary';
import { useChanging } from '../components/useChanging';
import { useCheckout } from '../components/useCheckout';
import { useQuery } from '../components/useQuery';
import { useSession } from '../components/useSession';

export default function CheckoutPage() {
  const productId = useQuery('product');
  const session = useSession();
  return (
    <Page title="Checkout" unlisted>
      <Title>Checkout</Title>
      <Catalog>
        {(products) => {
          const product = products.find((candidate) => candidate.productId === productId);
          if (session === null) return <Problem reason="unsupported" />;
          if (productId === undefined || !session) return null;
          return product ? <Order key={product.productId} product={product} session={session} /> : <Problem reason="unknown-product" />;
        }}
      </Catalog>
    </Page>
  );
}

function Order({ product, session }: { product: Product; session: Session }) {
  const checkout = useCheckout(product.productId, session);
  const view = useChanging(checkout.view);
  const { push, prefetch } = useRouter();

  useEffect(() => void prefetch('/progress'), [prefetch]);
  useEffect(() => {
    if (view.step === 'accepted') void push({ pathname: '/progress', query: { purchase: view.purchaseId } });
  }, [view, push]);

  const asked = useRef(false);
  useEffect(() => {
    if (!asked.current || view.step !== 'editing') return;
    asked.current = false;
    // The button that was pressed is gone.
    document.getElementById('email')?.focus();
  }, [view]);
  const buyAnother = () => {
    asked.current = true;
    void checkout.startOver();
  };

  if (view.step === 'opening') return null;
  if (view.step === 'unknown-product') return <Problem reason="unknown-product" />;
  return (
    <div className="order">
      <Summary product={product} />
      {view.step === 'bought' || view.step === 'taken'
        ? <Earlier view={view} onAnother={buyAnother} />
        : <CheckoutForm product={product} checkout={checkout} view={view} onAnother={buyAnother} />}
    </div>
  );
}
