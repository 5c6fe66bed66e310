import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Backoff } from '../../src/browser/backoff';

const options = { first: 150, factor: 1.5, longest: 5_000 };
const pauses = (backoff: Backoff, count: number) => Array.from({ length: count }, () => backoff.pause());

test('Pauses_GrowByTheFactor_UpToTheLongest', () => {
  const backoff = new Backoff(options, () => 0);
  assert.deepEqual(pauses(backoff, 12), [150, 225, 338, 506, 759, 1139, 1709, 2563, 3844, 5000, 5000, 5000]);
});

test('ALongerRetryAfter_IsHonoured_AndTheBackoffStillGrows', () => {
  const backoff = new Backoff(options, () => 0);
  assert.deepEqual([backoff.pause(3_000), backoff.pause(0), backoff.pause(100)], [3_000, 225, 338]);
});

test('Jitter_OnlyEverAdds', () => {
  assert.equal(new Backoff(options, () => 0.999).pause(10_000), 10_999);
  assert.equal(new Backoff(options, () => 0).pause(10_000), 10_000);
});

test('AfterAReset_ThePausesStartAgain', () => {
  const backoff = new Backoff(options, () => 0);
  pauses(backoff, 5);
  backoff.reset();
  assert.equal(backoff.pause(), 150);
});
