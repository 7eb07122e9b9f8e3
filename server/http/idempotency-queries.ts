import type { IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

/** `status` 0 is a claim: the write has begun and has no answer yet. */
export type StoredAnswer = { requestHash: string; status: number; body: unknown };

const KEPT_DAYS = 30;

/** True when this caller is the first with the key; a claim stands before the write begins. */
export async function claimKey(
  sql: TransactionSql,
  claim: { accountId: string; key: string; requestHash: string; now: IsoInstant },
): Promise<boolean> {
  const rows = await sql`
    insert into idempotency_record (account_id, key, request_hash, status, body, created_at)
    values (${claim.accountId}, ${claim.key}, ${claim.requestHash}, 0, 'null', ${claim.now})
    on conflict on constraint idempotency_record_pkey do nothing
    returning key
  `;
  return rows.length === 1;
}

export async function findAnswer(
  sql: TransactionSql,
  accountId: string,
  key: string,
): Promise<StoredAnswer | null> {
  const [row] = await sql<StoredAnswer[]>`
    select request_hash, status, body from idempotency_record
    where account_id = ${accountId} and key = ${key}
  `;
  return row ?? null;
}

/** Fills the claim, and lets go of the account's answers that nobody will ask for again. */
export async function saveAnswer(
  sql: TransactionSql,
  answer: { accountId: string; key: string; status: number; bodyText: string; now: IsoInstant },
): Promise<void> {
  await sql`
    update idempotency_record set status = ${answer.status}, body = ${answer.bodyText}::text::jsonb
    where account_id = ${answer.accountId} and key = ${answer.key}
  `;
  await sql`
    delete from idempotency_record
    where account_id = ${answer.accountId}
      and created_at < ${answer.now}::timestamptz - make_interval(days => ${KEPT_DAYS})
  `;
}

/** Gives the key back: the write ended without an answer worth keeping, so it may be tried again. */
export async function releaseKey(
  sql: TransactionSql,
  accountId: string,
  key: string,
): Promise<void> {
  await sql`delete from idempotency_record where account_id = ${accountId} and key = ${key}`;
}
