export type SessionStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** One checkout form. Whoever has the key and the verifier is the buyer: neither ever leaves this tab but to the shop and to the login. */
export interface CheckoutRecord {
  /** The idempotency key: one for each form, however often it is sent. */
  key: string;
  /** The proof key (RFC 7636). Moves to the purchase when there is one. */
  verifier?: string;
  challenge: string;
  /** Exactly what was sent. While it is here without a purchase, nobody knows what became of it. */
  body?: string;
  /** When the body was sent first. */
  submittedAt?: number;
  purchaseId?: string;
}

/** What this tab knows of a purchase. */
export interface PurchaseRecord {
  productId: string;
  statusToken: string;
  verifier: string;
  /** When the shop accepted it, by the clock of this device. */
  since: number;
  /** Whether the buyer was sent to the login once. */
  handedOver?: boolean;
}

/** The tab's memory. It survives reloads, is gone with the tab, and is copied when a tab is duplicated. */
export class Session {
  constructor(private readonly store: SessionStore) {}

  checkout(productId: string): CheckoutRecord | null {
    const record = this.read<CheckoutRecord>(`checkout:${productId}`);
    return typeof record?.key === 'string' && (record.purchaseId ?? (record.challenge && record.verifier)) ? record : null;
  }

  saveCheckout(productId: string, record: CheckoutRecord): void {
    this.store.setItem(`checkout:${productId}`, JSON.stringify(record));
  }

  forgetCheckout(productId: string): void {
    this.store.removeItem(`checkout:${productId}`);
  }

  /** The form's purchase has come to nothing: the next one is no repetition. */
  releaseCheckout(productId: string, purchaseId: string): void {
    if (this.checkout(productId)?.purchaseId === purchaseId) this.forgetCheckout(productId);
  }

  purchase(purchaseId: string): PurchaseRecord | null {
    const record = this.read<PurchaseRecord>(`purchase:${purchaseId}`);
    return typeof record?.statusToken === 'string' && typeof record.verifier === 'string' ? record : null;
  }

  savePurchase(purchaseId: string, record: PurchaseRecord): void {
    this.store.setItem(`purchase:${purchaseId}`, JSON.stringify(record));
  }

  private read<T>(name: string): T | null {
    try {
      return JSON.parse(this.store.getItem(name) ?? 'null') as T | null;
    } catch {
      return null; // not ours, or cut off
    }
  }
}

/** The tab's memory, or null when the browser gives none: then nothing may be sold, because a reload could pay twice. */
export function openSession(storage: () => SessionStore): Session | null {
  try {
    const store = storage();
    store.setItem('probe', '1');
    store.removeItem('probe');
    return new Session(store);
  } catch {
    return null; // full, or blocked by the buyer's settings
  }
}
