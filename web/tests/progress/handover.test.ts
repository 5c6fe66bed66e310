import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Purchase } from '../../src/api/answers';
import { Session } from '../../src/browser/session';
import { goesByItself, handOver, loginAddress } from '../../src/progress/handover';
import { MemoryStore } from '../support/memoryStore';

const record = { productId: 'p', statusToken: 'token', verifier: 'v'.repeat(43), since: 0 };
const completed = (url: string): Purchase =>
  ({ purchaseId: 'pur_1', status: 'COMPLETED', productId: 'p', amount: 1, currency: 'USD', login: { url } });

test('TheVerifier_IsInTheFragment_AndNowhereElse', () => {
  const address = loginAddress(completed('http://localhost:8080/app/login/sso?token=a.b-c_d'), record)!;
  assert.equal(address, `http://localhost:8080/app/login/sso?token=a.b-c_d#${record.verifier}`);
});

test('AnAddressThatIsNoWebAddress_IsNeverGoneTo', () => {
  for (const url of ['javascript:alert(1)//', 'data:text/html,<script>', '/app/login', ''])
    assert.equal(loginAddress(completed(url), record), null);
});

test('TheHandover_IsRemembered_BeforeThePageIsLeft', () => {
  const session = new Session(new MemoryStore());
  session.savePurchase('pur_1', record);
  let seen: unknown[] = [];
  handOver('pur_1', 'https://app.example/', record, session, { replace: (url) => (seen = [url, session.purchase('pur_1')?.handedOver]) });
  assert.deepEqual(seen, ['https://app.example/', true]);
});

test('TheBackButton_DoesNotTrapTheBuyer', () => {
  assert.equal(goesByItself({ ...record, handedOver: true }, 'back_forward'), false);
  assert.equal(goesByItself({ ...record, handedOver: true }, 'reload'), true);
  assert.equal(goesByItself({ ...record, handedOver: true }, 'navigate'), true);
  assert.equal(goesByItself(record, 'back_forward'), true);
});
