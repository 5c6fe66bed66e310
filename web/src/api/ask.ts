import { readRetryAfter } from './retryAfter';

export interface Answer {
  status: number;
  /** Undefined when the body is not JSON. */
  json: unknown;
  retryAfter: number;
}

/** Longer than the API takes for its slowest answer (29 seconds). */
const patience = 35_000;

/** Sends a request to this page's own address. Never throws: null says that nobody answered. */
export async function ask(
  fetch: typeof globalThis.fetch, now: () => number, path: string, request: RequestInit, signal: AbortSignal): Promise<Answer | null> {
  const abort = new AbortController();
  const stop = () => abort.abort();
  const timer = setTimeout(stop, patience);
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  try {
    const response = await fetch(path, { ...request, redirect: 'error', signal: abort.signal });
    const text = await response.text();
    return { status: response.status, json: parse(text), retryAfter: readRetryAfter(response.headers, now()) };
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
