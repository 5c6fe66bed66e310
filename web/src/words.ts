import { language } from './shop';

export function money(amount: number, currency: string): string {
  try {
    return new Intl.NumberFormat(language, { style: 'currency', currency }).format(amount);
  } catch {
    return `${amount} ${currency}`; // not a currency code
  }
}

/** A time as the buyer's own clock shows it, or null when it is none. */
export function moment(iso: string | undefined, timeZone?: string): string | null {
  const date = new Date(iso ?? NaN);
  return Number.isNaN(date.getTime())
    ? null
    : new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone }).format(date);
}

export const neverTwice = 'You will not be charged twice.';

export const tryAgain = 'Try again — you will not be charged twice';
