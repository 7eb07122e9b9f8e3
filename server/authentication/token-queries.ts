import type { Permission } from '#server/contract/permission.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

import type { SessionHolder, TokenFacts } from './holder.ts';
import { assignmentsOn } from './session-queries.ts';

type Row = Omit<SessionHolder, 'token'> & Omit<TokenFacts, 'rights'> & { rights: Permission[] };

/**
 * Finds the holder of a token by its hash, with the assignments valid on a day; null when it is unknown, revoked or
 * past its life. It runs as the system, since it finds the actor.
 */
export async function findTokenHolder(
  sql: TransactionSql,
  hash: string,
  asked: { on: IsoDate; now: IsoInstant },
): Promise<SessionHolder | null> {
  const [row] = await sql<Row[]>`
    select
      'token ' || access_token.id as session_id, app_user.id as account_id, app_user.username,
      app_user.name, app_user.disabled_at is not null as disabled, app_user.must_change_password,
      app_user.two_factor_enabled as second_factor, assigned.role, assigned.commune_ids,
      false as passkey, null as seconds_since_proof,
      exists (select from setting where key = 'demo' and value = 'true'::jsonb) as demo,
      access_token.id as token_id, access_token.kind, access_token.purpose, access_token.rights,
      access_token.collections, access_token.requests_per_minute
    from access_token
    join app_user on app_user.id = access_token.account_id
    cross join lateral (${assignmentsOn(sql, asked.on)}) as assigned
    where access_token.hash = ${hash} and access_token.revoked_at is null
      and access_token.expires_at > ${asked.now}`;
  if (row === undefined) return null;
  const { tokenId, kind, purpose, rights, collections, requestsPerMinute, ...holder } = row;
  return { ...holder, token: { tokenId, kind, purpose, rights, collections, requestsPerMinute } };
}

/** Notes that a token is in use; not oftener than the caller finds worth a write. */
export async function noteTokenUse(
  sql: TransactionSql,
  tokenId: number,
  at: IsoInstant,
): Promise<void> {
  await sql`update access_token set last_used_at = ${at} where id = ${tokenId}`;
}
