// What the numbers of a part say.

import { count } from './words.js';

export const KINDS = {
  api: 'API', schedule: 'schedule', function: 'function', table: 'table', bucket: 'bucket',
  stateMachine: 'state machine', topic: 'topic', queue: 'queue',
};

/** What a part's counters say: a short text, what is wrong, and whether it is at work. */
export function describe(part, counters) {
  const own = counters[part.id] ?? {};
  const dead = part.deadLetters.reduce((sum, queue) => sum + (counters[queue.id]?.queue ? total(counters[queue.id].queue) : 0), 0);
  const { text, busy, wrong } = numbers(part.kind, own);
  return { text, busy, wrong, dead };
}

const total = (queue) => queue.visible + queue.inFlight;

function numbers(kind, own) {
  if (kind === 'queue') {
    return own.queue
      ? { text: `${own.queue.visible} waiting, ${own.queue.inFlight} in flight`, busy: total(own.queue) > 0 }
      : { text: 'no answer', wrong: true };
  }
  if (own.function) {
    const { invocations, errors, running } = own.function;
    const text = `${count(invocations, 'run')}${running ? ` · ${running} now` : ''}${errors ? `, ${errors} failed` : ''}`;
    return { text, busy: running > 0, wrong: errors > 0 };
  }
  if (own.executions) {
    const { running, succeeded, failed } = own.executions;
    return { text: `${running} running · ${succeeded} ok, ${failed} failed`, busy: running > 0, wrong: failed > 0 };
  }
  return own.published === undefined ? { text: '' } : { text: `${own.published} published` };
}
