import assert from 'node:assert/strict';
import { test } from 'node:test';
import { queryOf, readChoice } from '../../src/reports/choice';
import { daysOf, isDay, lastDays } from '../../src/reports/days';

const now = Date.parse('2026-11-23T23:59:59Z');
const usual = { from: '2026-10-25', to: '2026-11-23' };

test('AChoice_IsReadFromItsOwnQuery', () => {
  const choice = { report: 'time-to-login', range: { from: '2026-01-01', to: '2026-02-28' } };
  assert.deepEqual(queryOf(choice), { report: 'time-to-login', from: '2026-01-01', to: '2026-02-28' });
  assert.deepEqual(readChoice(queryOf(choice), now), choice);
});

test('WithoutAQuery_TheLast30Days_OfWhateverReportIsFirst', () => {
  assert.deepEqual(readChoice({}, now), { report: null, range: usual });
  assert.deepEqual(queryOf(readChoice({}, now)), usual);
});

test('ARangeThatMakesNoSenseToTheApi_IsItsToRefuse', () =>
  assert.deepEqual(readChoice({ from: '2026-11-23', to: '2026-11-01' }, now).range, { from: '2026-11-23', to: '2026-11-01' }));

for (const [from, to] of [['2026-11-01', undefined], [undefined, '2026-11-01'], ['yesterday', '2026-11-01'], ['2026-02-30', '2026-03-01'],
  ['2026-1-1', '2026-03-01'], [['2026-11-01', '2026-11-02'], '2026-11-03']])
  test(`NoRange_${from}_${to}`, () => assert.deepEqual(readChoice({ from, to }, now).range, usual));

test('ADay_IsADayOfTheCalendar', () => {
  for (const day of ['2026-11-30', '2028-02-29']) assert.ok(isDay(day), day);
  for (const text of ['2026-11-31', '2027-02-29', '2026-13-01', '2026-11-1', '', '2026-11-01T00:00:00Z', null, 20261101])
    assert.ok(!isDay(text), String(text));
});

test('LastDays_EndToday_InUtc', () => {
  assert.deepEqual(lastDays(1, now), { from: '2026-11-23', to: '2026-11-23' });
  assert.deepEqual(lastDays(7, Date.parse('2026-11-03T00:00:00Z')), { from: '2026-10-28', to: '2026-11-03' });
});

test('DaysOf_GoOverMonthsAndLeapDays_AndNeverBackwards', () => {
  assert.deepEqual(daysOf({ from: '2028-02-28', to: '2028-03-01' }), ['2028-02-28', '2028-02-29', '2028-03-01']);
  assert.equal(daysOf({ from: '2026-01-01', to: '2026-12-31' }).length, 365);
  assert.deepEqual(daysOf({ from: '2026-11-02', to: '2026-11-01' }), []);
});
