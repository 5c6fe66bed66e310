import { language } from '../shop';

/** Days as yyyy-mm-dd, both inclusive, in UTC: the lake's days. */
export interface Range {
  from: string;
  to: string;
}

const dayLength = 86_400_000;

export function isDay(text: unknown): text is string {
  return typeof text === 'string' && /^\d{4}-\d\d-\d\d$/.test(text) && dayOf(Date.parse(text)) === text;
}

/** The range of so many days that ends with the day of a moment. */
export function lastDays(count: number, now: number): Range {
  return { from: dayOf(now - (count - 1) * dayLength), to: dayOf(now) };
}

/** Every day of a range; a chart has to show the days on which nothing happened. */
export function daysOf({ from, to }: Range): string[] {
  const count = Math.round((Date.parse(to) - Date.parse(from)) / dayLength) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, at) => dayOf(Date.parse(from) + at * dayLength));
}

export function shortDay(day: string): string {
  return format(day, { month: 'short', day: 'numeric' });
}

export function longDay(day: string): string {
  return format(day, { month: 'short', day: 'numeric', year: 'numeric' });
}

/** A month as yyyy-mm. */
export function longMonth(month: string): string {
  return format(`${month}-01`, { month: 'short', year: 'numeric' });
}

function format(day: string, parts: Intl.DateTimeFormatOptions): string {
  return isDay(day) ? new Intl.DateTimeFormat(language, { ...parts, timeZone: 'UTC' }).format(Date.parse(day)) : day;
}

function dayOf(moment: number): string {
  return Number.isNaN(moment) ? '' : new Date(moment).toISOString().slice(0, 10);
}
