import { ANSWERS } from './cache-names.ts';

/** The `version` of the answer that this device keeps for an address; null when it keeps none. */
export async function keptVersion(address: string): Promise<number | null> {
  const kept = await caches.match(address, { cacheName: ANSWERS, ignoreVary: true });
  const answer = (await kept?.json()) as { version?: unknown } | undefined;
  return typeof answer?.version === 'number' ? answer.version : null;
}
