import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextMilestone, patienceAfter } from '../../src/progress/patience';

test('Patience_ChangesAfterTenSecondsAndAfterAMinute', () =>
  assert.deepEqual([0, 9_999, 10_000, 59_999, 60_000].map(patienceAfter), ['usual', 'usual', 'long', 'long', 'very-long']));

test('TheNextMilestone_IsAhead_UntilNoneIsLeft', () =>
  assert.deepEqual([0, 10_000, 30_000, 60_000].map(nextMilestone), [10_000, 50_000, 30_000, null]));
