import { isAccepted, isProducts, isPurchase } from './answers';
import type { CheckoutAnswer, ProductsAnswer, StatusAnswer } from './answers';
import { ask } from './ask';
import type { Answer } from './ask';

/** Everything the storefront asks the platform. No method throws: that nobody answered is an answer, too. */
export interface Shop {
  products(signal: AbortSignal): Promise<ProductsAnswer>;

  /** @param body Sent as it is, so that a repetition is the same request to the last byte. */
  checkout(key: string, body: string, signal: AbortSignal): Promise<CheckoutAnswer>;

  status(purchaseId: string, statusToken: string, signal: AbortSignal): Promise<StatusAnswer>;
}

const problem = (name: string) => `urn:awsplatform:problem:${name}`;

/** The platform behind /api of the storefront's own address. */
export class HttpShop implements Shop {
  constructor(private readonly fetch: typeof globalThis.fetch, private readonly now: () => number = Date.now) {}

  async products(signal: AbortSignal): Promise<ProductsAnswer> {
    const answer = await this.ask('/api/products', {}, signal);
    return answer?.status === 200 && isProducts(answer.json) ? { kind: 'products', products: answer.json } : { kind: 'unreachable' };
  }

  async checkout(key: string, body: string, signal: AbortSignal): Promise<CheckoutAnswer> {
    const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': key };
    const answer = await this.ask('/api/checkout', { ...secretive, method: 'POST', headers, body }, signal);
    return answer === null ? { kind: 'unknown', retryAfter: 0 } : readCheckout(answer);
  }

  async status(purchaseId: string, statusToken: string, signal: AbortSignal): Promise<StatusAnswer> {
    const answer = await this.ask(
      `/api/purchases/${encodeURIComponent(purchaseId)}`, { ...secretive, headers: { Authorization: `Bearer ${statusToken}` } }, signal);
    if (answer === null) return { kind: 'unreachable', because: 'network', retryAfter: 0 };
    if (answer.status === 401 || answer.status === 404) return { kind: 'unknown-purchase' };
    return answer.status === 200 && isPurchase(answer.json)
      ? { kind: 'purchase', purchase: answer.json, retryAfter: answer.retryAfter }
      : { kind: 'unreachable', because: 'shop', retryAfter: answer.retryAfter };
  }

  private ask(path: string, request: RequestInit, signal: AbortSignal): Promise<Answer | null> {
    return ask(this.fetch, this.now, path, request, signal);
  }
}

/** No cookie and no cache takes part in what belongs to one purchase. */
const secretive: RequestInit = { cache: 'no-store', credentials: 'omit' };

function readCheckout({ status, json, retryAfter }: Answer): CheckoutAnswer {
  const { type, declineCode } = (typeof json === 'object' && json !== null ? json : {}) as Record<string, unknown>;
  switch (status) {
    case 202:
      return isAccepted(json)
        ? { kind: 'accepted', purchaseId: json.purchaseId, statusToken: json.statusToken }
        : { kind: 'unknown', retryAfter };
    case 400:
      return type === problem('unknown-product') ? { kind: 'unknown-product' }
        : type === problem('invalid-payment-method') ? { kind: 'invalid', field: 'paymentMethod' }
        // The address is the only thing in the request that somebody typed.
        : type === problem('invalid-request') ? { kind: 'invalid', field: 'email' }
        : { kind: 'refused' };
    case 402:
      return { kind: 'declined', code: typeof declineCode === 'string' ? declineCode : '' };
    case 422:
      return { kind: 'key-reused' };
    case 429:
      return { kind: 'busy', retryAfter };
    case 408:
    case 409:
    case 425:
      return { kind: 'unknown', retryAfter };
    default:
      return status >= 400 && status < 500 ? { kind: 'refused' } : { kind: 'unknown', retryAfter };
  }
}
