import type { CheckoutAnswer } from '../api/answers';

/** Why a form came back to the buyer. Nothing was charged. */
export type Failure =
  | { kind: 'declined'; code: string }
  | { kind: 'invalid'; field: 'email' | 'paymentMethod' }
  | { kind: 'refused' };

export type Verdict =
  | { kind: 'accepted'; purchaseId: string; statusToken: string }
  /** A definite end: the next attempt is another payment and needs another key. */
  | { kind: 'over'; failure: Failure }
  | { kind: 'unknown-product' }
  /** This key stands for another purchase, made by a copy of this form. */
  | { kind: 'taken' }
  /** Send the same again. */
  | { kind: 'repeat'; retryAfter: number; because: 'busy' | 'unknown' }
  /** Repeating won't tell. */
  | { kind: 'unsure' };

/**
 * What an answer means for the payment.
 * @param uncertain Whether an earlier attempt with the same key may have charged. Then only answers about the payment itself, or about
 * the unchanging body, prove that it did not; that the product is gone by now, say, proves nothing.
 */
export function judge(answer: CheckoutAnswer, uncertain: boolean): Verdict {
  switch (answer.kind) {
    case 'accepted':
      return { kind: 'accepted', purchaseId: answer.purchaseId, statusToken: answer.statusToken };
    case 'declined':
    case 'invalid':
      return { kind: 'over', failure: answer };
    case 'refused':
      return uncertain ? { kind: 'unsure' } : { kind: 'over', failure: answer };
    case 'unknown-product':
      return uncertain ? { kind: 'unsure' } : { kind: 'unknown-product' };
    case 'key-reused':
      return { kind: 'taken' };
    case 'busy':
      return { kind: 'repeat', retryAfter: answer.retryAfter, because: 'busy' };
    case 'unknown':
      return { kind: 'repeat', retryAfter: answer.retryAfter, because: 'unknown' };
  }
}
