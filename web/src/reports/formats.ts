import type { Cell, Column } from '../api/reports';
import { language } from '../shop';
import { money } from '../words';
import { longDay, longMonth } from './days';

/** How a figure is meant. The API tells types only; the rest is in the column's name. */
export type Unit = 'count' | 'money' | 'share' | 'milliseconds' | 'plain';

const units: Record<string, Unit> = {
  charged: 'money', refunded: 'money', amount: 'money',
  conversion: 'share', rate: 'share',
  p50: 'milliseconds', p95: 'milliseconds', p99: 'milliseconds',
};

const headings: Record<string, string> = {
  charged: 'Charged', refunded: 'Given back', conversion: 'Conversion', rate: 'Share of the day’s purchases',
  p50: 'p50', p95: 'p95', p99: 'p99', months_later: 'Months later',
};

const numbers = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
const shares = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
const plain = new Intl.NumberFormat(language, { maximumFractionDigits: 6 });

/** What a cell without a value shows. */
export const nothing = '–';

export function unitOf({ name, type }: Column): Unit {
  return (Object.hasOwn(units, name) && units[name]) || (type === 'integer' ? 'count' : 'plain');
}

export function isFigure({ type }: Column): boolean {
  return type === 'integer' || type === 'number';
}

export function heading(name: string): string {
  if (Object.hasOwn(headings, name)) return headings[name]!;
  const words = name.replaceAll(/[_-]+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** @param currency Of an amount; an amount without one is only a number. */
export function figure(value: number, unit: Unit, currency?: string): string {
  switch (unit) {
    case 'money': return currency ? money(value, currency) : numbers.format(value);
    case 'share': return shares.format(value);
    case 'milliseconds': return value < 1000 ? `${numbers.format(value)} ms` : `${numbers.format(value / 1000)} s`;
    case 'count': return numbers.format(value);
    case 'plain': return plain.format(value);
  }
}

/** A figure of a scale: short, because it is there many times. */
export function tick(value: number, unit: Unit, currency?: string): string {
  const text = figure(value, unit, currency);
  return unit === 'money' && Number.isInteger(value) ? text.replace(/[.]0+(?=\D*$)/, '') : text;
}

export function cell(value: Cell, column: Column, currency?: string): string {
  if (value === null) return nothing;
  if (typeof value === 'number') return figure(value, unitOf(column), currency);
  const text = String(value);
  if (column.type === 'date' || column.name === 'day') return longDay(text);
  return column.name === 'cohort' ? longMonth(text) : text;
}
