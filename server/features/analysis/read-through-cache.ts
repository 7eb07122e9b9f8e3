import { LRUCache } from 'lru-cache';

import type { AnalysisRun } from '#server/contract/comparison.ts';
import type { IsoInstant } from '#server/contract/time.ts';
import type { Database } from '#server/db/client.ts';

/** Raised whenever the same data and parameters would get another answer than before. */
const DEFINITIONS = 4;
const MOST_RESULTS = 200;

const CACHES = new WeakMap<Database, LRUCache<string, object>>();

/** Names the definitions and the data behind a result, and the draws where chance has a part in it. */
export const runOf = (
  dataCutOff: IsoInstant | null,
  draws: { seed: number; replicates: number } | null = null,
): AnalysisRun => ({
  definitions: DEFINITIONS,
  dataCutOff,
  seed: draws?.seed ?? null,
  replicates: draws?.replicates ?? null,
});

/**
 * Gives the result for its definitions, its parameters and the state of the data, worked out once and kept while it is
 * among the latest used. Of requests at the same time one works it out for all; where it gives up or fails, each of the
 * others tries itself. A result with NaN or infinity is an error:
 * JSON would turn it into a null that the contract does not have.
 */
export async function cached<T extends object>(
  database: Database,
  parameters: Record<string, unknown>,
  compute: () => Promise<T>,
): Promise<T> {
  const results = CACHES.get(database) ?? new LRUCache<string, object>({ max: MOST_RESULTS });
  CACHES.set(database, results);
  const key = JSON.stringify([DEFINITIONS, parameters]);
  const known = results.get(key);
  if (known !== undefined) return known as T;
  const running = await RUNNING.get(results)
    ?.get(key)
    ?.catch(() => undefined);
  if (running !== undefined) return running as T;
  return keptWhileRunning(results, key, async () => {
    const result = refuseNonFinite(await compute());
    results.set(key, result);
    return result;
  });
}

/** Results that are being worked out. */
const RUNNING = new WeakMap<object, Map<string, Promise<object>>>();

async function keptWhileRunning<T extends object>(
  results: object,
  key: string,
  compute: () => Promise<T>,
): Promise<T> {
  const running = RUNNING.get(results) ?? new Map<string, Promise<object>>();
  RUNNING.set(results, running);
  const work = compute();
  running.set(key, work);
  try {
    return await work;
  } finally {
    if (running.get(key) === work) running.delete(key);
  }
}

/**
 * Returns the result if every number in it is finite.
 * @throws {RangeError} with the place of the first NaN or infinity
 */
export function refuseNonFinite<T>(result: T): T {
  const place = placeOfNonFinite(result);
  if (place !== null) throw new RangeError(`not a finite number at ${place}`);
  return result;
}

function placeOfNonFinite(value: unknown, place = ''): string | null {
  if (typeof value === 'number') return Number.isFinite(value) ? null : place;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    const found = placeOfNonFinite(inner, `${place}/${key}`);
    if (found !== null) return found;
  }
  return null;
}
