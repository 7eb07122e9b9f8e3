import { randomUUID } from 'node:crypto';

import type { OperatorWarningCode } from '#server/contract/operator-warning.ts';
import type { Deps } from '#server/deps.ts';

import type { ObjectStore } from './object-store.ts';
import { StoreError } from './store-error.ts';

const LOOK_MILLISECONDS = 300_000;
const PROBE = new TextEncoder().encode('a probe of the object store');

/** Writes, reads and removes a probe. Gives null where all of it works, else what the operator is told. */
export async function tryStore(store: ObjectStore): Promise<OperatorWarningCode | null> {
  const key = `probe/${randomUUID()}`;
  try {
    await store.put(key, PROBE);
    await store.remove(key);
    return null;
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return `store.${error.kind}`;
  }
}

/** Tries the store now and every five minutes until the program ends, and warns the operator while it is not usable. */
export function watchStore(deps: Deps): void {
  const { objectStore: store, log, warnings, stopping } = deps;
  if (store === null) return;
  let before: OperatorWarningCode | null = null;
  const look = async (): Promise<void> => {
    const found = await tryStore(store);
    warnings.set('object store', found);
    if (found !== before && found !== null) log.error({ code: found }, `not usable: ${store.name}`);
    if (found !== before && found === null) log.info(`usable again: ${store.name}`);
    before = found;
  };
  const lookOrTell = (): void => {
    look().catch((error: unknown) => log.error({ err: error }, 'the object store was not tried'));
  };
  const timer = setInterval(lookOrTell, LOOK_MILLISECONDS);
  timer.unref();
  stopping.addEventListener('abort', () => clearInterval(timer));
  lookOrTell();
}
