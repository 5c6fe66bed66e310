import type { ReactNode } from 'react';

/** Keeps what is wider than the page in a box that scrolls, also by the keyboard. */
export function ScrollBox({ label, children }: { label: string; children: ReactNode }) {
  return <div className="scroll-box" role="region" aria-label={label} tabIndex={0}>{children}</div>;
}
