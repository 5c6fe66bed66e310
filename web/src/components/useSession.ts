import { useSyncExternalStore } from 'react';
import { theSession } from '../browser/environment';
import type { Session } from '../browser/session';

const never = () => () => {};

/** The tab's memory: undefined until the page runs in a browser, null when the browser gives none. */
export function useSession(): Session | null | undefined {
  return useSyncExternalStore(never, theSession, () => undefined);
}
