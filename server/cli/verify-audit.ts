import { parseArgs } from 'node:util';

import type { AuditFault, AuditVerification } from '#server/contract/audit.ts';
import type { Finding } from '#server/audit-tree/check-evidence.ts';
import { publishedOf } from '#server/audit-tree/log-keys.ts';
import { listPublicKeys } from '#server/audit-tree/queries.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import { readUnlogged } from '#server/features/audit/unlogged-commands.ts';
import { verifyAudit, walkLog } from '#server/features/audit/read-verdict.ts';
import { type AnchorComparison, compareWithAnchors } from '#server/features/audit/read-anchors.ts';

import { configurationOfEnvironment, withDatabase } from './open-database.ts';
import {
  type Asked,
  type EvidenceFiles,
  judgeEvidence,
  readKeys,
  walkFile,
} from './verify-evidence.ts';

const OPTIONS = {
  noted: { type: 'string' },
  anchors: { type: 'string', multiple: true },
  receipt: { type: 'string' },
  body: { type: 'string' },
  head: { type: 'string', multiple: true },
  proof: { type: 'string', multiple: true },
  keys: { type: 'string' },
  log: { type: 'string' },
  help: { type: 'boolean' },
} as const;
const HELP = `npm run check-log -- OPTIONS: exits with 0 where everything fits, else with 1.
It asks the database, and holds the log to its signed head and to every anchor in the data folder and in DIABAN_ANCHOR_DIR.
  --noted HASH     the log must still have this hash, which an earlier run printed
  --anchors FILE   more anchors: a saved mail, or a folder of them (as often as needed)
  --receipt FILE   the header Diaban-Receipt of a write: its line must be in the log
  --body FILE      the body that was sent with it: the receipt must be of this body
  --head FILE      an answer of /api/log/head, or what a device kept: the log must extend it (as often as needed)
  --proof FILE     an answer of /api/log/inclusion or /api/log/consistency (as often as needed)
Without the database, on any machine:
  --keys FILE      an answer of /.well-known/diaban-keys.json; receipt, heads and proofs are checked by its keys alone
  --log FILE       with --keys: the whole log, as an auditor takes it out at /api/audit.ndjson, is checked too`;
const HASH = /^[0-9a-f]{64}$/;

const SENTENCE: Record<AuditFault, string> = {
  altered: 'what it says does not give its hash: it was altered',
  missing: 'it is missing: a line was removed',
  out_of_order: 'the lines do not give the signed root: they were exchanged, changed or put in',
  chopped: 'the last line is not the signed one: the end was cut off or added to',
  head_forged: 'no key of the installation has signed its head: it was forged',
  noted_hash_gone: 'no line has the hash noted earlier: the log was rewritten as a whole',
};

/**
 * Builds the tree of the log anew and compares it with its signed head and the anchors taken of it: in the data folder, in
 * `DIABAN_ANCHOR_DIR`, in each `--anchors FILE|FOLDER` (a saved mail), and `--noted <hash>`, a hash that an earlier run
 * printed. Holds it to a `--receipt` (with `--body`), to each `--head` and `--proof`. With `--keys FILE` (of
 * `/.well-known/diaban-keys.json`) nothing is asked of the database: the log is then the export in `--log FILE`, where one
 * is named. Exits 0 when the log is whole and fits all of them, and 1 when it does not.
 */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  const { noted = null, keys, log } = values;
  if (values.help === true) {
    console.log(HELP);
    return 0;
  }
  if (noted !== null && !HASH.test(noted)) {
    console.error('--noted takes the 64 hexadecimal digits that an earlier verification printed.');
    return 1;
  }
  if (keys === undefined && log !== undefined) {
    console.error('--log needs --keys: the file of /.well-known/diaban-keys.json.');
    return 1;
  }
  if (keys !== undefined) {
    const walk = log === undefined ? null : (asked: Asked) => walkFile(log, asked);
    return sayFindings(await judgeEvidence(values, await readKeys(keys), walk));
  }
  return await verifyDatabase(noted, values);
}

async function verifyDatabase(
  noted: string | null,
  values: EvidenceFiles & { anchors?: string[] },
) {
  const { verdict, comparison, findings } = await withDatabase((database) =>
    asSystem(database, async (sql) => ({
      verdict: await verifyAudit(sql, noted),
      comparison: await compareWithAnchors(sql, configurationOfEnvironment(), values.anchors),
      findings: [...(await findingsOf(sql, values)), ...(await unloggedOf(sql))],
    })),
  );
  const isWhole = verdict.ok && comparison.unfit === null;
  const say = isWhole ? console.log : console.error;
  if (isWhole || !verdict.ok) say(sentenceOf(verdict));
  say(comparisonSentence(comparison));
  return sayFindings(findings) === 0 && isWhole ? 0 : 1;
}

async function findingsOf(sql: TransactionSql, files: EvidenceFiles): Promise<Finding[]> {
  const { receipt, head = [], proof = [] } = files;
  if (receipt === undefined && head.length + proof.length === 0) return [];
  const keys = publishedOf(await listPublicKeys(sql));
  return await judgeEvidence(files, keys, (asked) => walkLog(sql, asked));
}

async function unloggedOf(sql: TransactionSql): Promise<Finding[]> {
  return (await readUnlogged(sql)).map(({ kind, facts }) => ({
    ok: false,
    sentence: `The register has ${facts} rows of ${kind} that no line of the log tells of.`,
  }));
}

function sayFindings(findings: readonly Finding[]): number {
  for (const { ok, sentence } of findings) (ok ? console.log : console.error)(sentence);
  return findings.every(({ ok }) => ok) ? 0 : 1;
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
    const waiting = verdict.waiting === 0 ? '' : ` ${verdict.waiting} more wait for their place.`;
    return `The log is whole: ${verdict.entries} lines. Note this hash elsewhere for next time: ${verdict.head}\n${waiting}`.trimEnd();
  }
  const { firstBroken, reason } = verdict;
  const where = firstBroken === null ? '' : ` at line ${firstBroken}`;
  return `The log is BROKEN${where}: ${SENTENCE[reason]}.`;
}
