/** How long the buyer has waited: as usual, longer than 10 seconds, longer than a minute. */
export type Patience = 'usual' | 'long' | 'very-long';

/** When the page says more about waiting, in milliseconds since the purchase was accepted. */
export const milestones = { long: 10_000, veryLong: 60_000 };

export function patienceAfter(elapsed: number): Patience {
  return elapsed >= milestones.veryLong ? 'very-long' : elapsed >= milestones.long ? 'long' : 'usual';
}

/** Milliseconds until the next milestone, or null when none is left. */
export function nextMilestone(elapsed: number): number | null {
  const next = Object.values(milestones).find((milestone) => milestone > elapsed);
  return next === undefined ? null : next - elapsed;
}

/** What is true of every paid purchase that takes its time. */
export function comfort(patience: Patience): string[] {
  const late = 'This takes longer than usual. Nothing is lost: your purchase is recorded and goes on by itself.';
  const veryLate = 'You may close this page. You will get an e-mail when your account is ready, or when we return your money.';
  return patience === 'usual' ? [] : patience === 'long' ? [late] : [late, veryLate];
}
