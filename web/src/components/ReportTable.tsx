import type { Report } from '../api/reports';
import { longDay } from '../reports/days';
import { cell, heading, isFigure } from '../reports/formats';
import { Table } from '../reports/table';
import { ScrollBox } from './ScrollBox';

/** Every figure of a report, as it was answered. */
export function ReportTable({ report }: { report: Report }) {
  const { columns, rows } = report;
  const table = new Table(report);
  return (
    <ScrollBox label="All figures">
      <table className="figures">
        <caption className="visually-hidden">{heading(report.report)}, {longDay(report.from)} to {longDay(report.to)}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.name} scope="col" data-figure={isFigure(column) || undefined}>{heading(column.name)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at}>
              {columns.map((column, index) => {
                const text = cell(row[index] ?? null, column, table.text(row, 'currency'));
                return index === 0
                  ? <th key={column.name} scope="row">{text}</th>
                  : <td key={column.name} data-figure={isFigure(column) || undefined}>{text}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
