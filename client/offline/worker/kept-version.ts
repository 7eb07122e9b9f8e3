import { deviceKeys } from '#client/offline/keys/session-keys.ts';

import { ANSWERS } from './cache-names.ts';
import { nameOf, openAnswer } from './sealed-answer.ts';

/** The `version` of the answer that this device keeps for an address; null when it keeps none. */
export async function keptVersion(address: string): Promise<number | null> {
  const keys = (await deviceKeys.read())?.answers;
  if (keys === null || keys === undefined) return null;
  const name = await nameOf(keys, address);
  const kept = await caches.match(name, { cacheName: ANSWERS });
  const opened = kept === undefined ? null : await openAnswer(keys, name, kept);
  const answer = (await opened?.json()) as { version?: unknown } | undefined;
  return typeof answer?.version === 'number' ? answer.version : null;
}
