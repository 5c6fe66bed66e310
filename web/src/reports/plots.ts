import type { Report } from '../api/reports';
import { isFigure } from './formats';

/** What a chart takes from a report's columns. */
export interface Plot {
  /** A chart for each value of this column: amounts of two currencies can't be added, nor compared by height. */
  each?: string;
  stacked?: true;
  measures: Measure[];
}

export interface Measure {
  column: string;
  /** A series for each value of this column, instead of one. */
  by?: string;
  form: 'bar' | 'line';
  /** Drawn below zero, in the colour of losses. */
  loss?: true;
  /** Has its scale at the right: it can't share the other one. */
  right?: true;
}

const plots: Record<string, Plot> = {
  revenue: {
    each: 'currency', stacked: true,
    measures: [{ column: 'charged', by: 'product', form: 'bar' }, { column: 'refunded', form: 'bar', loss: true }],
  },
  conversion: {
    measures: [
      { column: 'checkouts', form: 'bar' }, { column: 'paid', form: 'bar' }, { column: 'completed', form: 'bar' },
      { column: 'logged_in', form: 'bar' }, { column: 'conversion', form: 'line', right: true },
    ],
  },
  refunds: { stacked: true, measures: [{ column: 'refunds', by: 'reason', form: 'bar' }] },
  'time-to-login': { measures: [{ column: 'p50', form: 'line' }, { column: 'p95', form: 'line' }, { column: 'p99', form: 'line' }] },
  customers: { stacked: true, measures: [{ column: 'new_customers', form: 'bar' }, { column: 'returning_customers', form: 'bar' }] },
};

/** How a report is drawn; one that this page doesn't know, or that has changed, by a line for each figure. Null: it tells of no days. */
export function plotOf({ report, columns }: Report): Plot | null {
  const names = columns.map(({ name }) => name);
  if (!names.includes('day')) return null;
  const known = Object.hasOwn(plots, report) ? plots[report] : undefined;
  if (known && columnsOf(known).every((name) => names.includes(name))) return known;
  const texts = columns.filter((column) => column.type === 'text' && column.name !== 'day');
  const figures = columns.filter(isFigure);
  // More than one row a day, and no way to know which belong together.
  if (texts.length > 0 || figures.length === 0) return null;
  return { measures: figures.map(({ name }) => ({ column: name, form: 'line' })) };
}

function columnsOf({ each, measures }: Plot): string[] {
  return [each, ...measures.flatMap(({ column, by }) => [column, by])].filter((name) => name !== undefined);
}
