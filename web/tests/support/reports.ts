import type { Cell, Column, Report } from '../../src/api/reports';

/** A report as the API answers it. @param columns `name:type`, separated by spaces. */
export function reportOf(name: string, columns: string, rows: Cell[][], from = '2026-11-01', to = '2026-11-03'): Report {
  return { report: name, description: 'What it tells.', from, to, columns: columns.split(' ').map(columnOf), rows };
}

export const revenueColumns = 'day:date product:text currency:text purchases:integer charged:number refunded:number';

function columnOf(text: string): Column {
  const [name, type] = text.split(':');
  return { name: name!, type: type! };
}
