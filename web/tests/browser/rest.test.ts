import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemClock } from '../../src/browser/clock';
import { Rest } from '../../src/browser/rest';
import { FakeClock, settle } from '../support/fakeClock';

const never = new AbortController().signal;

test('AnUndisturbedRest_TakesItsTime', async () => {
  const clock = new FakeClock();
  let result: boolean | undefined;
  void new Rest(clock).take(1_000, 0, never).then((cutShort) => (result = cutShort));
  await clock.pass(999);
  assert.equal(result, undefined);
  await clock.pass(1);
  assert.equal(result, false);
});

test('ARestCutShort_StillTakesWhatTheServerAskedFor', async () => {
  const clock = new FakeClock();
  const rest = new Rest(clock);
  let result: boolean | undefined;
  void rest.take(5_000, 3_000, never).then((cutShort) => (result = cutShort));
  await clock.pass(1_000);
  rest.cutShort();
  await settle();
  assert.equal(result, undefined);
  await clock.pass(2_000);
  assert.equal(result, true);
});

test('TheSystemClock_WakesWhenTheSignalAborts', async () => {
  const abort = new AbortController();
  const waited = systemClock.wait(60_000, abort.signal);
  abort.abort();
  await waited;
  await systemClock.wait(60_000, abort.signal);
});
