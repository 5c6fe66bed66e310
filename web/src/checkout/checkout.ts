import type { Shop } from '../api/shop';
import { Backoff } from '../browser/backoff';
import { Changing } from '../browser/changing';
import type { Clock } from '../browser/clock';
import { createProofKey } from '../browser/proofKey';
import type { Randomness } from '../browser/proofKey';
import { Rest } from '../browser/rest';
import type { CheckoutRecord, Session } from '../browser/session';
import { judge } from './verdict';
import type { Failure } from './verdict';
import type { CheckoutView, Draft } from './view';

/** How long an unanswered payment is repeated without asking the buyer. Covers the 30 seconds for which a lost attempt blocks its twins. */
export const repeatFor = 45_000;

/** How long after "Pay" a page may send by itself. A tab that is opened again tomorrow must not charge unasked. */
export const freshFor = 120_000;

/**
 * One checkout form, and the promise that it pays once: its idempotency key is made with it and kept with exactly what was sent, until
 * the outcome is known. Double clicks, reloads, the back button and copies of the tab all repeat one and the same request.
 */
export class Checkout {
  readonly view = new Changing<CheckoutView>({ step: 'opening' });
  private readonly rest: Rest;
  private running = new AbortController();

  constructor(
    private readonly productId: string, private readonly shop: Shop, private readonly session: Session, private readonly clock: Clock,
    private readonly crypto: Randomness, private readonly random: () => number = Math.random) {
    this.rest = new Rest(clock);
  }

  /** Shows the form as this tab left it. May be called again at any time, for instance when the browser shows a kept page. */
  async open(): Promise<void> {
    const signal = this.restart();
    const record = this.session.checkout(this.productId);
    if (record?.purchaseId) this.view.value = { step: 'bought', purchaseId: record.purchaseId };
    else if (!record) await this.renew(undefined, signal);
    else if (record.body === undefined) this.view.value = { step: 'editing' };
    else if (this.isFresh(record)) await this.send(record, true, signal);
    else this.view.value = { step: 'unsure', draft: draftOf(record) };
  }

  /** Stops everything. What was sent stays remembered. */
  close(): void {
    this.running.abort();
  }

  /** Pays. Does nothing while a payment is under way: the buyer clicked twice. */
  async submit(draft: Draft): Promise<void> {
    const record = this.session.checkout(this.productId);
    if (this.view.value.step !== 'editing' || !record || record.purchaseId) return;
    record.body ??= JSON.stringify({ productId: this.productId, ...draft, codeChallenge: record.challenge });
    record.submittedAt ??= this.clock.now();
    // Remembered before it is sent: whatever happens from here on, only this can be repeated.
    this.session.saveCheckout(this.productId, record);
    await this.send(record, false, this.restart());
  }

  /** Sends the same once more, because the buyer asks for it. */
  async tryAgain(): Promise<void> {
    const record = this.session.checkout(this.productId);
    if (this.view.value.step === 'unsure' && record?.body !== undefined) await this.send(record, true, this.restart());
  }

  /** Another purchase, because the buyer asks for it. */
  async startOver(): Promise<void> {
    await this.renew(undefined, this.restart());
  }

  /** The connection is back. */
  async wake(): Promise<void> {
    const record = this.session.checkout(this.productId);
    this.rest.cutShort();
    if (record && this.isFresh(record)) await this.tryAgain();
  }

  private async send(record: CheckoutRecord, uncertain: boolean, signal: AbortSignal): Promise<void> {
    const draft = draftOf(record);
    const backoff = new Backoff({ first: 500, factor: 2, longest: 8_000 }, this.random);
    const until = this.clock.now() + repeatFor;
    this.view.value = { step: 'sending', draft };
    for (;;) {
      const answer = await this.shop.checkout(record.key, record.body!, signal);
      if (signal.aborted) return;
      const verdict = judge(answer, uncertain);
      switch (verdict.kind) {
        case 'accepted':
          return this.keep(record, verdict.purchaseId, verdict.statusToken);
        case 'over':
          return this.renew(verdict.failure, signal);
        case 'unknown-product':
          this.session.forgetCheckout(this.productId);
          this.view.value = { step: 'unknown-product' };
          return;
        case 'taken':
          this.view.value = { step: 'taken' };
          return;
        case 'unsure':
          this.view.value = { step: 'unsure', draft };
          return;
      }
      uncertain ||= verdict.because === 'unknown';
      const pause = backoff.pause(verdict.retryAfter);
      if (uncertain && this.clock.now() + pause > until) {
        this.view.value = { step: 'unsure', draft };
        return;
      }
      this.view.value = { step: 'sending', draft, trouble: uncertain ? 'unknown' : 'busy' };
      await this.rest.take(pause, verdict.retryAfter, signal);
      if (signal.aborted) return;
    }
  }

  /** The verifier moves to the purchase; the form remembers that it has bought. */
  private keep(record: CheckoutRecord, purchaseId: string, statusToken: string): void {
    const { verifier, ...rest } = record;
    this.session.savePurchase(purchaseId, { productId: this.productId, statusToken, verifier: verifier!, since: this.clock.now() });
    this.session.saveCheckout(this.productId, { ...rest, purchaseId });
    this.view.value = { step: 'accepted', purchaseId };
  }

  private async renew(failure: Failure | undefined, signal: AbortSignal): Promise<void> {
    const { verifier, challenge } = await createProofKey(this.crypto);
    if (signal.aborted) return;
    this.session.saveCheckout(this.productId, { key: this.crypto.randomUUID(), verifier, challenge });
    this.view.value = { step: 'editing', failure };
  }

  private isFresh(record: CheckoutRecord): boolean {
    const age = this.clock.now() - (record.submittedAt ?? 0);
    return age >= 0 && age < freshFor;
  }

  private restart(): AbortSignal {
    this.running.abort();
    this.running = new AbortController();
    return this.running.signal;
  }
}

function draftOf(record: CheckoutRecord): Draft {
  const { email, paymentMethod } = JSON.parse(record.body!) as Draft;
  return { email, paymentMethod };
}
