import type { ProductsAnswer } from '../api/answers';
import { theShop } from '../browser/environment';
import { useAnswer } from './useAnswer';

const ask = (signal: AbortSignal) => theShop().products(signal);

/** The catalog, or undefined while it is asked for. */
export function useProducts(): { answer: ProductsAnswer | undefined; tryAgain: () => void } {
  const { answer, askAgain } = useAnswer(ask);
  return { answer, tryAgain: askAgain };
}
