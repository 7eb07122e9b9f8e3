import { createECDH, createPrivateKey, sign } from 'node:crypto';

/** The pair of keys by which push services know this server (VAPID): raw bytes on the curve P-256, base64url. */
export type ServerKey = { publicKey: string; privateKey: string };

/** Push services refuse tokens of more than a day (RFC 8292, section 2). */
const VALID_SECONDS = 12 * 3_600;

/** Makes a new pair of keys. */
export function makeServerKey(): ServerKey {
  const pair = createECDH('prime256v1');
  pair.generateKeys();
  return {
    publicKey: pair.getPublicKey('base64url'),
    // Leading zeros are part of the 32 bytes.
    privateKey: Buffer.concat([Buffer.alloc(32), pair.getPrivateKey()])
      .subarray(-32)
      .toString('base64url'),
  };
}

/**
 * Signs who sends: the value of the header `Authorization` by RFC 8292, sections 2 and 3.
 * @param given.origin origin of the push service
 * @param given.contact `mailto:` or `https:` address of the operator
 * @param given.now milliseconds since 1970
 */
export function authorisation(
  { publicKey, privateKey }: ServerKey,
  given: { origin: string; contact: string; now: number },
): string {
  const claims = {
    aud: given.origin,
    exp: Math.floor(given.now / 1_000) + VALID_SECONDS,
    sub: given.contact,
  };
  const signed = `${encoded({ typ: 'JWT', alg: 'ES256' })}.${encoded(claims)}`;
  const point = Buffer.from(publicKey, 'base64url');
  const key = createPrivateKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      d: privateKey,
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    },
  });
  const signature = sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' });
  return `vapid t=${signed}.${signature.toString('base64url')}, k=${publicKey}`;
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
