import type { Shop } from '../api/shop';
import type { Session } from '../browser/session';

/**
 * Sends the checkout of a purchase once more, key and body unchanged: the platform then looks for the charge, and charges only if there
 * is none. The status tells what came of it, so the answer is not needed.
 */
export async function repeatPayment(
  purchaseId: string, productId: string, session: Session, shop: Shop, signal: AbortSignal): Promise<void> {
  const form = session.checkout(productId);
  if (form?.purchaseId === purchaseId && form.body !== undefined) await shop.checkout(form.key, form.body, signal);
}
