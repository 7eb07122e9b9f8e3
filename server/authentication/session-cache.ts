import { LRUCache } from 'lru-cache';

import type { SessionHolder } from './holder.ts';

/** A map's pan asks for twenty tiles at once; a revoked session must still end at once. */
const LIFETIME_MILLISECONDS = 1_000;
const MOST_SESSIONS = 2_000;

export type SessionCache = {
  /** Holder of the token, read at most a second ago. */
  read(token: string, load: () => Promise<SessionHolder | null>): Promise<SessionHolder | null>;
  /** Forgets everything. Every change of sessions or accounts calls this when it has committed. */
  forget(): void;
  /** Calls back after each `forget`, so that an open stream at once checks the rights of its reader again. */
  onForget(listener: () => void): () => void;
};

/**
 * Remembers holders of sessions for one second of this process. What is revoked here ends at once through `forget`; what
 * another process revokes is told to this one by the database, which also calls `forget`, and ends within the second even
 * where the message is lost.
 */
export function createSessionCache(elapsed: () => number = () => performance.now()): SessionCache {
  const listeners = new Set<() => void>();
  const known = new LRUCache<string, { until: number; holder: Promise<SessionHolder | null> }>({
    max: MOST_SESSIONS,
  });
  return {
    async read(token, load) {
      const found = known.get(token);
      if (found !== undefined && found.until > elapsed()) return await found.holder;
      const holder = load();
      const entry = { until: elapsed() + LIFETIME_MILLISECONDS, holder };
      known.set(token, entry);
      try {
        return await holder;
      } catch (error) {
        if (known.peek(token) === entry) known.delete(token);
        throw error;
      }
    },
    forget() {
      known.clear();
      for (const listener of listeners) listener();
    },
    onForget(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
