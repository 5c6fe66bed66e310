import Link from 'next/link';
import type { Listed } from '../api/reports';
import { queryOf } from '../reports/choice';
import type { Range } from '../reports/days';
import { heading } from '../reports/formats';

/** The reports there are. Links, because each report for a range is an address of its own. */
export function ReportNav({ reports, current, range }: { reports: Listed[]; current: string; range: Range }) {
  return (
    <nav aria-label="Reports">
      <ul className="report-nav">
        {reports.map(({ name }) => (
          <li key={name}>
            <Link
              href={{ pathname: '/reports', query: queryOf({ report: name, range }) }} shallow scroll={false}
              aria-current={name === current ? 'page' : undefined}>
              {heading(name)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
