import { countUnplaced, listPlaced, listPublicKeys, readHead } from '#server/audit-tree/queries.ts';
import { publishedOf } from '#server/audit-tree/log-keys.ts';
import { readSigned } from '#server/audit-tree/signed.ts';
import { type PlacedLine, type WalkedTree, walkTree } from '#server/audit-tree/walk-tree.ts';
import type { AuditFault, AuditVerification } from '#server/contract/audit.ts';
import { type LogHead, SignedHead } from '#server/contract/log-head.ts';
import type { TransactionSql } from '#server/db/client.ts';

import { verifyChain } from './chain-queries.ts';

const LINES_A_PAGE = 5_000;

/**
 * Builds the tree of the log anew and compares it with the signed head, and the chain of earlier versions with its end:
 * an altered, removed, inserted, reordered or chopped-off line is found. With `notedHash` (of an earlier verification,
 * kept elsewhere) also a log that was rewritten as a whole. Reads the whole log; needs a reach that sees it (the
 * auditor's, or the system's).
 */
export async function verifyAudit(
  sql: TransactionSql,
  notedHash: string | null = null,
): Promise<AuditVerification> {
  const chain = await verifyChain(sql, notedHash);
  if (chain.reason !== null) return broken(chain.reason, chain.firstBroken);
  // Read before the lines: those that come meanwhile are behind it.
  const head = await readHead(sql);
  const size = head?.size ?? 0;
  const walked = await walkLog(sql, { sizes: [size], noted: notedHash });
  if (walked.fault !== null) return broken(walked.fault.reason, walked.fault.place);
  const fault = await faultOfHead(sql, head, walked);
  if (fault !== null) return fault;
  const { lost, waiting } = await countUnplaced(sql);
  if (lost > 0) return broken('missing', null);
  const stands = notedHash === null || /^0+$/.test(notedHash) || chain.isNoted || walked.isNoted;
  if (!stands) return broken('noted_hash_gone', null);
  return { ok: true, entries: walked.size, head: walked.root, waiting };
}

/** Walks over all lines that have a place. */
export function walkLog(
  sql: TransactionSql,
  asked: Parameters<typeof walkTree>[1],
): Promise<WalkedTree> {
  return walkTree(pagesOf(sql), asked);
}

async function* pagesOf(sql: TransactionSql): AsyncGenerator<PlacedLine[]> {
  for (let after = 0; ;) {
    const page = await listPlaced(sql, { after, limit: LINES_A_PAGE });
    yield page;
    const last = page.at(-1);
    if (last === undefined || page.length < LINES_A_PAGE) return;
    after = last.place;
  }
}

async function faultOfHead(
  sql: TransactionSql,
  head: LogHead | null,
  { size, roots }: WalkedTree,
): Promise<AuditVerification | null> {
  if (head === null) return size === 0 ? null : broken('chopped', size + 1);
  const root = roots.get(head.size);
  if (root === undefined) return broken('chopped', size + 1);
  if (root !== head.root) return broken('out_of_order', null);
  const keys = publishedOf(await listPublicKeys(sql));
  const signed = await readSigned('diaban-log-head', SignedHead, head.signed, keys);
  const isSame = signed?.size === head.size && signed.root === head.root;
  return isSame ? null : broken('head_forged', null);
}

function broken(reason: AuditFault, firstBroken: number | null): AuditVerification {
  return { ok: false, firstBroken, reason };
}
