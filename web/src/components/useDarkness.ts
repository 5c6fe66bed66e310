import { useSyncExternalStore } from 'react';

const query = '(prefers-color-scheme: dark)';

/** Whether the page is dark now: the one thing that a drawing doesn't take from the style sheet by itself. */
export function useDarkness(): boolean {
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches, () => false);
}

function subscribe(listener: () => void): () => void {
  const darkness = window.matchMedia(query);
  darkness.addEventListener('change', listener);
  return () => darkness.removeEventListener('change', listener);
}
