import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chartsOf } from '../../src/reports/charts';
import { describe } from '../../src/reports/describe';
import { reportOf, revenueColumns } from '../support/reports';

const revenue = (...rows: (string | number | null)[][]) => reportOf('revenue', revenueColumns, rows);

test('Revenue_IsStackedByProduct_WithTheDaysOnWhichNothingHappened', () => {
  const [chart, ...others] = chartsOf(revenue(
    ['2026-11-01', 'basic', 'USD', 1, 10, 0], ['2026-11-01', 'premium', 'USD', 3, 300, 0], ['2026-11-03', 'basic', 'USD', 2, 20, 0]));
  assert.deepEqual([others.length, chart!.stacked, chart!.title], [0, true, '']);
  assert.deepEqual(chart!.days, ['2026-11-01', '2026-11-02', '2026-11-03']);
  assert.deepEqual(chart!.series.map(({ name, values, tone }) => [name, values, tone]),
    [['premium', [300, 0, 0], 'series-1'], ['basic', [10, 0, 20], 'series-2']]);
});

test('Revenue_ThatWasGivenBack_IsBelowZero_OfAllProductsTogether', () => {
  const [chart] = chartsOf(revenue(['2026-11-01', 'basic', 'USD', 1, 10, 10], ['2026-11-01', 'premium', 'USD', 1, 100, 100]));
  const last = chart!.series.at(-1)!;
  assert.deepEqual([last.name, last.values, last.tone], ['Given back', [-110, 0, 0], 'danger']);
});

test('Revenue_InTwoCurrencies_IsTwoCharts_BecauseTheyCantBeAdded', () => {
  const charts = chartsOf(revenue(['2026-11-01', 'basic', 'USD', 1, 10, 0], ['2026-11-01', 'basic', 'EUR', 1, 9, 0]));
  assert.deepEqual(
    charts.map(({ title, series }) => [title, series[0]!.values[0], series[0]!.currency]), [['EUR', 9, 'EUR'], ['USD', 10, 'USD']]);
});

test('MoreProductsThanColours_ShareTheLastOne_AndNothingIsLost', () => {
  const rows = Array.from({ length: 8 }, (_, at) => ['2026-11-01', `p${at}`, 'USD', 1, at + 1, 0]);
  const { series } = chartsOf(revenue(...rows))[0]!;
  assert.deepEqual(series.map(({ name }) => name), ['p7', 'p6', 'p5', 'p4', 'p3', '3 others']);
  assert.deepEqual([series.at(-1)!.values[0], series.at(-1)!.tone], [6, 'edge']);
});

test('SixProducts_EachKeepTheirName', () => {
  const rows = Array.from({ length: 6 }, (_, at) => ['2026-11-01', `p${at}`, 'USD', 1, at + 1, 0]);
  assert.deepEqual(chartsOf(revenue(...rows))[0]!.series.map(({ name }) => name), ['p5', 'p4', 'p3', 'p2', 'p1', 'p0']);
});

test('Conversion_IsBarsOfPurchases_AndALineOfItsRateWithAScaleOfItsOwn', () => {
  const [chart] = chartsOf(reportOf(
    'conversion', 'day:date checkouts:integer paid:integer completed:integer logged_in:integer conversion:number',
    [['2026-11-02', 4, 3, 2, 1, 0.25]]));
  assert.deepEqual(chart!.series.map(({ name, form, right, values }) => [name, form, right, values]), [
    ['Checkouts', 'bar', false, [0, 4, 0]], ['Paid', 'bar', false, [0, 3, 0]], ['Completed', 'bar', false, [0, 2, 0]],
    ['Logged in', 'bar', false, [0, 1, 0]], ['Conversion', 'line', true, [null, 0.25, null]]]);
});

test('Refunds_AreStackedByReason_WhateverTheirCurrency', () => {
  const [chart] = chartsOf(reportOf('refunds', 'day:date reason:text refunds:integer amount:number currency:text rate:number', [
    ['2026-11-01', 'ACCOUNT_REFUSED', 2, 20, 'USD', 0.1], ['2026-11-01', 'ACCOUNT_REFUSED', 1, 9, 'EUR', 0.05],
    ['2026-11-01', 'REQUESTED', 1, 10, 'USD', 0.05]]));
  assert.deepEqual(chart!.series.map(({ name, values }) => [name, values[0]]), [['ACCOUNT_REFUSED', 3], ['REQUESTED', 1]]);
});

test('APercentileOfADayWithoutLogins_IsAGap_NotZero', () => {
  const [chart] = chartsOf(reportOf('time-to-login', 'day:date purchases:integer p50:integer p95:integer p99:integer', [
    ['2026-11-01', 5, 300, 900, 1500], ['2026-11-03', 0, null, null, null]]));
  assert.deepEqual(chart!.series.map(({ name, form, values }) => [name, form, values]),
    [['p50', 'line', [300, null, null]], ['p95', 'line', [900, null, null]], ['p99', 'line', [1500, null, null]]]);
});

test('AReportOfALaterApi_IsALineForEachFigure', () => {
  const [chart] = chartsOf(reportOf('logins', 'day:date logins:integer share:number', [['2026-11-01', 1, 0.5]]));
  assert.deepEqual(chart!.series.map(({ name, form }) => [name, form]), [['Logins', 'line'], ['Share', 'line']]);
});

for (const [name, report] of [
  ['Empty', revenue()],
  ['WithoutDays', reportOf('cohorts', 'cohort:text months_later:integer customers:integer', [['2026-11', 0, 1]])],
  ['OfAnotherForm', reportOf('revenue', 'day:date shop:text charged:number', [['2026-11-01', 'a', 1]])],
  ['NamedLikeAnythingElse', reportOf('constructor', 'day:date', [['2026-11-01']])],
] as const)
  test(`NoChart_${name}`, () => assert.deepEqual(chartsOf(report), []));

test('AChart_IsToldInWords', () => {
  const [bars] = chartsOf(revenue(['2026-11-02', 'premium', 'USD', 3, 300, 100], ['2026-11-03', 'premium', 'USD', 1, 100, 0]));
  assert.equal(describe(bars!), 'Chart: bars for each day, Nov 1 to Nov 3. premium: $400.00 in all, at most $300.00, on Nov 2. '
    + 'Given back: $100.00 in all, at most $100.00, on Nov 2.');
  const [lines] = chartsOf(reportOf('time-to-login', 'day:date p50:integer p95:integer p99:integer', [
    ['2026-11-01', 300, 900, null], ['2026-11-02', 200, 1500, null]]));
  assert.equal(describe(lines!), 'Chart: lines for each day, Nov 1 to Nov 3. p50: at least 200 ms, at most 300 ms, on Nov 1. '
    + 'p95: at least 900 ms, at most 1.5 s, on Nov 2. p99: nothing.');
});
