import { parseArgs } from 'node:util';

import type { AuditFault, AuditVerification } from '#server/contract/audit.ts';
import { asSystem } from '#server/db/transaction.ts';
import { firstUnfitNote } from '#server/features/audit/note-commands.ts';
import { verifyAudit } from '#server/features/audit/queries.ts';

import { configurationOfEnvironment, withDatabase } from './open-database.ts';

const OPTIONS = { noted: { type: 'string' } } as const;
const HASH = /^[0-9a-f]{64}$/;

const SENTENCE: Record<AuditFault, string> = {
  altered: 'what it says does not give its hash: it was altered',
  missing: 'it is missing: a line was removed',
  out_of_order: 'it does not follow the line before: lines were exchanged or put in',
  chopped: 'the last line is not the one that was remembered: the end was cut off or added to',
  noted_hash_gone: 'no line has the hash noted earlier: the log was rewritten as a whole',
};

/**
 * Recomputes the log's chain of hashes: `[--noted <hash>]`, a hash that an earlier run printed. Without it the log is
 * compared with the hashes that were noted in the data folder. Exits 0 when the log is whole and 1 when it is not.
 */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  const noted = values.noted ?? null;
  if (noted !== null && !HASH.test(noted)) {
    console.error('--noted takes the 64 hexadecimal digits that an earlier verification printed.');
    return 1;
  }
  const { verdict, unfit } = await withDatabase((database) =>
    asSystem(database, async (sql) => ({
      verdict: await verifyAudit(sql, noted),
      unfit: noted === null ? await firstUnfitNote(sql, configurationOfEnvironment()) : null,
    })),
  );
  if (verdict.ok && unfit === null) {
    console.log(sentenceOf(verdict));
    return 0;
  }
  if (!verdict.ok) console.error(sentenceOf(verdict));
  if (unfit !== null) {
    const { file, line, note } = unfit;
    console.error(
      `The log is BROKEN: it does not fit line ${line} of ${file}, noted earlier: ${note}`,
    );
  }
  return 1;
}

/** The verdict as a sentence for the auditor. */
export function sentenceOf(verdict: AuditVerification): string {
  if (verdict.ok) {
    return `The log is whole: ${verdict.entries} lines. Note this hash elsewhere for next time: ${verdict.head}`;
  }
  const { firstBroken, reason } = verdict;
  const where = firstBroken === null ? '' : ` at line ${firstBroken}`;
  return `The log is BROKEN${where}: ${SENTENCE[reason]}.`;
}
