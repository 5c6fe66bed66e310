export interface BackoffOptions {
  /** The first pause, in milliseconds. */
  first: number;
  factor: number;
  /** The longest pause, in milliseconds. */
  longest: number;
}

/** How much longer than asked for a pause may be, so that clients which failed together don't come back together. */
const jitter = 0.1;

/** Pauses that grow. Jitter only ever adds: a server's Retry-After is never undercut. */
export class Backoff {
  private next: number;

  constructor(private readonly options: BackoffOptions, private readonly random: () => number = Math.random) {
    this.next = options.first;
  }

  reset(): void {
    this.next = this.options.first;
  }

  /** The next pause in milliseconds: the backoff's own or the server's, whichever is longer. */
  pause(retryAfter = 0): number {
    const own = this.next;
    this.next = Math.min(own * this.options.factor, this.options.longest);
    return Math.round(Math.max(own, retryAfter) * (1 + this.random() * jitter));
  }
}
