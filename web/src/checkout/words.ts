import { neverTwice } from '../words';
import type { CheckoutView } from './view';
import type { FieldErrors } from './validation';
import type { Failure } from './verdict';

const declined = 'Your bank declined the payment';

/** By the card network's code. Not what the bank would rather not tell, such as that the card was stolen. */
const declines = new Map([
  ['insufficient_funds', `${declined}: there is not enough money on the account.`],
  ['expired_card', `${declined}: the card has expired.`],
  ['incorrect_cvc', `${declined}: the security code is wrong.`],
  ['authentication_required', 'Your bank wants to confirm this payment with you, which this shop can’t do.'],
  ['processing_error', 'The payment could not be processed.'],
  ['card_velocity_exceeded', `${declined}: the card’s limit is reached.`],
  // The shop's own: nobody came back while the bank could not be reached.
  ['checkout_expired', 'We could not reach your bank in time, and have given this payment up.'],
]);

function reasonOf(code: string): string {
  return declines.get(code) ?? `${declined}.`;
}

/** What the buyer reads beside the field that a failure belongs to, or beside the button when it belongs to none. */
export function explain(failure: Failure): FieldErrors {
  switch (failure.kind) {
    case 'declined':
      return { paymentMethod: `${reasonOf(failure.code)} Nothing was charged. Choose another way to pay.` };
    case 'invalid':
      return failure.field === 'email'
        ? { email: 'The shop does not accept this e-mail address. Nothing was charged. Check how it is spelled.' }
        : { paymentMethod: 'This way to pay was not accepted. Nothing was charged. Choose another one.' };
    case 'refused':
      return { form: 'The shop refused this request. Nothing was charged.' };
  }
}

/** What the form says about a payment under way. */
export function progressOf(view: CheckoutView): string[] {
  switch (view.step) {
    case 'sending':
      return view.trouble === 'unknown' ? ['There is no answer yet. We are repeating the same payment.', neverTwice]
        : view.trouble === 'busy' ? ['The shop is very busy. Your payment waits for its turn; nothing is charged yet.']
        : ['Your payment is on its way.'];
    case 'unsure':
      return [
        'We don’t know yet whether your payment went through.',
        'Your details are kept as they are, so that the same payment can be repeated. Another purchase would be a second payment.',
      ];
    case 'accepted':
      return ['Your payment was accepted.'];
    default:
      return [];
  }
}
