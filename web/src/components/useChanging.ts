import { useSyncExternalStore } from 'react';
import type { Changing } from '../browser/changing';

export function useChanging<T>(changing: Changing<T>): T {
  return useSyncExternalStore(changing.subscribe, changing.get, changing.get);
}
