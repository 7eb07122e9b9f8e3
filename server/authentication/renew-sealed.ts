import type { Logger } from 'pino';

import type { Database } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';

import type { Authentication } from './authentication.ts';
import { areHashed, hashBackupCodes } from './backup-codes.ts';
import { listSealed, saveSealed, type SealedText } from './sealed-queries.ts';

type Given = { database: Database; authentication: Authentication; log: Pick<Logger, 'info'> };

/**
 * Brings what is encrypted or hashed up to date at the start: what the secret before the present one has encrypted is
 * encrypted anew, and backup codes of earlier versions, which were encrypted, are hashed. What neither secret opens stays.
 */
export async function renewSealed({ database, authentication, log }: Given): Promise<void> {
  const listed = await asSystem(database, listSealed);
  let renewed = 0;
  for (const sealed of listed) {
    const text = await renewedText(authentication, sealed);
    if (text === null) continue;
    await asSystem(database, (sql) => saveSealed(sql, sealed, text));
    renewed += 1;
  }
  if (renewed > 0)
    log.info({ renewed }, 'what the former secret or version had sealed is sealed anew');
}

/** Gives the new form of a text; null where it needs none, or where neither secret opens it. */
async function renewedText(
  authentication: Authentication,
  { kind, text }: SealedText,
): Promise<string | null> {
  if (kind === 'backup codes') {
    if (areHashed(text)) return null;
    const codes = await authentication.unseal(text);
    return codes === null ? null : await hashBackupCodes(codes);
  }
  if (await authentication.opens(text)) return null;
  const plain = await authentication.unseal(text);
  return plain === null ? null : await authentication.seal(plain);
}
