import { useEffect } from 'react';
import type { PurchaseRecord, Session } from '../browser/session';
import { tell } from '../progress/tell';
import { money } from '../words';
import { Title } from './Page';
import { Problem } from './Problem';
import { StageList } from './StageList';
import { StoryAction } from './StoryAction';
import { useHandover } from './useHandover';
import { usePatience } from './usePatience';
import { useWatch } from './useWatch';

export interface ProgressProps {
  purchaseId: string;
  record: PurchaseRecord;
  session: Session;
}

/** Shows a purchase from payment to login, and takes the buyer there. */
export function Progress({ purchaseId, record, session }: ProgressProps) {
  const { watch, view } = useWatch(purchaseId, record);
  const waitsForBuyer = useHandover(view, { purchaseId, record, session });
  const patience = usePatience(record.since);
  const ended = view.purchase?.status === 'REFUNDED' || view.purchase?.status === 'DECLINED';

  useEffect(() => {
    if (ended) session.releaseCheckout(record.productId, purchaseId);
  }, [ended, session, record, purchaseId]);

  if (view.unknown) return <Problem reason="unknown-purchase" />;
  const { title, lead, notes, stages, action } = tell(view, patience, waitsForBuyer);
  return (
    <div className="sheet">
      <div role="status" aria-atomic="false">
        <Title>{title}</Title>
        <p className="lead">{lead}</p>
        {notes.map((note) => <p key={note}>{note}</p>)}
      </div>
      {stages && <StageList stages={stages} />}
      {action && (
        <div className="actions">
          <StoryAction key={action.label} action={action} purchase={{ purchaseId, record, session }} onDone={watch.wake} />
        </div>
      )}
      <dl className="details">
        {view.purchase && <div><dt>Amount</dt><dd>{money(view.purchase.amount, view.purchase.currency)}</dd></div>}
        <div><dt>Purchase number</dt><dd><code>{purchaseId}</code></dd></div>
      </dl>
    </div>
  );
}
