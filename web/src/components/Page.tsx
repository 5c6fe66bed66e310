import Head from 'next/head';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { shopName } from '../shop';

/** The frame of every page. */
export function Page({ title, unlisted = false, children }: { title: string; unlisted?: boolean; children: ReactNode }) {
  return (
    <>
      <Head>
        <title>{`${title} · ${shopName}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {unlisted && <meta name="robots" content="noindex" />}
      </Head>
      <a className="skip" href="#main">Skip to the content</a>
      <header className="site-header">
        <Link className="brand" href="/">{shopName}</Link>
      </header>
      <main id="main" tabIndex={-1}>
        {children}
        <noscript><p className="notice">This shop needs JavaScript to show its products and to take your order.</p></noscript>
      </main>
      <footer className="site-footer">
        <p>Your payment details go to the payment provider, never through this shop.</p>
      </footer>
    </>
  );
}

/** The page's heading; the place that keyboard and screen reader start from after a navigation. */
export function Title({ children }: { children: ReactNode }) {
  return <h1 tabIndex={-1}>{children}</h1>;
}
