import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Purchase, StatusAnswer } from '../../src/api/answers';
import { Watch } from '../../src/progress/watch';
import { FakeClock, settle } from '../support/fakeClock';
import { FakeShop } from '../support/fakeShop';

const purchase: Purchase = { purchaseId: 'pur_1', status: 'PAID', productId: 'p', amount: 1, currency: 'USD' };
const paid = (retryAfter = 0): StatusAnswer => ({ kind: 'purchase', purchase, retryAfter });
const ended = (changes: Partial<Purchase>): StatusAnswer => ({ kind: 'purchase', purchase: { ...purchase, ...changes }, retryAfter: 0 });
const completed = ended({ status: 'COMPLETED', login: { url: 'https://app.example/' } });
const lost: StatusAnswer = { kind: 'unreachable', because: 'network', retryAfter: 0 };

function watching(clock: FakeClock, ...answers: StatusAnswer[]) {
  const shop = new FakeShop();
  shop.statusAnswers = answers;
  return { shop, clock, watch: new Watch('pur_1', 'token', shop, clock, () => 0) };
}

test('TheFirstQuestion_ComesAtOnce_TheNextOnesAfterGrowingPauses', async () => {
  const { shop, clock, watch } = watching(new FakeClock(true), paid(), paid(), paid(), completed);
  await watch.start();
  assert.deepEqual(clock.waits, [150, 225, 338]);
  assert.deepEqual(shop.polls, Array.from({ length: 4 }, () => ({ purchaseId: 'pur_1', statusToken: 'token' })));
});

test('RetryAfter_IsNeverUndercut', async () => {
  const { clock, watch } = watching(new FakeClock(true), paid(1_000), paid(3_000), paid(0), completed);
  await watch.start();
  assert.deepEqual(clock.waits, [1_000, 3_000, 338]);
});

for (const [name, answer] of [
  ['CompletedWithALogin', completed],
  ['CompletedWithASignIn', ended({ status: 'COMPLETED', signIn: { url: 'https://app.example/', reason: 'REDEEMED' } })],
  ['Refunded', ended({ status: 'REFUNDED' })],
  ['Declined', ended({ status: 'DECLINED' })],
  ['Unknown', { kind: 'unknown-purchase' }],
] as [string, StatusAnswer][])
  test(`${name}_EndsTheWatch`, async () => {
    const { shop, watch } = watching(new FakeClock(true), paid(), answer);
    await watch.start();
    assert.equal(shop.polls.length, 2);
  });

test('CompletedWithoutAnyWayIn_IsWatchedOn', async () => {
  const { shop, watch } = watching(new FakeClock(true), ended({ status: 'COMPLETED' }), completed);
  await watch.start();
  assert.equal(shop.polls.length, 2);
});

test('NeedsAttention_IsWatchedSlowly', async () => {
  const { clock, watch } = watching(new FakeClock(true), ended({ status: 'NEEDS_ATTENTION' }), ended({ status: 'REFUNDED' }));
  await watch.start();
  assert.deepEqual(clock.waits, [30_000]);
});

test('ALostConnection_IsSaid_KeepsWhatIsKnown_AndIsTriedWithoutLimit', async () => {
  const { shop, clock, watch } = watching(new FakeClock(), paid(), lost);
  void watch.start();
  await clock.pass(0);
  await clock.pass(150);
  assert.deepEqual(watch.view.value, { purchase, trouble: 'network' });
  for (let minute = 0; minute < 60; minute++) for (let second = 0; second < 12; second++) await clock.pass(5_000);
  assert.ok(shop.polls.length > 700);

  shop.statusAnswers = [completed];
  await clock.pass(5_000);
  assert.equal(watch.view.value.trouble, undefined);
  assert.equal(watch.view.value.purchase?.status, 'COMPLETED');
});

test('WhenTheBuyerIsBack_TheShopIsAskedAtOnce_AndThePausesStartAgain', async () => {
  const { shop, clock, watch } = watching(new FakeClock(), lost);
  void watch.start();
  for (let step = 0; step < 20; step++) await clock.pass(5_000);
  const asked = shop.polls.length;
  watch.wake();
  await settle();
  assert.equal(shop.polls.length, asked + 1);
  await clock.pass(150);
  assert.equal(shop.polls.length, asked + 2);
});

test('WhenTheBuyerIsBack_RetryAfterStillHolds', async () => {
  const { shop, clock, watch } = watching(new FakeClock(), paid(10_000));
  void watch.start();
  await clock.pass(0);
  await clock.pass(4_000);
  watch.wake();
  await settle();
  assert.equal(shop.polls.length, 1);
  await clock.pass(6_000);
  assert.equal(shop.polls.length, 2);
});

test('StartedTwice_AsReactDoesInDevelopment_OneLoopRuns', async () => {
  const { shop, clock, watch } = watching(new FakeClock(), paid());
  void watch.start();
  watch.stop();
  void watch.start();
  await clock.pass(0);
  const asked = shop.polls.length;
  await clock.pass(150);
  assert.equal(shop.polls.length, asked + 1);
});

test('AStoppedWatch_SaysNothingMore', async () => {
  const { shop, clock, watch } = watching(new FakeClock(), paid(), completed);
  void watch.start();
  await clock.pass(0);
  watch.stop();
  await clock.pass(60_000);
  assert.equal(shop.polls.length, 1);
  assert.equal(watch.view.value.purchase?.status, 'PAID');
});
