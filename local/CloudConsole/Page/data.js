// Reads the console's data. What has not changed is not sent again.

const known = new Map();

/** Nobody answers, or nothing of use: the local cloud may be starting, ending or in trouble. */
export class NoAnswer extends Error {}

/** The answer and whether it differs from the last one; null where there is nothing. Throws NoAnswer. */
export async function read(address) {
  const before = known.get(address);
  let answer;
  try {
    answer = await fetch(address, { cache: 'no-store', headers: before ? { 'If-None-Match': before.tag } : {} });
  } catch {
    throw new NoAnswer('The local cloud does not answer');
  }
  if (answer.status === 304) return { value: before.value, changed: false };
  if (answer.status === 404) return { value: null, changed: true, problem: (await answer.json()).detail };
  if (!answer.ok) throw new NoAnswer(`The local cloud answers ${answer.status}`);
  const value = await answer.json();
  if (known.size > 100) known.clear();
  known.set(address, { tag: answer.headers.get('ETag'), value });
  return { value, changed: true };
}

/** Calls again and again, a pause after each call has ended, however it has, but never while nobody looks. */
export function keepDoing(work, pause) {
  let timer;
  const run = async () => {
    clearTimeout(timer);
    if (document.hidden) return;
    try {
      await work();
    } finally {
      timer = setTimeout(run, pause);
    }
  };
  document.addEventListener('visibilitychange', () => { if (!document.hidden) run(); });
  run();
}
