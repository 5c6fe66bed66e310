export interface FieldProps {
  /** What was filled in when the page was left. */
  value?: string;
  error?: string;
  locked: boolean;
}

/** The provider's test payment methods. */
const methods = [
  { id: 'pm_card_visa', name: 'Card that works', hint: 'Visa ending in 4242' },
  { id: 'pm_card_chargeDeclined', name: 'Card that the bank declines', hint: 'Visa ending in 0002' },
  { id: 'pm_card_chargeDeclinedInsufficientFunds', name: 'Card without enough money', hint: 'Visa ending in 9995' },
];

/**
 * How the buyer pays. A live shop puts the provider's own element (Stripe's Payment Element) in the place of this component: card data
 * then goes from the buyer's browser to the provider, and the form gets the identifier of a payment method, as here.
 */
export function PaymentMethod({ value, error, locked }: FieldProps) {
  return (
    <fieldset
      className="field" role="radiogroup" aria-labelledby="payment-legend" aria-required="true" aria-invalid={error ? true : undefined}
      aria-describedby={error ? 'payment-error payment-hint' : 'payment-hint'}>
      <legend id="payment-legend">Payment method</legend>
      {error && <p className="error" id="payment-error">{error}</p>}
      <div className="methods">
        {methods.map(({ id, name, hint }, index) => (
          <label key={id} className="method">
            <input
              type="radio" name="paymentMethod" value={id} defaultChecked={value ? value === id : index === 0} disabled={locked}
              aria-labelledby={`${id}-name`} aria-describedby={error ? `${id}-hint payment-error` : `${id}-hint`} />
            <span id={`${id}-name`}>{name}</span>
            <span className="hint" id={`${id}-hint`}>{hint}</span>
          </label>
        ))}
      </div>
      <p className="hint" id="payment-hint">
        These are the payment provider’s test cards: no money moves. To watch a refund, pay with an e-mail address that ends
        in <code>@blocked.example</code>.
      </p>
    </fieldset>
  );
}
