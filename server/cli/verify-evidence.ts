import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';

import type { JWK } from 'jose';
import * as z from 'zod';

import {
  compareWithLog,
  type Evidence,
  type Finding,
  readEvidence,
} from '#server/audit-tree/check-evidence.ts';
import { type PlacedLine, walkTree, type WalkedTree } from '#server/audit-tree/walk-tree.ts';
import { AuditExportEntry } from '#server/contract/audit.ts';
import { anchorsIn } from '#server/features/audit/anchor-rules.ts';

/** Files that the operator names. */
export type EvidenceFiles = {
  receipt?: string | undefined;
  body?: string | undefined;
  head?: readonly string[] | undefined;
  proof?: readonly string[] | undefined;
};

/** Evidence to look for on the way over the log. */
export type Asked = { sizes: readonly number[]; leaves: readonly string[] };

const Keys = z.object({ keys: z.array(z.looseObject({ kid: z.string() })) });
const LINES_A_PAGE = 1_000;

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

const Signed = z.object({ signed: z.string() });
/** An answer of `/api/log/head`, a head alone, or what a device kept when it refused a head. */
const HeadFile = z.union([
  z.object({ head: Signed }).transform(({ head }) => [head.signed]),
  Signed.transform(({ signed }) => [signed]),
  z
    .object({ kept: Signed, refused: Signed })
    .transform(({ kept, refused }) => [kept.signed, refused.signed]),
]);

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
