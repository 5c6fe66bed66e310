import { useRouter } from 'next/router';
import { useCallback } from 'react';
import type { ProblemReason } from '../problems';

/** Shows the problem page in the place of this one, so that the back button doesn't lead into the problem again. */
export function useProblem(): (reason: ProblemReason) => void {
  const { replace } = useRouter();
  return useCallback((reason) => void replace({ pathname: '/problem', query: { reason } }), [replace]);
}
