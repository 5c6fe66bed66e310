import type { Draft } from './view';

/** What is wrong, by field; `form` is what belongs to none. */
export type FieldErrors = Partial<Record<keyof Draft | 'form', string>>;

/** What is wrong with the form, by the rules that the shop applies itself: better said before it is sent. */
export function check({ email, paymentMethod }: Draft): FieldErrors {
  const errors: FieldErrors = {};
  if (email === '') errors.email = 'Enter your e-mail address.';
  else if (!isAddress(email)) errors.email = 'Enter an e-mail address like name@example.com.';
  if (paymentMethod === '') errors.paymentMethod = 'Choose how you pay.';
  return errors;
}

/** Like the shop's own check: one mailbox with a domain that has a dot, at most 254 characters (RFC 5321). */
function isAddress(email: string): boolean {
  const at = email.lastIndexOf('@');
  const domain = email.slice(at + 1);
  return at > 0 && at <= 64 && email.length <= 254 && !/[\s\p{Cc}"(),:;<>[\\\]]/u.test(email) && !email.slice(0, at).includes('@')
    && /^[^.]+(\.[^.]+)+$/.test(domain);
}
