import { useRouter } from 'next/router';
import { useCallback, useState } from 'react';
import { queryOf, readChoice } from '../reports/choice';
import type { Choice } from '../reports/choice';

/** What the page's address says to show; undefined until it is known. */
export function useChoice(): { choice: Choice | undefined; choose: (choice: Choice) => void } {
  const { isReady, query, pathname, push } = useRouter();
  // A page that stays open over midnight keeps its days until it is loaded again.
  const [now] = useState(() => Date.now());
  const choose = useCallback(
    (choice: Choice) => void push({ pathname, query: queryOf(choice) }, undefined, { shallow: true, scroll: false }), [push, pathname]);
  return { choice: isReady ? readChoice(query, now) : undefined, choose };
}
