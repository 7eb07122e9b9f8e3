import type { IsoInstant } from '#server/contract/time.ts';

import type { TransactionSql } from './client.ts';
import { send } from './unawaited.ts';

/** A person's key, the request that bears it, and the version of the program that answers. */
export type KeyedRequest = {
  accountId: string;
  key: string;
  requestHash: string;
  program: string;
  /** The time of the request. */
  at: IsoInstant;
};

/** `status` and `body` are null until there is an answer; `results` come from committed transactions. */
export type KeyedRecord = {
  requestHash: string;
  program: string;
  status: number | null;
  body: unknown;
  results: unknown[];
  /** The id of the first line that the request has added to the log; null where it has added none. */
  line: string | null;
};

const KEPT_DAYS = 30;

export async function findRecord(
  sql: TransactionSql,
  { accountId, key }: Pick<KeyedRequest, 'accountId' | 'key'>,
): Promise<KeyedRecord | null> {
  const [row] = await sql<KeyedRecord[]>`
    select request_hash, program, status, body, results, line from idempotency_record
    where account_id = ${accountId} and key = ${key}
  `;
  return row ?? null;
}

/**
 * Creates the record of a key where there is none, and locks it until this transaction ends: a second request with the
 * same key, in this process or another, waits here.
 */
export async function lockRecord(sql: TransactionSql, request: KeyedRequest): Promise<KeyedRecord> {
  const { accountId, key, requestHash, program, at } = request;
  // Ahead of all else: the second statement reads what others committed while the first one waited.
  const [, [row]] = await Promise.all([
    sql`
      insert into idempotency_record (account_id, key, request_hash, program, created_at)
      values (${accountId}, ${key}, ${requestHash}, ${program}, ${at})
      on conflict on constraint idempotency_record_pkey do nothing
    `.execute(),
    sql<KeyedRecord[]>`
      select request_hash, program, status, body, results, line from idempotency_record
      where account_id = ${accountId} and key = ${key}
      for update
    `.execute(),
  ]);
  if (row === undefined) throw new Error('the record of a key is not there after it was made');
  return row;
}

/** Adds the result of a transaction, as JSON text, to a locked record, and the line that names it unless there is one. */
export function addResult(
  sql: TransactionSql,
  { accountId, key }: KeyedRequest,
  { result, line }: { result: string; line: string | null },
): void {
  send(sql`
    update idempotency_record
    set
      results = results || jsonb_build_array(${result}::text::jsonb),
      line = coalesce(line, ${line}::uuid)
    where account_id = ${accountId} and key = ${key}
  `);
}

/** Stores the answer unless there is one, and deletes the account's answers that are too old to be asked for. */
export function saveAnswer(
  sql: TransactionSql,
  { accountId, key, requestHash, program, at }: KeyedRequest,
  answer: { status: number; bodyText: string },
): void {
  send(sql`
    insert into idempotency_record
      (account_id, key, request_hash, program, created_at, status, body)
    values (
      ${accountId}, ${key}, ${requestHash}, ${program}, ${at}, ${answer.status},
      ${answer.bodyText}::text::jsonb
    )
    on conflict on constraint idempotency_record_pkey do update
    set status = excluded.status, body = excluded.body
    where idempotency_record.status is null
      and idempotency_record.request_hash = excluded.request_hash
  `);
  send(sql`
    delete from idempotency_record
    where account_id = ${accountId}
      and created_at < ${at}::timestamptz - make_interval(days => ${KEPT_DAYS})
  `);
}
