import { createHmac, randomBytes } from 'node:crypto';

/** Begins every secret, as Standard Webhooks asks for; the rest is Base64. */
const SECRET_PREFIX = 'whsec_';
const SECRET_BYTES = 32;

/** Draws a new secret of 256 random bits. */
export function drawSecret(): string {
  return `${SECRET_PREFIX}${randomBytes(SECRET_BYTES).toString('base64')}`;
}

/**
 * Signs a delivery as Standard Webhooks 1.0.0 asks: HMAC-SHA256 over `id.timestamp.body`, one signature for each secret.
 * @param timestamp seconds since 1970
 */
export function signatureOf(
  secrets: readonly string[],
  { id, timestamp, body }: { id: string; timestamp: number; body: string },
): string {
  return secrets
    .map((secret) => {
      const key = Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64');
      const hash = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`);
      return `v1,${hash.digest('base64')}`;
    })
    .join(' ');
}
