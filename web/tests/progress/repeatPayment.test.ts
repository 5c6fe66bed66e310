import assert from 'node:assert/strict';
import { test } from 'node:test';
import { repeatPayment } from '../../src/progress/repeatPayment';
import { draft, product, Tab } from '../support/tab';

const never = new AbortController().signal;

test('RepeatingAPendingPayment_SendsTheSameRequest', async () => {
  const tab = await Tab.open();
  await tab.checkout.submit(draft);
  await repeatPayment('pur_1', product, tab.session, tab.shop, never);
  assert.equal(tab.shop.checkouts.length, 2);
  assert.deepEqual(tab.shop.checkouts[1], tab.shop.checkouts[0]);
});

test('AFormThatHasMovedOn_IsNotSent', async () => {
  const tab = await Tab.open();
  await tab.checkout.submit(draft);
  await tab.checkout.startOver();
  await repeatPayment('pur_1', product, tab.session, tab.shop, never);
  assert.equal(tab.shop.checkouts.length, 1);
});
