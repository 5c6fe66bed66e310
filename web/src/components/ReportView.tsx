import { useMemo } from 'react';
import { addressOf } from '../api/reports';
import type { Report } from '../api/reports';
import { chartsOf } from '../reports/charts';
import { cohortsOf } from '../reports/cohorts';
import { keyFiguresOf } from '../reports/keyFigures';
import { CohortTable } from './CohortTable';
import { ReportChart } from './ReportChart';
import { ReportTable } from './ReportTable';

/** A report's figures: the most important ones, a picture, and all of them. */
export function ReportView({ report }: { report: Report }) {
  const charts = useMemo(() => chartsOf(report), [report]);
  const cohorts = useMemo(() => (report.rows.length > 0 ? cohortsOf(report) : null), [report]);
  const keyFigures = keyFiguresOf(report);
  if (report.rows.length === 0) return null;
  return (
    <>
      {keyFigures.length > 0 && (
        <dl className="key-figures">
          {keyFigures.map(({ name, value }) => <div key={`${name} ${value}`}><dt>{name}</dt><dd>{value}</dd></div>)}
        </dl>
      )}
      {charts.map((chart) => <ReportChart key={chart.title} chart={chart} />)}
      {cohorts && <CohortTable cohorts={cohorts} />}
      <ReportTable report={report} />
      <div className="actions">
        <a className="button" href={addressOf(report.report, report, 'csv')} download={`${report.report}-${report.from}-${report.to}.csv`}>
          Download as CSV
        </a>
      </div>
    </>
  );
}
