import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openSession, Session } from '../../src/browser/session';
import { MemoryStore } from '../support/memoryStore';

const form = { key: 'key', verifier: 'verifier', challenge: 'challenge' };

test('AForm_IsRememberedPerProduct', () => {
  const session = new Session(new MemoryStore());
  session.saveCheckout('a', form);
  assert.deepEqual(session.checkout('a'), form);
  assert.equal(session.checkout('b'), null);
});

test('WhatIsNotOurs_IsNothing', () => {
  for (const text of ['{"key":1}', '{', 'null', '{"key":"k"}', '[]', '"text"']) {
    const session = new Session(new MemoryStore([['checkout:a', text], ['purchase:b', text]]));
    assert.deepEqual([session.checkout('a'), session.purchase('b')], [null, null]);
  }
});

test('AFormWhosePurchaseCameToNothing_IsReleased_AndNoOther', () => {
  const session = new Session(new MemoryStore());
  session.saveCheckout('a', { ...form, purchaseId: 'pur_2' });
  session.releaseCheckout('a', 'pur_1');
  assert.notEqual(session.checkout('a'), null);
  session.releaseCheckout('a', 'pur_2');
  assert.equal(session.checkout('a'), null);
});

test('ABrowserThatStoresNothing_GivesNoSession', () => {
  assert.equal(openSession(() => { throw new DOMException('denied', 'SecurityError'); }), null);
  const full = new MemoryStore();
  full.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };
  assert.equal(openSession(() => full), null);
  assert.notEqual(openSession(() => new MemoryStore()), null);
});
