/** The buyer's side of a proof key (RFC 7636, method S256). */
export interface ProofKey {
  /** 32 random bytes, base64url: 43 characters. */
  verifier: string;
  /** The verifier's SHA-256, base64url: 43 characters. */
  challenge: string;
}

export type Randomness = Pick<Crypto, 'getRandomValues' | 'randomUUID' | 'subtle'>;

export async function createProofKey(crypto: Randomness): Promise<ProofKey> {
  const verifier = base64Url(crypto.getRandomValues(new Uint8Array(32)));
  return { verifier, challenge: await challengeOf(verifier, crypto) };
}

export async function challengeOf(verifier: string, crypto: Pick<Crypto, 'subtle'>): Promise<string> {
  return base64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))));
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
