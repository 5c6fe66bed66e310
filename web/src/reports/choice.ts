import { isDay, lastDays } from './days';
import type { Range } from './days';

/** What the page shows; it lives in the page's address, so that a reload or a sent link shows the same. */
export interface Choice {
  /** Null: the first one there is. */
  report: string | null;
  range: Range;
}

export type Query = Record<string, string | string[] | undefined>;

export const usualDays = 30;

/** @param now When no range is given, the range ends here. */
export function readChoice(query: Query, now: number): Choice {
  const { report, from, to } = query;
  return {
    report: typeof report === 'string' && report !== '' ? report : null,
    // Half a range, or one that is none, is nothing to build on.
    range: isDay(from) && isDay(to) ? { from, to } : lastDays(usualDays, now),
  };
}

/** The query that the choice is read from again. */
export function queryOf({ report, range }: Choice): Record<string, string> {
  return { ...(report !== null && { report }), ...range };
}
