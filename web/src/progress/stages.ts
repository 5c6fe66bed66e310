import type { Purchase } from '../api/answers';

export interface Stage {
  name: 'Payment taken' | 'Account created' | 'Signing you in';
  state: 'done' | 'current' | 'waiting' | 'failed';
}

/** The three stages, each from what the shop has recorded: nothing is done because time has passed. */
export function stagesOf(purchase: Purchase): Stage[] {
  const completed = purchase.status === 'COMPLETED';
  const paid = completed || purchase.status === 'PAID' || Boolean(purchase.paidAt);
  const created = completed || Boolean(purchase.accountCreatedAt);
  return [
    { name: 'Payment taken', state: paid ? 'done' : 'current' },
    { name: 'Account created', state: created ? 'done' : purchase.refundReason ? 'failed' : paid ? 'current' : 'waiting' },
    { name: 'Signing you in', state: created && !purchase.refundReason ? 'current' : 'waiting' },
  ];
}
