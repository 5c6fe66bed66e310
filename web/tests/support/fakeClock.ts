import type { Clock } from '../../src/browser/clock';

/** Time that passes when a test says so, or, in a hurry, as soon as somebody waits for it. */
export class FakeClock implements Clock {
  /** Every pause that was asked for, in milliseconds. */
  readonly waits: number[] = [];
  private time = Date.parse('2026-11-22T12:00:00Z');
  private readonly waiting = new Set<{ until: number; wake: () => void }>();

  constructor(private readonly hurry = false) {}

  now(): number {
    return this.time;
  }

  async wait(milliseconds: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    if (milliseconds > 0) this.waits.push(milliseconds);
    if (this.waits.length > 10_000) throw new Error('Somebody waits for something that never comes.');
    if (this.hurry || milliseconds <= 0) {
      this.time += Math.max(0, milliseconds);
      return;
    }
    await new Promise<void>((resolve) => {
      const entry = { until: this.time + milliseconds, wake: resolve };
      this.waiting.add(entry);
      signal.addEventListener('abort', () => {
        this.waiting.delete(entry);
        resolve();
      });
    });
  }

  /** Lets time pass and everything happen that was due. */
  async pass(milliseconds: number): Promise<void> {
    this.time += milliseconds;
    for (const entry of [...this.waiting].filter(({ until }) => until <= this.time)) {
      this.waiting.delete(entry);
      entry.wake();
    }
    await settle();
  }
}

/** Lets everything happen that needs no time: promises in flight, and cryptography, which runs on other threads. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
}
