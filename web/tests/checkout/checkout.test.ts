import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import type { CheckoutAnswer } from '../../src/api/answers';
import { freshFor, repeatFor } from '../../src/checkout/checkout';
import { FakeClock, settle } from '../support/fakeClock';
import { FakeShop } from '../support/fakeShop';
import { draft, product, Tab } from '../support/tab';

const unknown: CheckoutAnswer = { kind: 'unknown', retryAfter: 0 };
const accepted: CheckoutAnswer = { kind: 'accepted', purchaseId: 'pur_1', statusToken: 'token_1' };

/** Every request was one and the same. */
function assertOneRequest(shop: FakeShop, count: number) {
  assert.equal(shop.checkouts.length, count);
  assert.equal(new Set(shop.checkouts.map(({ key, body }) => key + body)).size, 1);
}

function withResolver<T>() {
  let resolve: (value: T) => void;
  const promise = new Promise<T>((resolvePromise) => (resolve = resolvePromise));
  return { promise, resolve: (value: T) => resolve(value) };
}

test('ANewForm_HasAKeyAndAProofKey_BeforeAnythingIsSent', async () => {
  const tab = await Tab.open();
  const form = tab.session.checkout(product)!;
  assert.deepEqual(tab.view, { step: 'editing', failure: undefined });
  assert.match(form.key, /^[0-9a-f-]{36}$/);
  assert.equal(form.challenge, createHash('sha256').update(form.verifier!).digest('base64url'));
  assert.equal(tab.shop.checkouts.length, 0);
});

test('Pay_SendsTheFormWithItsChallenge_AndNeverTheVerifier', async () => {
  const tab = await Tab.open();
  const form = tab.session.checkout(product)!;
  await tab.checkout.submit(draft);
  assert.deepEqual(tab.shop.checkouts.map(({ key, body }) => ({ key, body: JSON.parse(body) })),
    [{ key: form.key, body: { productId: product, ...draft, codeChallenge: form.challenge } }]);
  assert.ok(!JSON.stringify(tab.shop.checkouts).includes(form.verifier!));
});

test('AnAcceptedPurchase_TakesTheVerifierWithIt', async () => {
  const tab = await Tab.open();
  const { verifier } = tab.session.checkout(product)!;
  await tab.checkout.submit(draft);
  assert.deepEqual(tab.view, { step: 'accepted', purchaseId: 'pur_1' });
  assert.deepEqual(tab.session.purchase('pur_1'), { productId: product, statusToken: 'token_1', verifier, since: tab.clock.now() });
  assert.equal(tab.session.checkout(product)!.verifier, undefined);
});

test('ADoubleClick_SendsOnce', async () => {
  const tab = await Tab.open();
  await Promise.all([tab.checkout.submit(draft), tab.checkout.submit(draft), tab.checkout.submit({ ...draft, email: 'b@example.com' })]);
  assert.equal(tab.shop.checkouts.length, 1);
});

test('OpenedTwiceAtOnce_AsReactDoesInDevelopment_TheFormHasOneKey', async () => {
  const tab = await Tab.open();
  tab.session.forgetCheckout(product);
  const first = tab.checkout.open();
  tab.close();
  await Promise.all([first, tab.checkout.open()]);
  const { key } = tab.session.checkout(product)!;
  await tab.checkout.submit(draft);
  assert.deepEqual(tab.shop.checkouts.map((request) => request.key), [key]);
});

test('AReloadWhilePaying_SendsTheSameAgain', async () => {
  const tab = await Tab.open();
  tab.shop.checkoutAnswers = [new Promise(() => {}), accepted];
  void tab.checkout.submit(draft);
  await settle();
  assert.deepEqual(tab.view, { step: 'sending', draft });
  await tab.reload();
  assert.deepEqual(tab.view, { step: 'accepted', purchaseId: 'pur_1' });
  assertOneRequest(tab.shop, 2);
});

test('APageThatTheBrowserKept_ComesBackInStep', async () => {
  const tab = await Tab.open();
  tab.shop.checkoutAnswers = [new Promise(() => {}), accepted];
  void tab.checkout.submit(draft);
  await tab.checkout.open();
  assert.deepEqual(tab.view, { step: 'accepted', purchaseId: 'pur_1' });
  await tab.checkout.open();
  assert.deepEqual(tab.view, { step: 'bought', purchaseId: 'pur_1' });
  assertOneRequest(tab.shop, 2);
});

test('BackAfterAnAcceptedPurchase_ShowsIt_AndPaysAgainOnlyWhenAsked', async () => {
  const tab = await Tab.open();
  await tab.checkout.submit(draft);
  await tab.reload();
  assert.deepEqual(tab.view, { step: 'bought', purchaseId: 'pur_1' });
  await tab.checkout.submit(draft);
  assert.equal(tab.shop.checkouts.length, 1);

  await tab.checkout.startOver();
  await tab.checkout.submit(draft);
  assert.equal(new Set(tab.shop.checkouts.map(({ key }) => key)).size, 2);
  assert.equal(new Set(tab.shop.checkouts.map(({ body }) => JSON.parse(body).codeChallenge)).size, 2);
});

test('WhileTheOutcomeIsUnknown_TheSameIsRepeated_UntilThereIsAnAnswer', async () => {
  const tab = await Tab.open();
  tab.shop.checkoutAnswers = [unknown, { kind: 'unknown', retryAfter: 3_000 }, unknown, accepted];
  await tab.checkout.submit(draft);
  assert.deepEqual(tab.clock.waits, [500, 3_000, 2_000]);
  assertOneRequest(tab.shop, 4);
  assert.equal(tab.view.step, 'accepted');
});

test('WhileTheOutcomeIsUnknown_TheFieldsAreLocked', async () => {
  const clock = new FakeClock();
  const tab = await Tab.open(new FakeShop(), clock);
  tab.shop.checkoutAnswers = [unknown];
  void tab.checkout.submit(draft);
  await settle();
  assert.deepEqual(tab.view, { step: 'sending', draft, trouble: 'unknown' });
  await tab.checkout.submit({ ...draft, email: 'another@example.com' });
  await clock.pass(500);
  assertOneRequest(tab.shop, 2);
});

test('WithoutAnAnswerForTooLong_TheBuyerDecides_AndTheSameIsSent', async () => {
  const tab = await Tab.open();
  const start = tab.clock.now();
  tab.shop.checkoutAnswers = [unknown];
  await tab.checkout.submit(draft);
  assert.deepEqual(tab.view, { step: 'unsure', draft });
  assert.ok(tab.clock.now() - start <= repeatFor);
  const attempts = tab.shop.checkouts.length;
  assert.ok(attempts > 5);

  tab.shop.checkoutAnswers = [accepted];
  await tab.checkout.tryAgain();
  assert.equal(tab.view.step, 'accepted');
  assertOneRequest(tab.shop, attempts + 1);
});

test('TheConnectionIsBack_TheSameIsSentAtOnce', async () => {
  const clock = new FakeClock();
  const tab = await Tab.open(new FakeShop(), clock);
  tab.shop.checkoutAnswers = [unknown, unknown, unknown, accepted];
  void tab.checkout.submit(draft);
  await settle();
  await tab.checkout.wake();
  await settle();
  assertOneRequest(tab.shop, 2);
});

test('AFreshUnansweredPayment_IsRepeatedWhenTheConnectionIsBack_AnOldOneWaitsForTheBuyer', async () => {
  const tab = await Tab.open();
  tab.shop.checkoutAnswers = [unknown];
  await tab.checkout.submit(draft);
  const attempts = tab.shop.checkouts.length;
  await tab.clock.pass(freshFor);
  await tab.checkout.wake();
  await tab.reload();
  assert.deepEqual(tab.view, { step: 'unsure', draft });
  assertOneRequest(tab.shop, attempts);
});

test('AClockThatWasSetBack_SendsNothingUnasked', async () => {
  const tab = await Tab.open();
  tab.shop.checkoutAnswers = [unknown];
  await tab.checkout.submit(draft);
  const attempts = tab.shop.checkouts.length;
  await tab.clock.pass(-10 * freshFor);
  await tab.reload();
  assert.equal(tab.view.step, 'unsure');
  assertOneRequest(tab.shop, attempts);
});

for (const [name, answer] of [
  ['Declined', { kind: 'declined', code: 'generic_decline' }],
  ['Invalid', { kind: 'invalid', field: 'email' }],
  ['Refused', { kind: 'refused' }],
] as const)
  test(`${name}_TheNextAttemptHasAnotherKeyAndProof`, async () => {
    const tab = await Tab.open();
    tab.shop.checkoutAnswers = [answer, accepted];
    await tab.checkout.submit(draft);
    assert.deepEqual(tab.view, { step: 'editing', failure: answer });
    await tab.checkout.submit({ ...draft, paymentMethod: 'pm_card_mastercard' });
    const [first, second] = tab.shop.checkouts;
    assert.notEqual(first!.key, second!.key);
    assert.notEqual(JSON.parse(first!.body).codeChallenge, JSON.parse(second!.body).codeChallenge);
    assert.equal(JSON.parse(second!.body).paymentMethod, 'pm_card_mastercard');
  });

test('ARefusalAfterALostAnswer_IsNoEnd_TheKeyStays', async () => {
  const tab = await Tab.open();
  tab.shop.checkoutAnswers = [unknown, { kind: 'refused' }];
  await tab.checkout.submit(draft);
  assert.deepEqual(tab.view, { step: 'unsure', draft });
  tab.shop.checkoutAnswers = [accepted];
  await tab.checkout.tryAgain();
  assertOneRequest(tab.shop, 3);
});

test('TooManyRequests_WaitAsLongAsTheServerSays_HoweverLong', async () => {
  const tab = await Tab.open();
  tab.shop.checkoutAnswers = [{ kind: 'busy', retryAfter: 30_000 }, { kind: 'busy', retryAfter: 40_000 }, accepted];
  await tab.checkout.submit(draft);
  assert.deepEqual(tab.clock.waits, [30_000, 40_000]);
  assertOneRequest(tab.shop, 3);
});

test('ADuplicatedTab_ThatSendsTheSame_HasTheSamePurchase', async () => {
  const tab = await Tab.open();
  const copy = await Tab.open(tab.shop, tab.clock, tab.store.duplicate());
  await Promise.all([tab.checkout.submit(draft), copy.checkout.submit(draft)]);
  assertOneRequest(tab.shop, 2);
  assert.deepEqual(copy.view, tab.view);
  assert.deepEqual(copy.session.purchase('pur_1'), tab.session.purchase('pur_1'));
});

test('ADuplicatedTab_ThatSendsSomethingElse_IsToldSo_AndPaysOnlyWhenAsked', async () => {
  const tab = await Tab.open();
  const copy = await Tab.open(tab.shop, tab.clock, tab.store.duplicate());
  tab.shop.checkoutAnswers = [accepted, { kind: 'key-reused' }];
  await tab.checkout.submit(draft);
  await copy.checkout.submit({ ...draft, email: 'other@example.com' });
  assert.deepEqual(copy.view, { step: 'taken' });
  await copy.checkout.submit(draft);
  assert.equal(tab.shop.checkouts.length, 2);
});

test('TwoTabsOfTheirOwn_BuyIndependently', async () => {
  const tab = await Tab.open();
  const other = await Tab.open(tab.shop);
  await Promise.all([tab.checkout.submit(draft), other.checkout.submit(draft)]);
  assert.equal(new Set(tab.shop.checkouts.map(({ key }) => key)).size, 2);
});

test('AProductThatIsGone_LeavesNothingBehind', async () => {
  const tab = await Tab.open();
  tab.shop.checkoutAnswers = [{ kind: 'unknown-product' }];
  await tab.checkout.submit(draft);
  assert.equal(tab.view.step, 'unknown-product');
  assert.equal(tab.session.checkout(product), null);
});

test('LeavingThePageWhilePaying_KeepsTheRequest_AndChangesNothingLater', async () => {
  const tab = await Tab.open();
  const late = withResolver<CheckoutAnswer>();
  tab.shop.checkoutAnswers = [late.promise];
  void tab.checkout.submit(draft);
  await settle();
  tab.close();
  late.resolve({ kind: 'declined', code: 'x' });
  await settle();
  assert.notEqual(tab.session.checkout(product)!.body, undefined);
});
