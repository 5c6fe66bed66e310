import type { Purchase } from '../api/answers';
import type { PurchaseRecord, Session } from '../browser/session';
import { webAddress } from '../browser/webAddress';

/**
 * Where the buyer logs in: the link with the verifier in its fragment, which browsers send to nobody. The application's page reads it
 * there and proves with it that this browser made the purchase.
 */
export function loginAddress(purchase: Purchase, record: PurchaseRecord): string | null {
  const url = webAddress(purchase.login?.url);
  if (!url) return null;
  url.hash = record.verifier;
  return url.href;
}

/**
 * Whether to go there without being asked. Not when the buyer comes back from it by the back button: that would send them in circles.
 * @param arrival How the browser came to this page (PerformanceNavigationTiming.type).
 */
export function goesByItself(record: PurchaseRecord, arrival: string): boolean {
  return !(record.handedOver && arrival === 'back_forward');
}

/** Goes to the login, in the place of the progress page: back leads to the shop. */
export function handOver(
  purchaseId: string, address: string, record: PurchaseRecord, session: Session, location: Pick<Location, 'replace'>): void {
  session.savePurchase(purchaseId, { ...record, handedOver: true });
  location.replace(address);
}
