/** The address, if it is one that a browser may be sent to: never `javascript:` or anything else that runs. */
export function webAddress(text: unknown): URL | null {
  try {
    const url = new URL(String(text));
    return url.protocol === 'https:' || url.protocol === 'http:' ? url : null;
  } catch {
    return null;
  }
}
