import { useEffect, useState } from 'react';
import { goesByItself, handOver, loginAddress } from '../progress/handover';
import type { WatchView } from '../progress/watch';
import type { ProgressProps } from './Progress';

/**
 * Takes the buyer to the login as soon as there is one.
 * @returns Whether there is one that waits for the buyer to ask for it.
 */
export function useHandover({ purchase }: WatchView, { purchaseId, record, session }: ProgressProps): boolean {
  const [arrival, setArrival] = useState(arrivalOfThisPage);
  useEffect(() => {
    const cameBack = (event: PageTransitionEvent) => event.persisted && setArrival('back_forward');
    window.addEventListener('pageshow', cameBack);
    return () => window.removeEventListener('pageshow', cameBack);
  }, []);

  const address = purchase && loginAddress(purchase, record);
  const current = session.purchase(purchaseId) ?? record;
  const byItself = goesByItself(current, arrival);
  useEffect(() => {
    if (address && byItself) handOver(purchaseId, address, record, session, window.location);
  }, [address, byItself, purchaseId, record, session]);
  return Boolean(address) && !byItself;
}

function arrivalOfThisPage(): string {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return navigation?.type ?? 'navigate';
}
