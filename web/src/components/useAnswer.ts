import { useCallback, useEffect, useState } from 'react';
import { useReturn } from './useReturn';

/**
 * The answer to a question, or undefined while it is asked for. An answer to another question than the last one is never shown.
 * @param ask Its identity is the question's: the same function is not asked twice. Null: there is nothing to ask yet.
 */
export function useAnswer<T extends { kind: string }>(ask: ((signal: AbortSignal) => Promise<T>) | null): {
  answer: T | undefined;
  askAgain: () => void;
} {
  const [given, setGiven] = useState<{ to: typeof ask; answer: T }>();
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (!ask) return;
    const abort = new AbortController();
    void ask(abort.signal).then((answer) => {
      if (!abort.signal.aborted) setGiven({ to: ask, answer });
    });
    return () => abort.abort();
  }, [ask, attempt]);

  const answer = ask !== null && given?.to === ask ? given.answer : undefined;
  const askAgain = useCallback(() => {
    setGiven(undefined);
    setAttempt((number) => number + 1);
  }, []);
  const failed = answer?.kind === 'unreachable';
  useReturn(useCallback(() => failed && askAgain(), [failed, askAgain]));
  return { answer, askAgain };
}
