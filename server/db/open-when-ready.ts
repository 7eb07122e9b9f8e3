import { setTimeout as pause } from 'node:timers/promises';

import { type Database, type DatabaseOptions, openDatabase } from './client.ts';
import { isUnreachable } from './unreachable.ts';

const PATIENCE_SECONDS = 60;
const RETRY_MILLISECONDS = 1_000;

/**
 * Opens the database as {@link openDatabase} does, and waits for a server that is not ready yet.
 * @param given.tell gets the reason at the first attempt, and every new reason
 */
export async function openWhenReady(
  options: DatabaseOptions,
  given: { tell: (reason: string) => void; seconds?: number },
): Promise<Database> {
  const { tell, seconds = PATIENCE_SECONDS } = given;
  const end = performance.now() + seconds * 1_000;
  let told: string | null = null;
  for (;;) {
    try {
      return await openDatabase(options);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      // A wrong password or name stays wrong.
      if (!isUnreachable(error)) throw error;
      if (performance.now() + RETRY_MILLISECONDS > end) {
        const words = `The database did not become ready within ${seconds} s: ${reason}`;
        throw new Error(words, { cause: error });
      }
      if (reason !== told) tell(reason);
      told = reason;
      await pause(RETRY_MILLISECONDS);
    }
  }
}
