import { useEffect } from 'react';
import type { ProblemReason } from '../problems';
import { useProblem } from './useProblem';

/** Leads to the problem page. */
export function Problem({ reason }: { reason: ProblemReason }) {
  const report = useProblem();
  useEffect(() => report(reason), [report, reason]);
  return null;
}
