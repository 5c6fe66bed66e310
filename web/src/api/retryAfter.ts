/** The header Retry-After (RFC 9110, section 10.2.3) in milliseconds from now; 0 when it is absent or makes no sense. */
export function readRetryAfter(headers: Headers, now: number): number {
  const value = headers.get('Retry-After')?.trim() ?? '';
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? 0 : Math.max(0, date - now);
}
