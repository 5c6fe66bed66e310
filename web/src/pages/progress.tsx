import { useMemo } from 'react';
import { Page, Title } from '../components/Page';
import { Problem } from '../components/Problem';
import { Progress } from '../components/Progress';
import { useQuery } from '../components/useQuery';
import { useSession } from '../components/useSession';

export default function ProgressPage() {
  const purchaseId = useQuery('purchase');
  const session = useSession();
  const record = useMemo(() => (purchaseId && session ? session.purchase(purchaseId) : undefined), [purchaseId, session]);
  const problem = session === null ? 'unsupported' : purchaseId === null || record === null ? 'lost-purchase' : undefined;
  return (
    <Page title="Your purchase" unlisted>
      {!record && <div className="sheet"><Title>Your purchase</Title></div>}
      {problem && <Problem reason={problem} />}
      {purchaseId && session && record && <Progress key={purchaseId} purchaseId={purchaseId} record={record} session={session} />}
    </Page>
  );
}
