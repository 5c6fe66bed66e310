import { useRouter } from 'next/router';

/** A parameter of the page's address: undefined until it is known (an exported page is rendered without one), null when it is absent. */
export function useQuery(name: string): string | null | undefined {
  const { isReady, query } = useRouter();
  const value = query[name];
  return isReady ? (typeof value === 'string' && value !== '' ? value : null) : undefined;
}
