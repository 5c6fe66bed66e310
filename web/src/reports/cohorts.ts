import type { Report } from '../api/reports';
import { Table } from './table';

/** Of each month's new customers, how many bought in each later month. */
export interface Cohorts {
  /** How many months later each column is, from one on. */
  months: number[];
  rows: { cohort: string; customers: number; cells: (Returned | null)[] }[];
}

export interface Returned {
  customers: number;
  share: number;
  /** 0 to 5: how deep the cell is coloured. */
  heat: number;
}

const deepest = 5;

/** Null when the report tells of no cohorts. A cell is null where the month has not come yet. */
export function cohortsOf(report: Report): Cohorts | null {
  const table = new Table(report);
  if (!table.has('cohort', 'months_later', 'customers')) return null;
  const known = table.rows.map((row) => ({
    cohort: table.text(row, 'cohort'), later: table.number(row, 'months_later') ?? 0, customers: table.number(row, 'customers') ?? 0,
  }));
  // The last month in which anybody bought: until then, no row means that nobody came.
  const last = Math.max(...known.map(({ cohort, later }) => monthOf(cohort) + later));
  const months = Array.from({ length: Math.max(0, ...known.map(({ later }) => later)) }, (_, at) => at + 1);
  return {
    months,
    rows: table.values('cohort').map((cohort) => {
      const find = (later: number) => known.find((one) => one.cohort === cohort && one.later === later)?.customers ?? 0;
      const customers = find(0);
      const cells = months.map((later) => (monthOf(cohort) + later > last ? null : returned(find(later), customers)));
      return { cohort, customers, cells };
    }),
  };
}

function returned(some: number, all: number): Returned {
  const share = all === 0 ? 0 : some / all;
  return { customers: some, share, heat: Math.min(deepest, Math.ceil(share * 2 * deepest)) };
}

/** Months since the year 0. */
function monthOf(cohort: string): number {
  const [year, month] = cohort.split('-').map(Number);
  return (year ?? 0) * 12 + (month ?? 0);
}
