import { theReports } from '../browser/environment';
import { Elsewhere } from '../components/Elsewhere';
import { Page, Title } from '../components/Page';
import { ReportBoard } from '../components/ReportBoard';
import { useAnswer } from '../components/useAnswer';
import { useChoice } from '../components/useChoice';

const ask = (signal: AbortSignal) => theReports().list(signal);

export default function ReportsPage() {
  const { choice, choose } = useChoice();
  const { answer, askAgain } = useAnswer(ask);
  return (
    <Page title="Reports" unlisted>
      <Title>Reports</Title>
      <div role="status">
        {answer === undefined && <p className="loading">Loading…</p>}
        {answer?.kind === 'unreachable' && <p className="notice">The reports can’t be reached right now.</p>}
        {answer?.kind === 'elsewhere' && <Elsewhere />}
      </div>
      {answer?.kind === 'unreachable' && <button type="button" className="button" onClick={askAgain}>Try again</button>}
      {answer?.kind === 'reports' && choice && <ReportBoard reports={answer.reports} choice={choice} onChoose={choose} />}
    </Page>
  );
}
