import { randomUUID } from 'node:crypto';

import { drawKey } from '#client/offline/keys/content-keys.ts';
import { createSessionKeys, type SessionKeys } from '#client/offline/keys/session-keys.ts';

export type KeysDevice = ReturnType<typeof keysDevice>;

/** A device whose clock runs as far as it is told, seen by a page and by the service worker; and a server. */
export function keysDevice() {
  // Drawn: databases outlive the tests of a file.
  const name = `keys-${randomUUID()}`;
  const clock = { now: Date.parse('2026-11-02T01:00:00Z') };
  /** The server's share of the live session; null where it cannot be reached. */
  const server: { share: Uint8Array<ArrayBuffer> | null } = { share: drawKey() };
  const open = () =>
    createSessionKeys(
      name,
      () => clock.now,
      async () => server.share,
    );
  return { name, clock, server, open, page: open(), worker: open() };
}

/** The keys of the leader's answers. */
export async function leaderKeys(keys: SessionKeys) {
  const answers = await keys.answerKeys('leader');
  if (answers === null) throw new Error('the session is closed');
  return answers;
}
