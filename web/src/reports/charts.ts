import type { Cell, Report } from '../api/reports';
import { daysOf } from './days';
import { heading, unitOf } from './formats';
import type { Unit } from './formats';
import { plotOf } from './plots';
import type { Measure, Plot } from './plots';
import { Table } from './table';

export interface Chart {
  /** What tells this chart from the report's others; empty when there are none. */
  title: string;
  days: string[];
  stacked: boolean;
  series: Series[];
}

export interface Series {
  name: string;
  form: 'bar' | 'line';
  /** One for each day. Null where there is nothing to measure, which is not the same as zero. */
  values: (number | null)[];
  unit: Unit;
  currency?: string;
  tone: Tone;
  right: boolean;
}

/** The names of the colours in tokens.css. */
export type Tone = 'series-1' | 'series-2' | 'series-3' | 'series-4' | 'series-5' | 'edge' | 'danger';

const tones: Tone[] = ['series-1', 'series-2', 'series-3', 'series-4', 'series-5'];

/** The charts of a report, or none when there is nothing to draw. */
export function chartsOf(report: Report): Chart[] {
  const plot = plotOf(report);
  const table = new Table(report);
  if (!plot || table.rows.length === 0) return [];
  return table.values(plot.each).map((value) => chartOf(report, table, plot, value));
}

function chartOf(report: Report, table: Table, plot: Plot, value: string): Chart {
  const days = daysOf(report);
  const rows = table.where(plot.each, value);
  const currency = plot.each === 'currency' ? value : undefined;
  const series = plot.measures.flatMap((measure) => {
    const unit = unitOf(report.columns[table.names.indexOf(measure.column)]!);
    return groupsOf(measure, table, rows).map(([name, its]) => ({
      name, unit, currency, form: measure.form, right: measure.right ?? false, loss: measure.loss,
      values: valuesOf(measure, table, its, days),
    }));
  });
  // Nothing was lost: no colour and no word about it.
  const shown = series.filter(({ loss, values }) => !loss || values.some((amount) => amount !== 0));
  return {
    title: table.values(plot.each).length > 1 ? value : '', days, stacked: plot.stacked ?? false,
    series: shown.map(({ loss, ...one }, at) => ({ ...one, tone: loss ? 'danger' : tones[at] ?? 'edge' })),
  };
}

/** The series of a measure, the greatest first. There are five colours that everybody can tell apart, so the least ones share the sixth. */
function groupsOf({ column, by }: Measure, table: Table, rows: Cell[][]): [name: string, rows: Cell[][]][] {
  if (by === undefined) return [[heading(column), rows]];
  const groups = table.values(by, rows)
    .map((value): [string, Cell[][]] => [value, table.where(by, value, rows)])
    .toSorted(([, a], [, b]) => table.sum(column, b) - table.sum(column, a));
  if (groups.length <= tones.length + 1) return groups;
  const others = groups.slice(tones.length);
  return [...groups.slice(0, tones.length), [`${others.length} others`, others.flatMap(([, its]) => its)]];
}

function valuesOf(measure: Measure, table: Table, rows: Cell[][], days: string[]): (number | null)[] {
  const found = new Map<string, number>();
  for (const row of rows) {
    const value = table.number(row, measure.column);
    const day = table.text(row, 'day');
    if (value !== null) found.set(day, (found.get(day) ?? 0) + value);
  }
  return days.map((day) => {
    const value = found.get(day) ?? (measure.form === 'bar' ? 0 : null);
    return measure.loss && value !== null && value !== 0 ? -value : value;
  });
}
