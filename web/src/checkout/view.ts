import type { Failure } from './verdict';

/** What the buyer filled in. */
export interface Draft {
  email: string;
  paymentMethod: string;
}

export type CheckoutView =
  | { step: 'opening' }
  | { step: 'editing'; failure?: Failure }
  /** The fields are locked: as long as the outcome is unknown, only the same may be sent. */
  | { step: 'sending'; draft: Draft; trouble?: 'busy' | 'unknown' }
  | { step: 'unsure'; draft: Draft }
  | { step: 'accepted'; purchaseId: string }
  /** This form bought something earlier. */
  | { step: 'bought'; purchaseId: string }
  | { step: 'taken' }
  | { step: 'unknown-product' };
