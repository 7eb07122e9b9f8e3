import type { LonLat } from '#server/contract/geo.ts';
import type { TipKind } from '#server/contract/tip-kind.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

export type ReleasedTip = {
  code: string;
  kind: TipKind;
  open: boolean;
  communeName: string;
  communeType: 'phuong' | 'xa';
  /** The middle of the commune, lon/lat. */
  centre: LonLat;
  /** First days of the months of receipt and of the outcome. */
  receivedIn: IsoDate;
  handledIn: IsoDate | null;
};

/**
 * Tips within reach of which at least `fewest` are alike in commune, kind, months and status: everything
 * that leaves of them. Whatever the filter, what is alike is counted over all of them.
 */
export async function listReleasedTips(
  sql: TransactionSql,
  filter: {
    codes: readonly string[] | null;
    kinds: readonly TipKind[] | null;
    statuses: readonly ('open' | 'closed')[] | null;
    from: IsoDate;
    to: IsoDate;
    fewest: number;
    most: number;
    /** Number of the first ones that are left out. */
    after: number;
  },
): Promise<ReleasedTip[]> {
  return sql<ReleasedTip[]>`
    with coarse as (
      select
        tip.code, tip.kind, tip.commune_id, tip.handled_on is null as open,
        date_trunc('month', tip.received_on)::date as received_in,
        date_trunc('month', tip.handled_on)::date as handled_in
      from tip
    ),
    counted as (
      select
        coarse.*,
        count(*) over (
          partition by coarse.commune_id, coarse.kind, coarse.open, coarse.received_in, coarse.handled_in
        ) as alike
      from coarse
    )
    select
      counted.code, counted.kind, counted.open, commune.name as commune_name,
      commune.type as commune_type, array[st_x(commune.centre), st_y(commune.centre)] as centre,
      counted.received_in, counted.handled_in
    from counted
    join commune on commune.id = counted.commune_id
    where counted.alike >= ${filter.fewest}
      and counted.received_in between ${filter.from} and ${filter.to}
      and (
        ${filter.codes === null} or counted.code = any (${[...(filter.codes ?? [])]}::text[])
      )
      and (
        ${filter.kinds === null} or counted.kind = any (${[...(filter.kinds ?? [])]}::text[])
      )
      and (
        ${filter.statuses === null}
        or case when counted.open then 'open' else 'closed' end
          = any (${[...(filter.statuses ?? [])]}::text[])
      )
    order by counted.received_in desc, counted.code desc
    limit ${filter.most} offset ${filter.after}`;
}
