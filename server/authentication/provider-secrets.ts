import { createHash, createHmac } from 'node:crypto';

/** Longest time from the beginning of a sign-in to its session. */
export const ATTEMPT_SECONDS = 600;

/**
 * Derives the nonce and the PKCE verifier of a sign-in from the secret in the browser's cookie and its state. So no
 * secret of a sign-in lies in the database.
 */
export function secretsOf(
  browserSecret: string,
  state: string,
): { state: string; nonce: string; verifier: string } {
  const derive = (purpose: string) =>
    createHmac('sha256', browserSecret).update(`${purpose}\n${state}`).digest('base64url');
  return { state, nonce: derive('nonce'), verifier: derive('verifier') };
}

/**
 * Hashes a name that a provider has for a person or a session, with the secret of the server: who holds the database
 * alone can neither read it nor find a given person by trying. Another issuer's same name gives another hash.
 */
export function providerHash(
  serverSecret: string,
  named: { kind: 'subject' | 'session' | 'logout'; issuer: string; name: string },
): string {
  const key = createHmac('sha256', serverSecret).update('names of the provider').digest();
  return createHmac('sha256', key)
    .update(JSON.stringify([named.kind, named.issuer, named.name]))
    .digest('hex');
}

/** Hashes a random secret by SHA-256, in hex: against so many random bits a slow hash would add nothing. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Hashes a binding code as people type it: in whatever case, with or without its hyphens. */
export function codeHashOf(code: string): string {
  return hashOf(`binding\n${code.toLowerCase().replaceAll(/[^a-z0-9]/g, '')}`);
}
