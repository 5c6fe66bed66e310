import { useMemo } from 'react';
import type { Listed, ReportAnswer } from '../api/reports';
import { theReports } from '../browser/environment';
import type { Choice } from '../reports/choice';
import { longDay } from '../reports/days';
import { heading } from '../reports/formats';
import { Elsewhere } from './Elsewhere';
import { RangeForm } from './RangeForm';
import { ReportNav } from './ReportNav';
import { ReportView } from './ReportView';
import { useAnswer } from './useAnswer';

/** Choosing a report and its days, and the report. */
export function ReportBoard({ reports, choice, onChoose }: { reports: Listed[]; choice: Choice; onChoose: (choice: Choice) => void }) {
  const { from, to } = choice.range;
  // The list has no order of importance; takings are what most come for.
  const first = reports.find((report) => report.name === 'revenue') ?? reports[0];
  const name = choice.report ?? first?.name ?? '';
  const listed = reports.find((report) => report.name === name);
  const ask = useMemo(
    () => (name === '' ? null : (signal: AbortSignal) => theReports().report(name, { from, to }, signal)), [name, from, to]);
  const { answer, askAgain } = useAnswer(ask);

  if (answer?.kind === 'elsewhere') return <Elsewhere />;
  return (
    <>
      <ReportNav reports={reports} current={name} range={choice.range} />
      <RangeForm
        range={choice.range} error={answer?.kind === 'refused' ? answer.detail : undefined}
        onChoose={(range) => (range.from === from && range.to === to ? askAgain() : onChoose({ report: name, range }))} />
      <section aria-labelledby="report-title" aria-busy={answer === undefined} className="report">
        <h2 id="report-title">{heading(name)}</h2>
        {listed && <p>{listed.description}</p>}
        <div role="status">{tell(answer).map((line) => <p key={line} className="hint">{line}</p>)}</div>
        {answer?.kind === 'unreachable' && <button type="button" className="button" onClick={askAgain}>Try again</button>}
        {answer?.kind === 'report' && <ReportView report={answer.report} />}
      </section>
    </>
  );
}

function tell(answer: ReportAnswer | undefined): string[] {
  switch (answer?.kind) {
    case undefined: return ['Loading…'];
    case 'unreachable': return ['The report can’t be made right now.'];
    case 'unknown-report': return ['There is no such report. Choose one of those above.'];
    case 'report': {
      const { from, to, rows } = answer.report;
      const days = `${longDay(from)} to ${longDay(to)}`;
      return rows.length > 0
        ? [`${days}: ${rows.length} ${rows.length === 1 ? 'row' : 'rows'}.`]
        : [
            `${days}: nothing in this range.`,
            'Changes arrive in the lake about a minute after they happen, and in its tables five minutes later.',
          ];
    }
    // The form says what is wrong; here it would be said twice.
    default: return [];
  }
}
