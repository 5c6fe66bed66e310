import { useEffect, useState } from 'react';
import { theShop } from '../browser/environment';
import { systemClock } from '../browser/clock';
import type { Session } from '../browser/session';
import { Checkout } from '../checkout/checkout';

/** The checkout form of a product, kept in step with what the browser does to the page. */
export function useCheckout(productId: string, session: Session): Checkout {
  const [checkout] = useState(() => new Checkout(productId, theShop(), session, systemClock, window.crypto));
  useEffect(() => {
    const wake = () => void checkout.wake();
    // A page kept by the browser comes back as it was left, which may no longer be how things are.
    const open = (event: PageTransitionEvent) => event.persisted && void checkout.open();
    window.addEventListener('online', wake);
    window.addEventListener('pageshow', open);
    void checkout.open();
    return () => {
      window.removeEventListener('online', wake);
      window.removeEventListener('pageshow', open);
      checkout.close();
    };
  }, [checkout]);
  return checkout;
}
