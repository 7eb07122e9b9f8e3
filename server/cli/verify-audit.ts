import { parseArgs } from 'node:util';

import type { AuditFault, AuditVerification } from '#server/contract/audit.ts';
import { asSystem } from '#server/db/transaction.ts';
import { verifyAudit } from '#server/features/audit/queries.ts';
import { type AnchorComparison, compareWithAnchors } from '#server/features/audit/read-anchors.ts';

import { configurationOfEnvironment, withDatabase } from './open-database.ts';

const OPTIONS = {
  noted: { type: 'string' },
  anchors: { type: 'string', multiple: true },
} as const;
const HASH = /^[0-9a-f]{64}$/;

const SENTENCE: Record<AuditFault, string> = {
  altered: 'what it says does not give its hash: it was altered',
  missing: 'it is missing: a line was removed',
  out_of_order: 'it does not follow the line before: lines were exchanged or put in',
  chopped: 'the last line is not the one that was remembered: the end was cut off or added to',
  noted_hash_gone: 'no line has the hash noted earlier: the log was rewritten as a whole',
};

/**
 * Recomputes the log's chain of hashes and compares it with the anchors taken of it: in the data folder, in
 * `DIABAN_ANCHOR_DIR`, in each `--anchors FILE|FOLDER` (a saved mail), and `--noted <hash>`, a hash that an earlier run
 * printed. Exits 0 when the log is whole and fits all of them, and 1 when it does not.
 */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  const noted = values.noted ?? null;
  if (noted !== null && !HASH.test(noted)) {
    console.error('--noted takes the 64 hexadecimal digits that an earlier verification printed.');
    return 1;
  }
  const { verdict, comparison } = await withDatabase((database) =>
    asSystem(database, async (sql) => ({
      verdict: await verifyAudit(sql, noted),
      comparison: await compareWithAnchors(sql, configurationOfEnvironment(), values.anchors),
    })),
  );
  const isWhole = verdict.ok && comparison.unfit === null;
  const say = isWhole ? console.log : console.error;
  if (isWhole || !verdict.ok) say(sentenceOf(verdict));
  say(comparisonSentence(comparison));
  return isWhole ? 0 : 1;
}

function comparisonSentence({ compared, latest, unfit }: AnchorComparison): string {
  if (unfit !== null) {
    const { file, line, note } = unfit;
    const said = note === '' ? 'which holds no anchor that can be read' : `noted earlier: ${note}`;
    return `The log is BROKEN: it does not fit line ${line} of ${file}, ${said}`;
  }
  if (latest === null) return 'It was compared with no anchor: none was taken yet.';
  return `It fits all ${compared} anchors, the latest of ${latest}. Later lines are proved by none.`;
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
