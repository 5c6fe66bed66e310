// Reads the console's data. What has not changed is not sent again.

const known = new Map();

/** The answer and whether it differs from the last one; null where there is nothing. Throws when nobody answers. */
export async function read(address) {
  const before = known.get(address);
  const answer = await fetch(address, { cache: 'no-store', headers: before ? { 'If-None-Match': before.tag } : {} });
  if (answer.status === 304) return { value: before.value, changed: false };
  if (answer.status === 404) return { value: null, changed: true, problem: (await answer.json()).detail };
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  const value = await answer.json();
  if (known.size > 100) known.clear();
  known.set(address, { tag: answer.headers.get('ETag'), value });
  return { value, changed: true };
}

/** Calls again and again, a pause after each call has ended, but never while nobody looks. */
export function keepDoing(work, pause) {
  let timer;
  const run = async () => {
    clearTimeout(timer);
    if (document.hidden) return;
    await work();
    timer = setTimeout(run, pause);
  };
  document.addEventListener('visibilitychange', () => { if (!document.hidden) run(); });
  run();
}
