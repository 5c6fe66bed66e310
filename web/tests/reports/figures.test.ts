import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cohortsOf } from '../../src/reports/cohorts';
import { cell, heading, tick } from '../../src/reports/formats';
import { keyFiguresOf } from '../../src/reports/keyFigures';
import { reportOf, revenueColumns } from '../support/reports';

for (const [value, name, type, expected] of [
  ['2026-11-01', 'day', 'date', 'Nov 1, 2026'], ['2026-11-01', 'day', 'text', 'Nov 1, 2026'], ['2026-11', 'cohort', 'text', 'Nov 2026'],
  ['someday', 'day', 'date', 'someday'], ['prod_basic', 'product', 'text', 'prod_basic'],
  [12345, 'purchases', 'integer', '12,345'], [0.12345678, 'anything', 'number', '0.123457'],
  [99.9, 'charged', 'number', '$99.90'], [0.3333, 'rate', 'number', '33.3%'], [1, 'conversion', 'number', '100%'],
  [850, 'p50', 'integer', '850 ms'], [1234, 'p99', 'integer', '1.23 s'], [null, 'p99', 'integer', '–'],
] as const)
  test(`Cell_${name}_${value}`, () => assert.equal(cell(value, { name, type }, 'USD'), expected));

test('AnAmountWithoutACurrency_IsANumber', () => assert.equal(cell(99.9, { name: 'charged', type: 'number' }, ''), '99.9'));

test('ATick_OfAWholeAmount_IsShort', () => assert.deepEqual(
  [tick(800, 'money', 'USD'), tick(-200, 'money', 'USD'), tick(0.5, 'money', 'USD'), tick(1000, 'money', 'JPY'), tick(0.2, 'share')],
  ['$800', '-$200', '$0.50', '¥1,000', '20%']));

test('Headings_AreWords', () => assert.deepEqual(
  ['time-to-login', 'new_customers', 'refunded', 'constructor'].map(heading),
  ['Time to login', 'New customers', 'Given back', 'Constructor']));

test('Revenue_ComesToAnAmountInEachCurrency', () => {
  const report = reportOf('revenue', revenueColumns, [
    ['2026-11-01', 'a', 'USD', 3, 300, 100], ['2026-11-02', 'b', 'USD', 1, 10.5, 0], ['2026-11-02', 'b', 'EUR', 1, 9, 0]]);
  assert.deepEqual(keyFiguresOf(report).map(({ name, value }) => [name, value]), [
    ['Purchases', '5'], ['Charged', '€9.00'], ['Charged', '$310.50'], ['Given back', '€0.00'], ['Given back', '$100.00']]);
});

test('Conversion_IsPartOfAllCheckouts_NotAnAverageOfDays', () => {
  const report = reportOf('conversion', 'day:date checkouts:integer paid:integer completed:integer logged_in:integer conversion:number', [
    ['2026-11-01', 1, 1, 1, 1, 1], ['2026-11-02', 99, 49, 24, 19, 0.19]]);
  assert.deepEqual(keyFiguresOf(report).map(({ value }) => value), ['100', '50 (50%)', '25 (25%)', '20 (20%)']);
});

test('AReportWithoutRowsOrWithOtherColumns_HasNoKeyFigures', () => {
  assert.deepEqual(keyFiguresOf(reportOf('revenue', revenueColumns, [])), []);
  assert.deepEqual(keyFiguresOf(reportOf('customers', 'day:date', [['2026-11-01']])), []);
});

const cohorts = (...rows: (string | number)[][]) =>
  cohortsOf(reportOf('cohorts', 'cohort:text months_later:integer customers:integer', rows))!;

test('ACohort_IsMeasuredByItsFirstMonth_AndZeroIsNotTheFuture', () => {
  const { months, rows } = cohorts(['2026-08', 0, 10], ['2026-08', 1, 5], ['2026-08', 3, 1], ['2026-10', 0, 4]);
  assert.deepEqual(months, [1, 2, 3]);
  assert.deepEqual(rows[0], { cohort: '2026-08', customers: 10, cells: [
    { customers: 5, share: 0.5, heat: 5 }, { customers: 0, share: 0, heat: 0 }, { customers: 1, share: 0.1, heat: 1 }] });
  assert.deepEqual(rows[1], { cohort: '2026-10', customers: 4, cells: [{ customers: 0, share: 0, heat: 0 }, null, null] });
});

test('Cohorts_OfOneMonth_HaveNoLaterOne', () => assert.deepEqual(cohorts(['2026-11', 0, 3]), {
  months: [], rows: [{ cohort: '2026-11', customers: 3, cells: [] }] }));

test('ACohort_GoesOverTheYear', () =>
  assert.equal(cohorts(['2025-12', 0, 2], ['2025-12', 1, 2], ['2026-01', 0, 1]).rows[1]!.cells[0], null));

test('OtherReports_HaveNoCohorts', () => assert.equal(cohortsOf(reportOf('revenue', revenueColumns, [])), null));
