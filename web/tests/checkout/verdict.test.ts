import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CheckoutAnswer } from '../../src/api/answers';
import { judge } from '../../src/checkout/verdict';

const declined: CheckoutAnswer = { kind: 'declined', code: 'x' };
const invalid: CheckoutAnswer = { kind: 'invalid', field: 'email' };

test('DefiniteAnswers_EndTheAttempt_EvenAfterAnUncertainOne', () => {
  for (const uncertain of [false, true])
    assert.deepEqual([declined, invalid].map((answer) => judge(answer, uncertain).kind), ['over', 'over']);
});

test('ARefusalThatSaysNothingOfThePayment_ProvesNothing_AfterAnUncertainAttempt', () => {
  assert.equal(judge({ kind: 'refused' }, false).kind, 'over');
  assert.equal(judge({ kind: 'unknown-product' }, false).kind, 'unknown-product');
  assert.equal(judge({ kind: 'refused' }, true).kind, 'unsure');
  assert.equal(judge({ kind: 'unknown-product' }, true).kind, 'unsure');
});

test('UnknownAndBusy_AreRepeated_WithTheServersPause', () => {
  assert.deepEqual(judge({ kind: 'unknown', retryAfter: 2_000 }, false), { kind: 'repeat', retryAfter: 2_000, because: 'unknown' });
  assert.deepEqual(judge({ kind: 'busy', retryAfter: 5_000 }, false), { kind: 'repeat', retryAfter: 5_000, because: 'busy' });
});

test('AReusedKey_IsTaken_AndNeverRenewedUnasked', () => assert.equal(judge({ kind: 'key-reused' }, false).kind, 'taken'));
