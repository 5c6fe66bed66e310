import { useCallback, useEffect, useState } from 'react';
import type { ProductsAnswer } from '../api/answers';
import { theShop } from '../browser/environment';
import { useReturn } from './useReturn';

/** The catalog, or undefined while it is asked for. */
export function useProducts(): { answer: ProductsAnswer | undefined; tryAgain: () => void } {
  const [answer, setAnswer] = useState<ProductsAnswer>();
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    const ask = async () => {
      const products = await theShop().products(abort.signal);
      if (!abort.signal.aborted) setAnswer(products);
    };
    void ask();
    return () => abort.abort();
  }, [attempt]);

  const failed = answer?.kind === 'unreachable';
  const tryAgain = useCallback(() => {
    if (!failed) return;
    setAnswer(undefined);
    setAttempt((number) => number + 1);
  }, [failed]);
  useReturn(tryAgain);
  return { answer, tryAgain };
}
