import type { TipChannel } from '#server/contract/tip.ts';
import type { TransactionSql } from '#server/db/client.ts';

/** Lists the numbers of channels, as indices, that had been received before, each with its tip. */
export async function listKnownTips(
  sql: TransactionSql,
  numbers: readonly { channel: TipChannel; channelNumber: string }[],
): Promise<{ place: number; id: number }[]> {
  return sql<{ place: number; id: number }[]>`
    select (item.ordinality - 1)::integer as place, known.id
    from jsonb_array_elements(${JSON.stringify(numbers)}::text::jsonb) with ordinality item
    cross join lateral known_tip(item.value ->> 'channel', item.value ->> 'channelNumber') known`;
}

export type CommuneInForce = { id: number; code: string; name: string; type: 'phuong' | 'xa' };

export async function listCommunesInForce(sql: TransactionSql): Promise<CommuneInForce[]> {
  return sql<CommuneInForce[]>`
    select id, code, name, type from commune where valid_to is null order by code`;
}
