import Link from 'next/link';
import { useState } from 'react';
import { theShop } from '../browser/environment';
import { repeatPayment } from '../progress/repeatPayment';
import type { Action } from '../progress/story';
import type { ProgressProps } from './Progress';

/** What the buyer can do about a purchase. */
export function StoryAction({ action, purchase, onDone }: { action: Action; purchase: ProgressProps; onDone: () => void }) {
  const [busy, setBusy] = useState(false);
  const { purchaseId, record, session } = purchase;

  async function repeat() {
    if (busy) return;
    setBusy(true);
    await repeatPayment(purchaseId, record.productId, session, theShop(), new AbortController().signal);
    setBusy(false);
    onDone();
  }

  switch (action.does) {
    case 'leave':
      return <a className="button primary" href={action.href}>{action.label}</a>;
    case 'browse':
      return <Link className="button primary" href={action.href}>{action.label}</Link>;
    case 'repeat-payment':
      return <button type="button" className="button primary" aria-disabled={busy} onClick={() => void repeat()}>{action.label}</button>;
  }
}
