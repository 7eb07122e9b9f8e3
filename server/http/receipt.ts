import type { Context } from 'hono';

import { leafOf, type LineContent } from '#server/audit-tree/leaf.ts';
import { readLine } from '#server/audit-tree/queries.ts';
import type { Receipt } from '#server/contract/log-head.ts';
import { IsoDate } from '#server/contract/time.ts';
import type { AuditLine } from '#server/db/transaction-lines.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { KeyedWrite } from '#server/db/write-once.ts';

import type { AppEnv } from './environment.ts';

const RECEIPT = 'Diaban-Receipt';

/**
 * Adds the receipt of a write to its answer: a compact JWS over a {@link Receipt}. It is made of the request and of a
 * line that nobody changes, so that a repeated request gets the very same one.
 * @param body SHA-256 of the request's body
 */
export async function addReceipt(
  context: Context<AppEnv>,
  write: KeyedWrite,
  { answer, body }: { answer: Response; body: string },
): Promise<void> {
  // Where the answer goes on, its line is not written yet, and its transaction may hold the only connection.
  if (answer.status >= 400 || context.get('uploadStreams')) return;
  const { database, logKeys, clock, log } = context.get('deps');
  try {
    const line = await lineOf(database, write);
    const receipt = receiptOf(context, write.key, line, body);
    const sign = await logKeys.signer();
    const signed = await sign('diaban-receipt', receipt, line?.at ?? clock.now());
    answer.headers.set(RECEIPT, signed);
  } catch (error) {
    // What was written stands, and its line is in the log.
    log.warn({ err: error, requestId: context.get('requestId') }, 'a write has no receipt');
  }
}

function receiptOf(
  context: Context<AppEnv>,
  key: string,
  line: LineContent | null,
  body: string,
): Receipt {
  const { pathname, search } = new URL(context.req.url);
  const effectiveOn = IsoDate.safeParse(line?.detail['effectiveOn']);
  return {
    key,
    operation: `${context.req.method} ${pathname}${search}`,
    body,
    line: line?.id ?? null,
    leaf: line === null ? null : leafOf(line),
    effectiveOn: effectiveOn.data ?? null,
    recordedAt: line?.at ?? null,
  };
}

async function lineOf(
  database: Parameters<typeof asSystem>[0],
  { line, earlierLine }: KeyedWrite,
): Promise<LineContent | null> {
  if (earlierLine !== undefined && earlierLine !== line?.id) {
    return await asSystem(database, (sql) => readLine(sql, earlierLine));
  }
  return line === undefined ? null : contentOf(line);
}

function contentOf({ id, at, action, written, ...line }: AuditLine): LineContent {
  if (written === undefined) throw new Error('a line was not written with its transaction');
  return {
    id,
    hash: null,
    at: new Date(at).toISOString(),
    accountId: written.accountId,
    role: written.role,
    action,
    subjectKind: line.subject_kind,
    subjectId: line.subject_id,
    detail: line.detail,
  };
}
