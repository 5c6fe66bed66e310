import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explain, progressOf } from '../../src/checkout/words';

test('ADecline_StandsAtThePaymentMethod_AndSaysThatNothingWasCharged', () => {
  assert.match(explain({ kind: 'declined', code: 'insufficient_funds' }).paymentMethod!, /not enough money.*Nothing was charged/);
  assert.match(explain({ kind: 'declined', code: 'constructor' }).paymentMethod!, /^Your bank declined the payment\. Nothing was charged/);
});

test('ACheckoutThatWasGivenUp_IsNotBlamedOnTheBank', () =>
  assert.match(explain({ kind: 'declined', code: 'checkout_expired' }).paymentMethod!, /given this payment up\. Nothing was charged/));

test('ARefusal_BelongsToNoField', () => assert.match(explain({ kind: 'refused' }).form!, /Nothing was charged/));

test('WithoutAnAnswer_NothingIsSaidAboutACharge', () => {
  const draft = { email: 'a@b.c', paymentMethod: 'p' };
  for (const view of [{ step: 'sending', draft, trouble: 'unknown' }, { step: 'unsure', draft }] as const)
    assert.doesNotMatch(progressOf(view).join(' '), /nothing (was|is) charged|was accepted/i);
});
