import type { Chart, Series } from './charts';
import { shortDay } from './days';
import { figure } from './formats';

/** What a chart shows, for those who can't see it: the figures are in the table. */
export function describe({ title, days, series }: Chart): string {
  const [first, last] = [days[0], days.at(-1)].map((day) => shortDay(day ?? ''));
  const forms = [...new Set(series.map(({ form }) => (form === 'bar' ? 'bars' : 'lines')))].join(' and ');
  const all = `Chart${title && ` in ${title}`}: ${forms} for each day, ${first} to ${last}.`;
  return [all, ...series.map((one) => tell(one, days))].join(' ');
}

function tell(series: Series, days: string[]): string {
  const { name, values, unit, currency, form } = series;
  const sizes = values.map((value) => (value === null ? null : Math.abs(value)));
  const known = sizes.filter((size) => size !== null);
  if (known.length === 0) return `${name}: nothing.`;
  const most = Math.max(...known);
  const peak = `at most ${figure(most, unit, currency)}, on ${shortDay(days[sizes.indexOf(most)]!)}`;
  const sum = known.reduce((total, size) => total + size, 0);
  return form === 'bar'
    ? `${name}: ${figure(sum, unit, currency)} in all, ${peak}.`
    : `${name}: at least ${figure(Math.min(...known), unit, currency)}, ${peak}.`;
}
