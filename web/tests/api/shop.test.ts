import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HttpShop } from '../../src/api/shop';

const never = new AbortController().signal;
const type = (name: string) => `urn:awsplatform:problem:${name}`;
const accepted = { purchaseId: 'pur_1', status: 'PAID', statusUrl: '/api/purchases/pur_1', statusToken: 'secret' };

/** A shop whose fetch gives one answer, and the request that it saw. */
function shopWith(answer: () => Response | Promise<Response>) {
  const seen: { path: string; request: RequestInit }[] = [];
  const shop = new HttpShop(async (path, request) => {
    seen.push({ path: String(path), request: request! });
    return answer();
  });
  return { shop, seen };
}

const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  () => new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers });

const checkout = (answer: () => Response | Promise<Response>) => shopWith(answer).shop.checkout('key', '{}', never);
const status = (answer: () => Response | Promise<Response>) => shopWith(answer).shop.status('pur_1', 'secret', never);

test('Checkout_SendsKeyAndBodyAsTheyAre_WithoutCookies', async () => {
  const { shop, seen } = shopWith(json(202, accepted));
  await shop.checkout('the-key', '{"b":1, "a":2}', never);
  const { path, request } = seen[0]!;
  assert.equal(path, '/api/checkout');
  assert.equal(request.body, '{"b":1, "a":2}');
  assert.deepEqual(request.headers, { 'Content-Type': 'application/json', 'Idempotency-Key': 'the-key' });
  assert.deepEqual([request.method, request.credentials, request.cache, request.redirect], ['POST', 'omit', 'no-store', 'error']);
});

for (const [name, answer, expected] of [
  ['Accepted', json(202, accepted), { kind: 'accepted', purchaseId: 'pur_1', statusToken: 'secret' }],
  ['AcceptedWithoutSecret', json(202, { purchaseId: 'pur_1' }), { kind: 'unknown', retryAfter: 0 }],
  ['APageInsteadOfAnAnswer', json(200, '<html>'), { kind: 'unknown', retryAfter: 0 }],
  ['Declined', json(402, { type: type('card-declined'), declineCode: 'lost_card' }), { kind: 'declined', code: 'lost_card' }],
  ['DeclinedWithoutCode', json(402, {}), { kind: 'declined', code: '' }],
  ['UnknownProduct', json(400, { type: type('unknown-product') }), { kind: 'unknown-product' }],
  ['InvalidPaymentMethod', json(400, { type: type('invalid-payment-method') }), { kind: 'invalid', field: 'paymentMethod' }],
  ['InvalidRequest', json(400, { type: type('invalid-request') }), { kind: 'invalid', field: 'email' }],
  ['ARefusalThatIsNotTheShops', json(400, 'Bad request'), { kind: 'refused' }],
  ['KeyReused', json(422, { type: type('idempotency-key-reused') }), { kind: 'key-reused' }],
  ['InFlight', json(409, { type: type('in-flight') }, { 'Retry-After': '1' }), { kind: 'unknown', retryAfter: 1_000 }],
  ['TooMany', json(429, {}, { 'Retry-After': '7' }), { kind: 'busy', retryAfter: 7_000 }],
  ['Forbidden', json(403, {}), { kind: 'refused' }],
  ['RequestTimeout', json(408, {}), { kind: 'unknown', retryAfter: 0 }],
  ['Unexpected', json(500, {}), { kind: 'unknown', retryAfter: 0 }],
  ['Unavailable', json(503, {}, { 'Retry-After': '2' }), { kind: 'unknown', retryAfter: 2_000 }],
  ['GatewayTimeout', json(504, ''), { kind: 'unknown', retryAfter: 0 }],
  ['NoConnection', () => Promise.reject(new TypeError('failed')), { kind: 'unknown', retryAfter: 0 }],
] as const)
  test(`Checkout_${name}`, async () => assert.deepEqual(await checkout(answer), expected));

test('Status_ShowsTheTokenToTheApiOnly_AndNeverInTheAddress', async () => {
  const { shop, seen } = shopWith(json(404, {}));
  await shop.status('pur/1?', 'secret', never);
  assert.equal(seen[0]!.path, '/api/purchases/pur%2F1%3F');
  assert.deepEqual(seen[0]!.request.headers, { Authorization: 'Bearer secret' });
});

const paid = { purchaseId: 'pur_1', status: 'PAID', productId: 'p', amount: 1, currency: 'USD' };
for (const [name, answer, expected] of [
  ['Found', json(200, paid, { 'Retry-After': '3' }), { kind: 'purchase', purchase: paid, retryAfter: 3_000 }],
  ['WithoutAStatus', json(200, {}), { kind: 'unreachable', because: 'shop', retryAfter: 0 }],
  ['Unauthorized', json(401, {}), { kind: 'unknown-purchase' }],
  ['NotFound', json(404, {}), { kind: 'unknown-purchase' }],
  ['Unavailable', json(503, {}, { 'Retry-After': '1' }), { kind: 'unreachable', because: 'shop', retryAfter: 1_000 }],
  ['NoConnection', () => Promise.reject(new TypeError('failed')), { kind: 'unreachable', because: 'network', retryAfter: 0 }],
] as const)
  test(`Status_${name}`, async () => assert.deepEqual(await status(answer), expected));

test('Products_AreChecked', async () => {
  const product = { productId: 'p', name: 'P', description: 'D', price: 1, currency: 'USD' };
  assert.deepEqual(await shopWith(json(200, [product])).shop.products(never), { kind: 'products', products: [product] });
  for (const answer of [json(200, [{ ...product, price: '1' }]), json(200, {}), json(500, [])])
    assert.deepEqual(await shopWith(answer).shop.products(never), { kind: 'unreachable' });
});

test('AnAbortedRequest_IsNoAnswer', async () => {
  const abort = new AbortController();
  const hanging = new HttpShop((_path, request) => new Promise((_resolve, reject) => {
    request!.signal!.addEventListener('abort', () => reject(new Error('aborted')));
  }));
  const asked = hanging.checkout('key', '{}', abort.signal);
  abort.abort();
  assert.deepEqual(await asked, { kind: 'unknown', retryAfter: 0 });
});
