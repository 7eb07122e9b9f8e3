import type { TipSource } from '#server/contract/tip-source.ts';
import type { TipChannel } from '#server/contract/tip.ts';
import type { IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

/** All sources by name, or one, each with every token that it ever had. */
export async function listTipSources(
  sql: TransactionSql,
  sourceId: number | null = null,
): Promise<TipSource[]> {
  return sql<TipSource[]>`
    select
      tip_source.id, tip_source.name, tip_source.channel, tip_source.requests_per_minute,
      maker.name as created_by, tip_source.created_at,
      (select count(*) from tip where tip.source_id = tip_source.id) as tips,
      coalesce(held.tokens, '[]'::jsonb) as tokens
    from tip_source
    join app_user maker on maker.id = tip_source.created_by
    left join lateral (
      select
        jsonb_agg(
          jsonb_build_object(
            'id', token.id,
            'ending', token.ending,
            'createdBy', token_maker.name,
            'createdAt', to_jsonb(token.created_at),
            'lastUsedAt', to_jsonb(token.last_used_at),
            'revokedBy', revoker.name,
            'revokedAt', to_jsonb(token.revoked_at)
          )
          order by token.id
        ) as tokens
      from tip_source_token token
      join app_user token_maker on token_maker.id = token.created_by
      left join app_user revoker on revoker.id = token.revoked_by
      where token.source_id = tip_source.id
    ) held on true
    where ${sourceId}::integer is null or tip_source.id = ${sourceId}
    order by tip_source.name`;
}

export async function insertTipSource(
  sql: TransactionSql,
  source: {
    name: string;
    channel: TipChannel;
    accountId: string;
    requestsPerMinute: number;
    createdBy: string;
    createdAt: IsoInstant;
  },
): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into tip_source (name, channel, account_id, requests_per_minute, created_by, created_at)
    values (
      ${source.name}, ${source.channel}, ${source.accountId}, ${source.requestsPerMinute},
      ${source.createdBy}, ${source.createdAt}
    )
    returning id`;
  if (row === undefined) throw new Error('a new source got no number');
  return row.id;
}

export async function insertToken(
  sql: TransactionSql,
  token: {
    sourceId: number;
    hash: string;
    ending: string;
    createdBy: string;
    createdAt: IsoInstant;
  },
): Promise<void> {
  await sql`
    insert into tip_source_token (source_id, hash, ending, created_by, created_at)
    values (
      ${token.sourceId}, ${token.hash}, ${token.ending}, ${token.createdBy}, ${token.createdAt}
    )`;
}

/** False where there is no such token of the source, or it has been revoked already. */
export async function revokeToken(
  sql: TransactionSql,
  token: { sourceId: number; tokenId: number; by: string; at: IsoInstant },
): Promise<boolean> {
  const rows = await sql`
    update tip_source_token
    set revoked_by = ${token.by}, revoked_at = ${token.at}
    where id = ${token.tokenId} and source_id = ${token.sourceId} and revoked_at is null
    returning id`;
  return rows.length === 1;
}

export type KnownSource = {
  sourceId: number;
  tokenId: number;
  accountId: string;
  channel: TipChannel;
  requestsPerMinute: number;
};

/** Finds the source whose token has this hash; null when there is none, or it has been revoked. */
export async function findSourceOfToken(
  sql: TransactionSql,
  hash: string,
): Promise<KnownSource | null> {
  const [row] = await sql<KnownSource[]>`
    select
      tip_source.id as source_id, token.id as token_id, tip_source.account_id, tip_source.channel,
      tip_source.requests_per_minute
    from tip_source_token token
    join tip_source on tip_source.id = token.source_id
    where token.hash = ${hash} and token.revoked_at is null`;
  return row ?? null;
}

/** Says that a token is in use; not oftener than the caller finds worth a write. */
export async function noteUse(sql: TransactionSql, tokenId: number, at: IsoInstant): Promise<void> {
  await sql`update tip_source_token set last_used_at = ${at} where id = ${tokenId}`;
}

export async function findCommuneId(sql: TransactionSql, code: string): Promise<number | null> {
  const [row] = await sql<{ id: number }[]>`
    select id from commune where code = ${code} and valid_to is null`;
  return row?.id ?? null;
}
