import type { UnsentServer } from '#client/offline/outbox/seal.ts';
import { openUnsentKey, unsentKey } from '#server/authentication/unsent-keys.ts';

/** The key of an account under which earlier releases sealed: base64 without its padding. */
export const EARLIER_KEY = btoa('k'.repeat(32)).replaceAll('=', '');

/** A server with a secret, and the one before it, as far as unsent work is concerned. */
export function serverWith(secret: string, previousSecret: string | null = null) {
  const config = {
    secret,
    dataDirectory: '',
    security: { previousSecret },
  } as Parameters<typeof unsentKey>[0];
  return {
    key: unsentKey(config),
    /** The server as an account asks it. */
    for: (accountId: string): UnsentServer => ({
      open: async (sealed) => ({
        keys: await Promise.all(sealed.map((one) => openUnsentKey(config, accountId, one))),
        secondsLeft: 43_200,
        idleSeconds: 14_400,
      }),
      earlierKey: async () => ({ key: EARLIER_KEY, former: null }),
    }),
  };
}

export const SECRET = 's'.repeat(32);
/** The server of most tests. */
export const SERVER = serverWith(SECRET);
