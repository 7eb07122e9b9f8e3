import {
  calculateJwkThumbprint,
  CompactSign,
  type CryptoKey,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
} from 'jose';

import type { Authentication } from '#server/authentication/authentication.ts';
import type { Clock } from '#server/clock.ts';
import type { IsoInstant } from '#server/contract/time.ts';
import type { Database } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';

import { keepKey, type KeptKey, listKeys, type PublicKey } from './queries.ts';

const ALGORITHM = 'EdDSA';
/** A new key counts after that time, when every process has read it. */
const KNOWN_AFTER_MILLISECONDS = 120_000;
const READ_AGAIN_MILLISECONDS = 60_000;

/** A public key as it is published: a JWK with the time from which, and until which, it signs. */
export type PublishedKey = JWK & { since: IsoInstant; until: IsoInstant | null };

/** Signs heads of the log and receipts of writes with the keys of the installation (Ed25519). */
export type LogKeys = {
  /** Reads the keys, and gives what signs without asking the database. */
  signer(): Promise<Sign>;
  published(): Promise<PublishedKey[]>;
  /**
   * Names the installation by its first key, as last read: it is the same for every process, for good, and also after a
   * restore. Null before the first reading.
   */
  instance(): string | null;
  /** Makes a new key, which signs from two minutes later on; the old ones stay published. */
  rotate(): Promise<PublishedKey>;
};
/**
 * Signs what is said of an instant, with the key of that time: the same words of the same instant are signed alike.
 * @returns a compact JWS
 */
export type Sign = (kind: SignedKind, payload: object, at: IsoInstant) => Promise<string>;
/** Media types in the header of a signed text: neither can pass for the other. */
export type SignedKind = 'diaban-receipt' | 'diaban-log-head';

type Key = KeptKey & { privateKey: CryptoKey | null };

type World = {
  database: Database;
  authentication: Pick<Authentication, 'seal' | 'unseal'>;
  clock: Clock;
};

/** Keeps the keys in the database: the private half is encrypted with the secret of the installation. */
export function createLogKeys(world: World): LogKeys {
  let read: { keys: Promise<Key[]>; at: number } | null = null;
  let instance: string | null = null;

  async function keysNow(): Promise<Key[]> {
    if (read === null || performance.now() - read.at > READ_AGAIN_MILLISECONDS) {
      const reading = { keys: readKeys(world), at: performance.now() };
      read = reading;
      reading.keys.then(
        ([first]) => (instance = first?.kid ?? instance),
        () => (read = read === reading ? null : read),
      );
    }
    return await read.keys;
  }

  const published = async () => publishedOf(await keysNow());
  return {
    async signer() {
      const usable = (await keysNow()).filter(({ privateKey }) => privateKey !== null);
      return async (kind, payload, at) => {
        const key = usable.findLast(({ since }) => since <= at) ?? usable[0];
        if (key?.privateKey == null) throw new Error('the secret opens no key of the log');
        return await new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
          .setProtectedHeader({ alg: ALGORITHM, kid: key.kid, typ: kind })
          .sign(key.privateKey);
      };
    },
    published,
    instance: () => instance,
    async rotate() {
      const { length } = await keysNow();
      const now = Date.parse(world.clock.now());
      const kid = await addKey(
        world,
        length,
        new Date(now + KNOWN_AFTER_MILLISECONDS).toISOString(),
      );
      read = null;
      const made = (await published()).find((key) => key.kid === kid);
      if (made === undefined) throw new Error('another key was made at the same time');
      return made;
    },
  };
}

/** Reads the keys. Where the secret opens none of them, as at the first start, it makes one. */
async function readKeys(world: World): Promise<Key[]> {
  const open = async () =>
    Promise.all((await asSystem(world.database, listKeys)).map((kept) => openKey(world, kept)));
  const keys = await open();
  if (keys.some(({ privateKey }) => privateKey !== null)) return keys;
  await addKey(world, keys.length, world.clock.now());
  return await open();
}

async function openKey({ authentication }: World, kept: KeptKey): Promise<Key> {
  const text = await authentication.unseal(kept.sealed);
  if (text === null) return { ...kept, privateKey: null };
  const privateKey = (await importJWK(JSON.parse(text) as JWK, ALGORITHM)) as CryptoKey;
  return { ...kept, privateKey };
}

async function addKey(
  { database, authentication }: World,
  known: number,
  since: IsoInstant,
): Promise<string> {
  const { publicKey, privateKey } = await generateKeyPair(ALGORITHM, {
    crv: 'Ed25519',
    extractable: true,
  });
  const jwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(jwk);
  const sealed = await authentication.seal(JSON.stringify(await exportJWK(privateKey)));
  const key = { kid, publicKey: { ...jwk, kid, alg: ALGORITHM, use: 'sig' }, sealed, since };
  await asSystem(database, (sql) => keepKey(sql, key, known));
  return kid;
}

/** Gives public keys with their periods: each ends where the next one begins. */
export function publishedOf(keys: readonly PublicKey[]): PublishedKey[] {
  return keys.map(({ publicKey, since }, at) => ({
    ...publicKey,
    since,
    until: keys[at + 1]?.since ?? null,
  }));
}
