// How values are said.

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone: 'UTC' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

export const time = (value) => clock.format(new Date(value));
export const preciseTime = (value) => `${time(value)}.${String(new Date(value).getUTCMilliseconds()).padStart(3, '0')}`;
export const dateTime = (value) => `${day.format(new Date(value))} ${time(value)}`;

export function duration(milliseconds) {
  if (milliseconds === undefined) return '';
  if (milliseconds < 1) return '< 1 ms';
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 120_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  return `${Math.round(milliseconds / 60_000)} min`;
}

export const status = (value) => value.toLowerCase().replaceAll('_', ' ');

export const price = (purchase) => `${purchase.amount.toFixed(2)} ${purchase.currency}`;

export const product = (id) => id.replace(/^prod_/, '').replaceAll('_', ' ');

export const count = (number, one, many = `${one}s`) => `${number.toLocaleString('en-GB')} ${number === 1 ? one : many}`;

/** JSON as people read it; other text as it is. */
export function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
