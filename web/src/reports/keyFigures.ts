import type { Report } from '../api/reports';
import { figure } from './formats';
import { Table } from './table';

export interface KeyFigure {
  name: string;
  value: string;
}

/** What the whole range comes to. Percentiles and customers of several days can't be added, so not every report has all. */
export function keyFiguresOf(report: Report): KeyFigure[] {
  const table = new Table(report);
  if (table.rows.length === 0) return [];
  switch (report.report) {
    case 'revenue': return [
      ...count(table, 'Purchases', 'purchases'), ...money(table, 'Charged', 'charged'), ...money(table, 'Given back', 'refunded'),
    ];
    case 'conversion': return [
      ...count(table, 'Checkouts', 'checkouts'),
      ...part(table, 'Paid', 'paid', 'checkouts'),
      ...part(table, 'Completed', 'completed', 'checkouts'),
      ...part(table, 'Logged in', 'logged_in', 'checkouts'),
    ];
    case 'refunds': return [...count(table, 'Refunds', 'refunds'), ...money(table, 'Given back', 'amount')];
    case 'time-to-login': return [
      ...count(table, 'Logins', 'purchases'), ...highest(table, 'Slowest day’s p50', 'p50'), ...highest(table, 'Slowest day’s p99', 'p99'),
    ];
    case 'customers': return [
      ...count(table, 'Of new customers', 'new_customers'), ...count(table, 'Of returning customers', 'returning_customers'),
    ];
    default: return [];
  }
}

function count(table: Table, name: string, column: string): KeyFigure[] {
  return table.has(column) ? [{ name, value: figure(table.sum(column), 'count') }] : [];
}

function part(table: Table, name: string, column: string, whole: string): KeyFigure[] {
  if (!table.has(column, whole)) return [];
  const [some, all] = [table.sum(column), table.sum(whole)];
  return [{ name, value: all === 0 ? figure(some, 'count') : `${figure(some, 'count')} (${figure(some / all, 'share')})` }];
}

/** An amount in each currency. */
function money(table: Table, name: string, column: string): KeyFigure[] {
  if (!table.has(column, 'currency')) return [];
  return table.values('currency').map((currency) => (
    { name, value: figure(table.sum(column, table.where('currency', currency)), 'money', currency) }));
}

function highest(table: Table, name: string, column: string): KeyFigure[] {
  const values = table.rows.map((row) => table.number(row, column)).filter((value) => value !== null);
  return values.length > 0 ? [{ name, value: figure(Math.max(...values), 'milliseconds') }] : [];
}
