import { useEffect, useState } from 'react';
import { nextMilestone, patienceAfter } from '../progress/patience';
import type { Patience } from '../progress/patience';

/** How long the buyer has waited, changing as time passes. A clock that was set back makes nobody wait longer for the truth. */
export function usePatience(since: number): Patience {
  const [elapsed, setElapsed] = useState(() => Math.max(0, Date.now() - since));
  useEffect(() => {
    const next = nextMilestone(elapsed);
    if (next === null) return;
    const timer = setTimeout(() => setElapsed(elapsed + next), next);
    return () => clearTimeout(timer);
  }, [elapsed]);
  return patienceAfter(elapsed);
}
