import type { Cell, Report } from '../api/reports';

/** Rows by the names of their columns. */
export class Table {
  readonly names: string[];

  constructor(private readonly report: Report) {
    this.names = report.columns.map(({ name }) => name);
  }

  get rows(): Cell[][] {
    return this.report.rows;
  }

  has(...names: string[]): boolean {
    return names.every((name) => this.names.includes(name));
  }

  text(row: Cell[], name: string): string {
    return String(row[this.names.indexOf(name)] ?? '');
  }

  number(row: Cell[], name: string): number | null {
    const value = row[this.names.indexOf(name)];
    return typeof value === 'number' ? value : null;
  }

  sum(name: string, rows = this.rows): number {
    return rows.reduce((total, row) => total + (this.number(row, name) ?? 0), 0);
  }

  /** The values of a column, in their order; of no column, one nameless value. */
  values(name: string | undefined, rows = this.rows): string[] {
    return name === undefined ? [''] : [...new Set(rows.map((row) => this.text(row, name)))].toSorted();
  }

  where(name: string | undefined, value: string, rows = this.rows): Cell[][] {
    return name === undefined ? rows : rows.filter((row) => this.text(row, name) === value);
  }
}
