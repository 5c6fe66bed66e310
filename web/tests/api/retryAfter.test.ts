import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRetryAfter } from '../../src/api/retryAfter';

const now = Date.parse('2026-11-22T12:00:00Z');
const read = (value?: string) => readRetryAfter(new Headers(value === undefined ? {} : { 'Retry-After': value }), now);

test('Seconds_AreRead', () => assert.deepEqual([read('0'), read('1'), read(' 10 ')], [0, 1_000, 10_000]));
test('ADate_IsReadFromNow', () => assert.equal(read('Sun, 22 Nov 2026 12:00:07 GMT'), 7_000));
test('ADateThatHasPassed_IsNow', () => assert.equal(read('Sun, 22 Nov 2026 11:00:00 GMT'), 0));
test('NothingAndNonsense_AreNow', () => assert.deepEqual([read(), read(''), read('soon'), read('-5'), read('1.5x')], [0, 0, 0, 0, 0]));
