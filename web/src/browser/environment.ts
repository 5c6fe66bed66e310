import { HttpReports } from '../api/reports';
import type { Reports } from '../api/reports';
import { HttpShop } from '../api/shop';
import type { Shop } from '../api/shop';
import { openSession } from './session';
import type { Session } from './session';

/** The platform behind this page's own address. */
export function theShop(): Shop {
  return new HttpShop((...request) => window.fetch(...request));
}

/** The analytics API behind this page's own address. */
export function theReports(): Reports {
  return new HttpReports((...request) => window.fetch(...request));
}

let session: Session | null | undefined;

/** This tab's memory; null in a browser that gives none, or no cryptography, as outside of secure contexts (https, localhost). */
export function theSession(): Session | null {
  if (session === undefined) session = hasCryptography() ? openSession(() => window.sessionStorage) : null;
  return session;
}

function hasCryptography(): boolean {
  return Boolean(window.crypto?.subtle && window.crypto.randomUUID);
}
