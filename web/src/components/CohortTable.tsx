import type { Cohorts, Returned } from '../reports/cohorts';
import { longMonth } from '../reports/days';
import { figure, nothing } from '../reports/formats';
import { ScrollBox } from './ScrollBox';

/** The chart of cohorts is a table with colours: each row a month's new customers, each column how many were back later. */
export function CohortTable({ cohorts: { months, rows } }: { cohorts: Cohorts }) {
  return (
    <figure className="cohorts">
      <figcaption id="cohorts-title">Customers who bought again, by months after their first purchase</figcaption>
      <ScrollBox label="Customers who bought again">
        <table className="figures heat" aria-labelledby="cohorts-title">
          <thead>
            <tr>
              <th scope="col">First purchase</th>
              <th scope="col" data-figure>Customers</th>
              {months.map((later) => <th key={later} scope="col" data-figure>{later === 1 ? '1 month' : `${later} months`}</th>)}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ cohort, customers, cells }) => (
              <tr key={cohort}>
                <th scope="row">{longMonth(cohort)}</th>
                <td data-figure>{figure(customers, 'count')}</td>
                {cells.map((cell, at) => <td key={at} data-figure data-heat={cell?.heat}>{cell ? share(cell) : nothing}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </figure>
  );
}

function share({ share, customers }: Returned): string {
  return `${figure(share, 'share')} (${figure(customers, 'count')})`;
}
