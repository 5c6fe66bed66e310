import { useEffect, useState } from 'react';
import { systemClock } from '../browser/clock';
import { theShop } from '../browser/environment';
import type { PurchaseRecord } from '../browser/session';
import { Watch } from '../progress/watch';
import type { WatchView } from '../progress/watch';
import { useChanging } from './useChanging';
import { useReturn } from './useReturn';

export function useWatch(purchaseId: string, record: PurchaseRecord): { watch: Watch; view: WatchView } {
  const [watch] = useState(() => new Watch(purchaseId, record.statusToken, theShop(), systemClock));
  useEffect(() => {
    void watch.start();
    return () => watch.stop();
  }, [watch]);
  useReturn(watch.wake);
  return { watch, view: useChanging(watch.view) };
}
