import { useEffect } from 'react';

/** Calls back when the buyer or the network returns: time to look again. Also when the network goes, so that the page says so at once. */
export function useReturn(callback: () => unknown): void {
  useEffect(() => {
    const onVisible = () => document.visibilityState === 'visible' && callback();
    window.addEventListener('online', callback);
    window.addEventListener('offline', callback);
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      window.removeEventListener('online', callback);
      window.removeEventListener('offline', callback);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [callback]);
}
