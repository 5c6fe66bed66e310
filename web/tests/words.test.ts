import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemFor } from '../src/problems';
import { moment, money } from '../src/words';

test('Money_FollowsItsCurrency', () => {
  assert.deepEqual([money(99.99, 'USD'), money(499, 'USD'), money(1200, 'JPY')], ['$99.99', '$499.00', '¥1,200']);
  assert.equal(money(5, 'no currency'), '5 no currency');
});

test('AMoment_IsLocal_AndNothingWhenItIsNone', () => {
  assert.match(moment('2026-11-22T18:41:26Z', 'Europe/Berlin')!, /^November 22, 2026 at 7:41.PM$/);
  assert.deepEqual([moment(undefined), moment('yesterday')], [null, null]);
});

test('AProblemThatNobodyKnows_IsAnyProblem', () => {
  for (const reason of ['constructor', '__proto__', '', null, undefined]) assert.equal(problemFor(reason).title, 'Something went wrong');
  assert.match(problemFor('lost-purchase').title, /doesn’t know your purchase/);
});
