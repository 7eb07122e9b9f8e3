import { setTimeout as pause } from 'node:timers/promises';

import { type Database, type DatabaseOptions, openDatabase } from './client.ts';

const PATIENCE_SECONDS = 60;
const RETRY_MILLISECONDS = 1_000;
/**
 * Error codes of a server that is not there yet: it starts, recovers, or its machine is not known yet. A wrong password
 * or name is none of them: waiting does not mend it.
 */
const NOT_YET = new Set([
  '57P01',
  '57P02',
  '57P03',
  '53300',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'CONNECT_TIMEOUT',
  'CONNECTION_CLOSED',
]);

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
      if (!isNotReady(error)) throw error;
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

function isNotReady(error: unknown): boolean {
  return error instanceof Error && 'code' in error && NOT_YET.has(String(error.code));
}
