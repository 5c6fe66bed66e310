import Head from 'next/head';
import type { ReactNode } from 'react';
import type { Product } from '../api/answers';
import { useProducts } from './useProducts';

/** Shows what needs the catalog once it is there, and says what is the matter as long as it is not. */
export function Catalog({ children }: { children: (products: Product[]) => ReactNode }) {
  const { answer, tryAgain } = useProducts();
  return (
    <>
      <Head>
        <link rel="preload" href="/api/products" as="fetch" crossOrigin="anonymous" />
      </Head>
      <div role="status">
        {answer === undefined && <p className="loading">Loading…</p>}
        {answer?.kind === 'unreachable' && <p className="notice">The shop can’t be reached right now.</p>}
      </div>
      {answer?.kind === 'unreachable' && <button type="button" className="button" onClick={tryAgain}>Try again</button>}
      {answer?.kind === 'products' && children(answer.products)}
    </>
  );
}
