import type { Permission } from '#server/contract/permission.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { AccessToken } from '#server/contract/token.ts';
import type { TransactionSql } from '#server/db/client.ts';

/**
 * Lists tokens, latest first: those of one account, with those of all systems where `systems` says so, or one of them.
 */
export async function listTokens(
  sql: TransactionSql,
  asked: { accountId: string; systems: boolean; on: IsoDate; tokenId?: number },
): Promise<AccessToken[]> {
  return sql<AccessToken[]>`
    select
      access_token.id, access_token.name, access_token.purpose, access_token.kind, access_token.ending,
      jsonb_build_object(
        'id', app_user.id,
        'name', app_user.name,
        'role', (
          select min(role_assignment.role) from role_assignment
          where role_assignment.account_id = app_user.id
            and role_assignment.valid_from <= ${asked.on}
            and (role_assignment.valid_to is null or role_assignment.valid_to > ${asked.on})
        )
      ) as account,
      access_token.rights, access_token.collections, access_token.created_at, access_token.expires_at,
      access_token.last_used_at, access_token.revoked_at
    from access_token
    join app_user on app_user.id = access_token.account_id
    where (
        access_token.account_id = ${asked.accountId} or (${asked.systems} and access_token.kind = 'system')
      )
      and (${asked.tokenId ?? null}::integer is null or access_token.id = ${asked.tokenId ?? null})
    order by access_token.created_at desc, access_token.id desc`;
}

/** Counts the valid tokens of an account, and keeps others from adding one until the transaction ends. */
export async function lockAndCountTokens(
  sql: TransactionSql,
  accountId: string,
  now: IsoInstant,
): Promise<number> {
  await sql`select id from app_user where id = ${accountId} for update`;
  const [row] = await sql<{ valid: number }[]>`
    select count(*)::integer as valid from access_token
    where created_by = ${accountId} and revoked_at is null and expires_at > ${now}`;
  return row?.valid ?? 0;
}

export async function insertToken(
  sql: TransactionSql,
  token: {
    accountId: string;
    kind: AccessToken['kind'];
    name: string;
    purpose: string;
    hash: string;
    ending: string;
    rights: readonly Permission[];
    collections: readonly string[] | null;
    requestsPerMinute: number;
    createdBy: string;
    createdAt: IsoInstant;
    expiresAt: IsoInstant;
  },
): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into access_token (
      account_id, kind, name, purpose, hash, ending, rights, collections, requests_per_minute,
      created_by, created_at, expires_at
    )
    values (
      ${token.accountId}, ${token.kind}, ${token.name}, ${token.purpose}, ${token.hash},
      ${token.ending}, ${[...token.rights]}::text[],
      ${token.collections === null ? null : [...token.collections]}::text[],
      ${token.requestsPerMinute}, ${token.createdBy}, ${token.createdAt}, ${token.expiresAt}
    )
    returning id`;
  if (row === undefined) throw new Error('a new token got no number');
  return row.id;
}

/** Ends a token at once. False where the asker has no such token, or it has been ended before. */
export async function revokeToken(
  sql: TransactionSql,
  asked: { tokenId: number; accountId: string; systems: boolean; at: IsoInstant },
): Promise<boolean> {
  const rows = await sql`
    update access_token
    set revoked_by = ${asked.accountId}, revoked_at = ${asked.at}
    where id = ${asked.tokenId} and revoked_at is null
      and (account_id = ${asked.accountId} or (${asked.systems} and kind = 'system'))
    returning id`;
  return rows.length === 1;
}
