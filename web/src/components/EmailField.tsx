import type { FieldProps } from './PaymentMethod';

export function EmailField({ value, error, locked }: FieldProps) {
  return (
    <div className="field">
      <label htmlFor="email">E-mail address</label>
      <p className="hint" id="email-hint">Your account and your receipt go to this address.</p>
      {error && <p className="error" id="email-error">{error}</p>}
      <input
        id="email" name="email" type="email" autoComplete="email" inputMode="email" required maxLength={254} defaultValue={value}
        autoCapitalize="none" spellCheck={false} readOnly={locked} aria-invalid={error ? true : undefined}
        aria-describedby={error ? 'email-error email-hint' : 'email-hint'} />
    </div>
  );
}
