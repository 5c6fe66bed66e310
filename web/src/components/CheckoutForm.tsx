import { useEffect, useRef, useState } from 'react';
import type { SubmitEvent } from 'react';
import type { Product } from '../api/answers';
import type { Checkout } from '../checkout/checkout';
import { check } from '../checkout/validation';
import type { FieldErrors } from '../checkout/validation';
import type { CheckoutView } from '../checkout/view';
import { explain, progressOf } from '../checkout/words';
import { money, tryAgain } from '../words';
import { EmailField } from './EmailField';
import { PaymentMethod } from './PaymentMethod';

type FormView = Extract<CheckoutView, { step: 'editing' | 'sending' | 'unsure' | 'accepted' }>;

/** The form that pays. What it may do at each moment is the checkout's decision; here are only fields, words and focus. */
export function CheckoutForm({ product, checkout, view, onAnother }: {
  product: Product;
  checkout: Checkout;
  view: FormView;
  onAnother: () => void;
}) {
  const form = useRef<HTMLFormElement>(null);
  const [found, setFound] = useState<FieldErrors>({});
  const failure = view.step === 'editing' ? view.failure : undefined;
  const errors = found.email ?? found.paymentMethod ? found : failure ? explain(failure) : {};
  // Only what the form starts with: afterwards the fields are the buyer's.
  const [draft] = useState('draft' in view ? view.draft : undefined);
  const locked = view.step !== 'editing';

  useEffect(() => focusFirstError(form.current), [found, failure]);

  function pay(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (view.step === 'unsure') void checkout.tryAgain();
    if (locked) return;
    const data = new FormData(event.currentTarget);
    const filledIn = { email: String(data.get('email') ?? '').trim(), paymentMethod: String(data.get('paymentMethod') ?? '') };
    const faults = check(filledIn);
    setFound(faults);
    if (Object.keys(faults).length === 0) void checkout.submit(filledIn);
  }

  const payLabel = `Pay ${money(product.price, product.currency)}`;
  return (
    <form ref={form} className="checkout-form" onSubmit={pay} noValidate>
      <EmailField value={draft?.email} error={errors.email} locked={locked} />
      <PaymentMethod value={draft?.paymentMethod} error={errors.paymentMethod} locked={locked} />
      {errors.form && <p className="error" role="alert" tabIndex={-1} data-form-error>{errors.form}</p>}
      <div role="status" className="payment-status">{progressOf(view).map((line) => <p key={line}>{line}</p>)}</div>
      <button type="submit" className="button primary" aria-disabled={view.step === 'sending' || view.step === 'accepted'}>
        {view.step === 'editing' ? payLabel : view.step === 'unsure' ? tryAgain : 'Paying…'}
      </button>
      {view.step === 'unsure' && (
        <button type="button" className="button" onClick={onAnother}>Start another purchase instead</button>
      )}
    </form>
  );
}

function focusFirstError(form: HTMLFormElement | null): void {
  const invalid = form?.querySelector<HTMLElement>('[aria-invalid="true"], [data-form-error]');
  const choice = invalid?.querySelector<HTMLElement>('input:checked') ?? invalid?.querySelector<HTMLElement>('input');
  (choice ?? invalid)?.focus();
}
