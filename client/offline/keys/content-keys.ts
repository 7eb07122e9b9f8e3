import type { UnsentKey } from '#server/contract/account.ts';

import { openBytes, sealBytes, type SealedBytes } from './sealed-bytes.ts';
import type { SessionOnDevice } from './session-keys.ts';

/**
 * Key of one thing that is unsent, as it lies on the device: sealed for the server, which alone opens it once the session
 * is over, and wrapped for the session.
 */
export type KeptKey = {
  /** The key of the server for which it is sealed. */
  kid: string;
  /** JWE in its compact form: ECDH-ES over P-256, A256GCM. */
  sealed: string;
  /** Null where no session of its account was there. */
  session: SealedBytes | null;
};

type Raw = Uint8Array<ArrayBuffer>;
type Of = { accountId: string; name: string };

const KEY_BYTES = 32;

/** Draws a key for one thing. */
export function drawKey(): Raw {
  return crypto.getRandomValues(new Uint8Array(KEY_BYTES));
}

/** Makes of a drawn key what may lie on the device. */
export async function keepKeyOf(
  raw: Raw,
  of: Of,
  server: UnsentKey,
  session: SessionOnDevice | null,
): Promise<KeptKey> {
  const [sealed, wrapped] = await Promise.all([
    sealForServer(raw, of, server, session?.print ?? null),
    wrapKey(raw, of, session),
  ]);
  return { kid: server.kid, sealed, session: wrapped };
}

/** Wraps a key for the session, so that its entry can be shown and changed; null without one. */
export async function wrapKey(
  raw: Raw,
  { name }: Of,
  session: SessionOnDevice | null,
): Promise<SealedBytes | null> {
  return session === null ? null : await sealBytes(session.wrapping, `key of ${name}`, raw);
}

/** Opens a key by the session; null where it was wrapped in another one. */
export async function unwrapKey(
  { session: wrapped }: KeptKey,
  { name }: Of,
  session: SessionOnDevice | null,
): Promise<Raw | null> {
  if (wrapped === null || session === null) return null;
  const raw = await openBytes(session.wrapping, `key of ${name}`, wrapped);
  return raw === null ? null : new Uint8Array(raw);
}

/**
 * Seals a key for the server, bound to its account, this session of the device and the record: nobody can pass it off as
 * another's.
 */
export async function sealForServer(
  raw: Raw,
  { accountId, name }: Of,
  { kid, x, y }: UnsentKey,
  device: string | null,
): Promise<string> {
  const { CompactEncrypt } = await prepareSealing();
  return await new CompactEncrypt(raw)
    .setProtectedHeader({
      alg: 'ECDH-ES',
      enc: 'A256GCM',
      kid,
      account: accountId,
      device,
      record: name,
    })
    .encrypt({ kty: 'EC', crv: 'P-256', x, y });
}

/** Loads what seals for the server: once a screen stands, and before there may be no network. */
export async function prepareSealing() {
  return await import('jose');
}
