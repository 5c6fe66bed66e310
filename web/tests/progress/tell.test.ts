import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Purchase } from '../../src/api/answers';
import { stagesOf } from '../../src/progress/stages';
import type { Patience } from '../../src/progress/patience';
import { tell } from '../../src/progress/tell';

const times = { paidAt: '2026-11-22T12:00:00Z' };
const purchase = (changes: Partial<Purchase>): Purchase =>
  ({ purchaseId: 'pur_1', status: 'PAID', productId: 'prod a', amount: 99.99, currency: 'USD', ...changes });
const story = (changes: Partial<Purchase>, patience: Patience = 'usual') => tell({ purchase: purchase(changes) }, patience);
const text = ({ title, lead, notes }: ReturnType<typeof tell>) => [title, lead, ...notes].join(' ');
const states = (changes: Partial<Purchase>) => stagesOf(purchase(changes)).map(({ state }) => state);

test('TheStages_FollowWhatWasRecorded', () => {
  assert.deepEqual(states({ status: 'PAYMENT_PENDING' }), ['current', 'waiting', 'waiting']);
  assert.deepEqual(states({ ...times }), ['done', 'current', 'waiting']);
  assert.deepEqual(states({ ...times, accountCreatedAt: '2026-11-22T12:00:01Z' }), ['done', 'done', 'current']);
  assert.deepEqual(states({ ...times, status: 'COMPLETED' }), ['done', 'done', 'current']);
  assert.deepEqual(states({ ...times, refundReason: 'ACCOUNT_REFUSED' }), ['done', 'failed', 'waiting']);
});

test('Waiting_IsExplainedWhenItGetsLong', () => {
  assert.deepEqual(story(times).notes, []);
  assert.match(text(story(times, 'long')), /longer than usual.*Nothing is lost/);
  assert.match(text(story(times, 'very-long')), /close this page.*e-mail/);
});

test('AnUnknownPayment_IsNeverCalledACharge_NorTheContrary', () => {
  for (const patience of ['usual', 'long', 'very-long'] as const) {
    const told = story({ status: 'PAYMENT_PENDING' }, patience);
    assert.doesNotMatch(text(told), /Payment taken|you were charged|Nothing was charged|Nothing is lost/);
  }
  const late = story({ status: 'PAYMENT_PENDING' }, 'long');
  assert.match(late.lead, /don’t know yet whether your bank.*not be charged twice/);
  assert.equal(late.action?.does, 'repeat-payment');
});

test('APaidPurchase_IsNotSaidToBeRefunded_BeforeTheShopSaysSo', () => {
  for (const patience of ['usual', 'long'] as const) assert.doesNotMatch(text(story(times, patience)), /refund|return|goes back/i);
  assert.match(text(story({ ...times, refundReason: 'ACCOUNT_REFUSED' })), /can’t open an account.*returning \$99\.99/);
});

test('ARefund_TellsWhyHowMuchAndWhen', () => {
  const told = text(story({ status: 'REFUNDED', refundReason: 'ACCOUNT_REFUSED', refundedAt: '2026-11-22T12:00:05Z' }));
  assert.match(told, /can’t open an account for this e-mail address\. We returned \$99\.99 on November 22, 2026/);
  assert.match(text(story({ status: 'REFUNDED', refundReason: 'ACCOUNT_FAILED' })), /fault on our side\. We returned \$99\.99\./);
  assert.match(text(story({ status: 'REFUNDED', refundReason: 'REQUESTED' })), /purchase is cancelled\. We returned \$99\.99\./);
  assert.match(text(story({ status: 'REFUNDED' })), /could not complete your purchase\. We returned/);
});

test('ADecline_OffersAnotherWayToPay', () => {
  const told = story({ status: 'DECLINED' });
  assert.match(text(told), /Nothing was charged/);
  assert.deepEqual(told.action, { does: 'browse', label: 'Choose another way to pay', href: '/checkout/?product=prod%20a' });
});

for (const [reason, words] of [
  ['REDEEMED', /signed in already.*link.*was used/], ['EXPIRED', /expired/], ['RETURNING_CUSTOMER', /Welcome back.*have an account/],
  ['UNAVAILABLE', /no login link/], ['WHATEVER', /no login link/],
] as const)
  test(`SignIn_${reason}_HasItsOwnWords_AndALink`, () => {
    const told = story({ status: 'COMPLETED', signIn: { url: 'https://app.example/login', reason } });
    assert.match(text(told), words);
    assert.deepEqual(told.action, { does: 'leave', label: 'Sign in', href: 'https://app.example/login' });
  });

test('AnAddressThatRuns_IsNeverOffered', () => {
  assert.equal(story({ status: 'COMPLETED', signIn: { url: 'javascript:alert(1)', reason: 'REDEEMED' } }).action, undefined);
  const told = story({ status: 'COMPLETED', login: { url: 'javascript:alert(1)' } });
  assert.match(text(told), /can’t be used/);
  assert.equal(told.action, undefined);
});

test('ALoginThatWaitsForTheBuyer_IsOffered_ByThisPageAfresh', () => {
  const told = tell({ purchase: purchase({ status: 'COMPLETED', login: { url: 'https://app.example/' } }) }, 'usual', true);
  assert.deepEqual(told.action, { does: 'leave', label: 'Continue to your account', href: '/progress/?purchase=pur_1' });
});

test('NeedsAttention_IsToldAsItIs', () =>
  assert.match(text(story({ status: 'NEEDS_ATTENTION' })), /went wrong.*alerted.*not be charged again/));

test('AStatusOfALaterShop_PromisesNothing', () => assert.deepEqual(story({ status: 'SOMETHING_NEW' }).stages, undefined));

test('Trouble_ComesFirst_AndWhatIsKnownStays', () => {
  const told = tell({ purchase: purchase(times), trouble: 'network' }, 'long');
  assert.match(told.notes[0]!, /connection is lost/);
  assert.equal(told.lead, 'Payment taken. Creating your account.');
  assert.match(tell({ trouble: 'shop' }, 'usual').notes[0]!, /does not answer/);
});
