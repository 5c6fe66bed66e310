import type { Clock } from './clock';

/** A pause that news can cut short: the connection is back, the buyer looks at the page again. */
export class Rest {
  private alarm = new AbortController();

  constructor(private readonly clock: Clock) {}

  /**
   * @param pause How long, when nothing happens.
   * @param atLeast How long whatever happens: what the server asked for.
   * @returns Whether it was cut short.
   */
  async take(pause: number, atLeast: number, signal: AbortSignal): Promise<boolean> {
    const start = this.clock.now();
    const alarm = new AbortController();
    this.alarm = alarm;
    const stop = () => alarm.abort();
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
    await this.clock.wait(pause, alarm.signal);
    signal.removeEventListener('abort', stop);
    if (alarm.signal.aborted) await this.clock.wait(Math.max(0, start + atLeast - this.clock.now()), signal);
    return alarm.signal.aborted;
  }

  cutShort(): void {
    this.alarm.abort();
  }
}
