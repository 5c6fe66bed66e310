/** Something the shop sells. */
export interface Product {
  productId: string;
  name: string;
  description: string;
  price: number;
  /** ISO 4217. */
  currency: string;
}

/** How a purchase stands. Times are ISO 8601 and absent until their step is done. */
export interface Purchase {
  purchaseId: string;
  /** PAYMENT_PENDING, DECLINED, PAID, COMPLETED, REFUNDED, NEEDS_ATTENTION, or what a later shop may add. */
  status: string;
  productId: string;
  amount: number;
  currency: string;
  paidAt?: string;
  accountCreatedAt?: string;
  completedAt?: string;
  refundedAt?: string;
  /** ACCOUNT_REFUSED, ACCOUNT_FAILED or REQUESTED: why the money goes or went back. */
  refundReason?: string;
  /** Logs the buyer in once. */
  login?: { url: string };
  /** Where to sign in without a link. Reasons: REDEEMED, EXPIRED, RETURNING_CUSTOMER, UNAVAILABLE. */
  signIn?: { url: string; reason: string };
}

export type ProductsAnswer = { kind: 'products'; products: Product[] } | { kind: 'unreachable' };

export type CheckoutAnswer =
  | { kind: 'accepted'; purchaseId: string; statusToken: string }
  /** Nothing was charged. */
  | { kind: 'declined'; code: string }
  | { kind: 'invalid'; field: 'email' | 'paymentMethod' }
  | { kind: 'unknown-product' }
  /** The key belongs to a purchase with another body. */
  | { kind: 'key-reused' }
  /** Not taken in at all: there are too many requests. */
  | { kind: 'busy'; retryAfter: number }
  /** Refused for a reason that repeating doesn't mend. */
  | { kind: 'refused' }
  /** Nobody knows: no answer, an answer that makes no sense, a fault at the shop, or a twin still in flight. */
  | { kind: 'unknown'; retryAfter: number };

export type StatusAnswer =
  | { kind: 'purchase'; purchase: Purchase; retryAfter: number }
  /** No such purchase for this token. */
  | { kind: 'unknown-purchase' }
  | { kind: 'unreachable'; because: 'network' | 'shop'; retryAfter: number };

export function isProducts(json: unknown): json is Product[] {
  return Array.isArray(json) && json.every((product) =>
    hasText(product, 'productId', 'name', 'description', 'currency') && typeof product.price === 'number');
}

export function isPurchase(json: unknown): json is Purchase {
  return hasText(json, 'purchaseId', 'status', 'productId', 'currency') && typeof json.amount === 'number';
}

export function isAccepted(json: unknown): json is { purchaseId: string; statusToken: string } {
  return hasText(json, 'purchaseId', 'statusToken') && json.purchaseId !== '' && json.statusToken !== '';
}

function hasText<Name extends string>(json: unknown, ...names: Name[]): json is Record<Name, string> & Record<string, unknown> {
  return typeof json === 'object' && json !== null && names.every((name) => typeof (json as Record<string, unknown>)[name] === 'string');
}
