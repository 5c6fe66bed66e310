import type { ReactNode } from 'react';
import { Page, Title } from './Page';

/** A page that says why there is nothing else to show, and offers a way on. */
export function Message({ title, lines, children }: { title: string; lines: string[]; children: ReactNode }) {
  return (
    <Page title={title} unlisted>
      <div className="sheet">
        <Title>{title}</Title>
        {lines.map((line) => <p key={line}>{line}</p>)}
        <div className="actions">{children}</div>
      </div>
    </Page>
  );
}
