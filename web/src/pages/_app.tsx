import type { AppProps } from 'next/app';
import { useRouter } from 'next/router';
import { useEffect } from 'react';
// One stylesheet for all pages: a sheet of a single page would come as an inline style when the buyer navigates, which the CSP forbids.
import '../styles/tokens.css';
import '../styles/base.css';
import '../styles/products.css';
import '../styles/checkout.css';
import '../styles/progress.css';
import '../styles/reports.css';

export default function App({ Component, pageProps }: AppProps) {
  const { events } = useRouter();
  useEffect(() => {
    // As a newly loaded page would, a new page starts at its top for those who listen.
    // What changes within a page leaves its reader where they are.
    const focusHeading = (_: string, { shallow }: { shallow: boolean }) => shallow || document.querySelector<HTMLElement>('h1')?.focus();
    events.on('routeChangeComplete', focusHeading);
    return () => events.off('routeChangeComplete', focusHeading);
  }, [events]);
  return <Component {...pageProps} />;
}
