import { webcrypto } from 'node:crypto';
import { Session } from '../../src/browser/session';
import { Checkout } from '../../src/checkout/checkout';
import type { Draft } from '../../src/checkout/view';
import { FakeClock } from './fakeClock';
import { FakeShop } from './fakeShop';
import { MemoryStore } from './memoryStore';

export const product = 'prod_premium_tier';
export const draft: Draft = { email: 'new.user@example.com', paymentMethod: 'pm_card_visa' };

/** A browser tab with the checkout form of one product. */
export class Tab {
  readonly session: Session;
  checkout: Checkout;

  private constructor(readonly shop: FakeShop, readonly clock: FakeClock, readonly store: MemoryStore) {
    this.session = new Session(store);
    this.checkout = this.load();
  }

  static async open(shop = new FakeShop(), clock = new FakeClock(true), store = new MemoryStore()): Promise<Tab> {
    const tab = new Tab(shop, clock, store);
    await tab.checkout.open();
    return tab;
  }

  get view() {
    return this.checkout.view.value;
  }

  /** Leaves the page at once, whatever is under way. */
  close(): void {
    this.checkout.close();
  }

  /** Loads the page again: only the session is left. */
  async reload(): Promise<void> {
    this.close();
    this.checkout = this.load();
    await this.checkout.open();
  }

  private load(): Checkout {
    return new Checkout(product, this.shop, this.session, this.clock, webcrypto as unknown as Crypto, () => 0);
  }
}
