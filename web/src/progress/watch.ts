import type { Purchase } from '../api/answers';
import type { Shop } from '../api/shop';
import { Backoff } from '../browser/backoff';
import { Changing } from '../browser/changing';
import type { Clock } from '../browser/clock';
import { Rest } from '../browser/rest';

export interface WatchView {
  /** The last that was heard. */
  purchase?: Purchase;
  /** Why nothing new is heard: no connection, or a shop that doesn't answer. */
  trouble?: 'network' | 'shop';
  /** The shop knows no such purchase for this token. */
  unknown?: boolean;
}

/** For a purchase that waits for a person. */
const slowPace = 30_000;

/** Watches one purchase until it has ended, through lost connections and for as long as it takes. */
export class Watch {
  readonly view = new Changing<WatchView>({});
  private readonly rest: Rest;
  private running = new AbortController();

  constructor(
    private readonly purchaseId: string, private readonly statusToken: string, private readonly shop: Shop, clock: Clock,
    private readonly random: () => number = Math.random) {
    this.rest = new Rest(clock);
  }

  /** Asks at once, then again and again. Starting twice is starting once. */
  async start(): Promise<void> {
    this.running.abort();
    this.running = new AbortController();
    const { signal } = this.running;
    const backoff = new Backoff({ first: 150, factor: 1.5, longest: 5_000 }, this.random);
    for (;;) {
      const answer = await this.shop.status(this.purchaseId, this.statusToken, signal);
      if (signal.aborted) return;
      if (answer.kind === 'unknown-purchase') {
        this.view.value = { unknown: true };
        return;
      }
      this.view.value = answer.kind === 'purchase'
        ? { purchase: answer.purchase }
        : { purchase: this.view.value.purchase, trouble: answer.because };
      if (answer.kind === 'purchase' && hasEnded(answer.purchase)) return;

      const atLeast = answer.kind === 'purchase' && answer.purchase.status === 'NEEDS_ATTENTION' ? slowPace : answer.retryAfter;
      if (await this.rest.take(backoff.pause(atLeast), answer.retryAfter, signal)) backoff.reset();
      if (signal.aborted) return;
    }
  }

  stop(): void {
    this.running.abort();
  }

  /** The connection is back, or the buyer looks at the page again: ask now, but never sooner than the shop allows. */
  readonly wake = (): void => this.rest.cutShort();
}

/** Whether nothing will change any more. */
function hasEnded({ status, login, signIn }: Purchase): boolean {
  return status === 'DECLINED' || status === 'REFUNDED' || (status === 'COMPLETED' && Boolean(login ?? signIn));
}
