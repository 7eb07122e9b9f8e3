import type { JWK } from 'jose';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import * as z from 'zod';

import { type PlacedLine, type WalkedTree, walkTree } from '#server/audit-tree/walk-tree.ts';
import {
  AuditExportEntry,
  type AuditFault,
  type AuditVerification,
} from '#server/contract/audit.ts';
import {
  compareWithLog,
  type Evidence,
  type Finding,
  readEvidence,
} from '#server/audit-tree/check-evidence.ts';
import { publishedOf } from '#server/audit-tree/log-keys.ts';
import { listPublicKeys } from '#server/audit-tree/queries.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import { anchorsIn } from '#server/features/audit/anchor-rules.ts';
import { readUnlogged } from '#server/features/audit/commands.ts';
import { verifyAudit, walkLog } from '#server/features/audit/read-verdict.ts';
import { type AnchorComparison, compareWithAnchors } from '#server/features/audit/read-anchors.ts';

import { configurationOfEnvironment, withDatabase } from './open-database.ts';

const Keys = z.object({ keys: z.array(z.looseObject({ kid: z.string() })) });
const LINES_A_PAGE = 1_000;
const Signed = z.object({ signed: z.string() });

/** An answer of `/api/log/head`, a head alone, or what a device kept when it refused a head. */
const HeadFile = z.union([
  z.object({ head: Signed }).transform(({ head }) => [head.signed]),
  Signed.transform(({ signed }) => [signed]),
  z
    .object({ kept: Signed, refused: Signed })
    .transform(({ kept, refused }) => [kept.signed, refused.signed]),
]);

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

/** Files that the operator names. */
type EvidenceFiles = {
  receipt?: string | undefined;
  body?: string | undefined;
  head?: readonly string[] | undefined;
  proof?: readonly string[] | undefined;
};

/** Evidence to look for on the way over the log. */
type Asked = { sizes: readonly number[]; leaves: readonly string[] };

/** Reads the keys that `/.well-known/diaban-keys.json` gave. Throws where the file holds none. */
export async function readKeys(file: string): Promise<JWK[]> {
  return Keys.parse(JSON.parse(await readFile(file, 'utf8'))).keys as JWK[];
}

/**
 * Checks a receipt, heads and proofs, and the log against them where there is one.
 * @param walk walks over the log; null where none was named
 */
export async function judgeEvidence(
  files: EvidenceFiles,
  keys: readonly JWK[],
  walk: ((asked: Asked) => Promise<WalkedTree>) | null,
): Promise<Finding[]> {
  const read = await readEvidence(await evidenceIn(files), keys);
  if (walk === null) return read.findings;
  const leaf = read.receipt?.leaf ?? null;
  const walked = await walk({
    sizes: read.heads.map(({ size }) => size),
    leaves: leaf === null ? [] : [leaf],
  });
  const { fault, size, root } = walked;
  const ofLog: Finding =
    fault === null
      ? { ok: true, sentence: `The log has ${size} lines, whose root is ${root}.` }
      : { ok: false, sentence: `The log is BROKEN at line ${fault.place}: ${fault.reason}.` };
  return [...read.findings, ofLog, ...compareWithLog(read, walked)];
}

/** Walks over a log that was taken out as lines of JSON. */
export function walkFile(file: string, asked: Asked): Promise<WalkedTree> {
  return walkTree(pagesOf(file), asked);
}

async function* pagesOf(file: string): AsyncGenerator<PlacedLine[]> {
  let page: PlacedLine[] = [];
  for await (const text of createInterface({
    input: createReadStream(file),
    crlfDelay: Infinity,
  })) {
    if (text === '') continue;
    const { place, hash, previousHash, ...line } = AuditExportEntry.parse(JSON.parse(text));
    const ofChain = previousHash !== null;
    page.push({
      place,
      leaf: ofChain ? null : hash,
      line: { ...line, hash: ofChain ? hash : null },
    });
    if (page.length < LINES_A_PAGE) continue;
    yield page;
    page = [];
  }
  yield page;
}

async function evidenceIn({
  receipt,
  body,
  head = [],
  proof = [],
}: EvidenceFiles): Promise<Evidence> {
  const heads = await Promise.all(head.map(async (file) => headsIn(await readFile(file, 'utf8'))));
  const proofs = await Promise.all(proof.map(async (file) => jsonIn(await readFile(file, 'utf8'))));
  return {
    receipt: receipt === undefined ? null : (await readFile(receipt, 'utf8')).trim(),
    body: body === undefined ? null : await readFile(body),
    heads: heads.flat(),
    proofs,
  };
}

/** Finds the signed heads in a file: an anchor, a saved mail, JSON, or the signed text alone. */
function headsIn(text: string): string[] {
  const anchored = anchorsIn(text).flatMap(({ head }) => (head === null ? [] : [head]));
  if (anchored.length > 0) return anchored;
  const read = HeadFile.safeParse(jsonIn(text));
  return read.success ? read.data : [text.trim()];
}

/** Reads JSON; null where it is none. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
