import type { TipChannel } from '#server/contract/tip.ts';
import type { TransactionSql } from '#server/db/client.ts';

/** Lists the numbers of channels, as indices, that had been received before. */
export async function listKnownNumbers(
  sql: TransactionSql,
  numbers: readonly { channel: TipChannel; channelNumber: string }[],
): Promise<number[]> {
  const rows = await sql<{ place: number }[]>`
    select (item.ordinality - 1)::integer as place
    from jsonb_array_elements(${JSON.stringify(numbers)}::text::jsonb) with ordinality item
    where exists (
      select from known_tip(item.value ->> 'channel', item.value ->> 'channelNumber')
    )`;
  return rows.map(({ place }) => place);
}

export type CommuneInForce = { id: number; code: string; name: string; type: 'phuong' | 'xa' };

export async function listCommunesInForce(sql: TransactionSql): Promise<CommuneInForce[]> {
  return sql<CommuneInForce[]>`
    select id, code, name, type from commune where valid_to is null order by code`;
}
