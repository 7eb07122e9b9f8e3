import { createECDH, createHash, hkdfSync } from 'node:crypto';
import { compactDecrypt, type JWK } from 'jose';

import type { Config } from '#server/configuration/config.ts';
import type { UnsentKey } from '#server/contract/account.ts';

import { sessionSecret } from './secret.ts';

const BYTES = 32;
/** An uncompressed point of P-256: one byte that says so, x and y. */
const X_AT = 1;
const Y_AT = X_AT + BYTES;

type Pair = { public: UnsentKey; private: JWK };
type Secrets = Pick<Config, 'secret' | 'dataDirectory' | 'security'>;

/** The secret is read from its file once for a configuration. */
const known = new WeakMap<object, Pair[]>();

/**
 * Gives the public key for which devices seal unsent work: only the server opens it again. The private half is derived
 * from the server's secret, so that it is kept, backed up and replaced with that.
 */
export function unsentKey(config: Secrets): UnsentKey {
  const [present] = pairsOf(config);
  if (present === undefined) throw new Error('there is no key for unsent work');
  return present.public;
}

/**
 * Opens a key of 32 bytes that a device has sealed (JWE: ECDH-ES over P-256, A256GCM), where its sealed header names the
 * account; null for what another account, device or server has sealed, and for what was changed.
 */
export async function openUnsentKey(
  config: Secrets,
  accountId: string,
  sealed: string,
): Promise<string | null> {
  try {
    const { plaintext, protectedHeader } = await compactDecrypt(
      sealed,
      ({ kid }) => {
        const pair = pairsOf(config).find((one) => one.public.kid === kid);
        if (pair === undefined) throw new Error('sealed for another server');
        return pair.private;
      },
      { keyManagementAlgorithms: ['ECDH-ES'], contentEncryptionAlgorithms: ['A256GCM'] },
    );
    const isOwn = protectedHeader['account'] === accountId && plaintext.byteLength === BYTES;
    return isOwn ? Buffer.from(plaintext).toString('base64url') : null;
  } catch {
    return null;
  }
}

/** The pair of the present secret, and behind it that of the one before. */
function pairsOf(config: Secrets): Pair[] {
  const there = known.get(config);
  if (there !== undefined) return there;
  const { previousSecret } = config.security;
  const secrets = [sessionSecret(config), ...(previousSecret === null ? [] : [previousSecret])];
  const pairs = secrets.map(pairOf);
  known.set(config, pairs);
  return pairs;
}

function pairOf(secret: string): Pair {
  const curve = createECDH('prime256v1');
  const scalar = scalarOf(secret, curve);
  const point = curve.getPublicKey();
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
  const [x, y] = [text(point.subarray(X_AT, Y_AT)), text(point.subarray(Y_AT))];
  const kid = createHash('sha256').update(point).digest('base64url').slice(0, 16);
  return { public: { kid, x, y }, private: { kty: 'EC', crv: 'P-256', x, y, d: text(scalar) } };
}

/** Almost every number of 32 bytes is a key of the curve; where one is not, the next is tried. */
function scalarOf(secret: string, curve: ReturnType<typeof createECDH>): Uint8Array {
  for (let counter = 0; ; counter += 1) {
    const info = `key of unsent work ${counter}`;
    const scalar = new Uint8Array(hkdfSync('sha256', secret, '', info, BYTES));
    try {
      curve.setPrivateKey(scalar);
      return scalar;
    } catch {
      continue;
    }
  }
}
