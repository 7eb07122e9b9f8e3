import type { Period } from '#server/contract/comparison.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

import type { ListedRow, ListingRow } from './near-new-rules.ts';
import type { ClosureRow, ConfirmationRow } from './pattern-rules.ts';

/** Radius of matching by the kind of the place that is new, metres. */
type Radius = { business: number; public_area: number };

function reachOf(sql: TransactionSql, radius: Radius) {
  return sql`case point.kind
    when 'business' then ${radius.business}::float8 else ${radius.public_area}::float8
  end`;
}

/**
 * Eliminations in a period by the commune that leads today, ascending, each with the day of a confirmed return and the
 * number of the commune's places that stood within their own radius of it on its day.
 */
export async function listClosures(
  sql: TransactionSql,
  { from, to }: Period,
  radius: Radius,
): Promise<ClosureRow[]> {
  return sql<ClosureRow[]>`
    select
      point_commune.commune_id, cycle.point_id, closed.category, cycle.eliminated_on,
      following.opened_on as returned_on,
      (
        select count(*)::integer
        from point
        join cycle listed on listed.point_id = point.id and listed.number = 1
        join point_commune own
          on own.point_id = point.id and own.lead and own.commune_id = point_commune.commune_id
        where point.geom && st_expand(closed.geom, ${Math.max(radius.business, radius.public_area)} / 90000.0)
          and point.id <> closed.id and point.merged_into is null
          and listed.opened_on <= cycle.eliminated_on
          and st_distance(point.geom::geography, closed.geom::geography) <= ${reachOf(sql, radius)}
      ) as neighbours
    from cycle
    join point closed on closed.id = cycle.point_id and closed.merged_into is null
    join point_commune on point_commune.point_id = cycle.point_id and point_commune.lead
    left join cycle following
      on following.point_id = cycle.point_id and following.number = cycle.number + 1
    where cycle.eliminated_on between ${from} and ${to}
    order by cycle.eliminated_on, cycle.point_id`;
}

/**
 * First listings in a period by the commune that leads today, ascending, each with the places within the radius of its
 * kind (metres) that were closed on that day, the latest closure first. Degrees only choose what is measured: one is at
 * least 90 km everywhere in the city.
 */
export async function listListings(
  sql: TransactionSql,
  { from, to }: Period,
  radius: Radius,
): Promise<ListingRow[]> {
  return sql<ListingRow[]>`
    select
      point_commune.commune_id, point.id as point_id, point.category, cycle.opened_on as listed_on,
      coalesce(
        (
          select jsonb_agg(
            jsonb_build_object(
              'pointId', closed.id, 'category', closed.category,
              'eliminatedOn', closed.eliminated_on
            )
            order by closed.eliminated_on desc, closed.id
          )
          from (
            select near.id, near.category, ended.eliminated_on
            from point near
            join cycle ended on ended.point_id = near.id
            left join cycle following
              on following.point_id = near.id and following.number = ended.number + 1
            where near.geom && st_expand(point.geom, reach.metres / 90000.0)
              and near.id <> point.id and near.merged_into is null
              and ended.eliminated_on <= cycle.opened_on
              and (following.opened_on is null or following.opened_on > cycle.opened_on)
              and st_distance(near.geom::geography, point.geom::geography) <= reach.metres
          ) closed
        ),
        '[]'
      ) as near
    from cycle
    join point on point.id = cycle.point_id and point.merged_into is null
    join point_commune on point_commune.point_id = point.id and point_commune.lead
    cross join lateral (
      select ${reachOf(sql, radius)} as metres
    ) reach
    where cycle.number = 1 and cycle.opened_by = 'recognised'
      and cycle.opened_on between ${from} and ${to}
    order by cycle.opened_on, point.id`;
}

/** Numbers of places by the commune that leads today and the day of their first listing, up to a day. */
export async function countListed(sql: TransactionSql, to: IsoDate): Promise<ListedRow[]> {
  return sql<ListedRow[]>`
    select point_commune.commune_id, cycle.opened_on as listed_on, count(*)::integer as places
    from cycle
    join point on point.id = cycle.point_id and point.merged_into is null
    join point_commune on point_commune.point_id = point.id and point_commune.lead
    where cycle.number = 1 and cycle.opened_on <= ${to}
    group by point_commune.commune_id, cycle.opened_on`;
}

/**
 * Confirmations of hand-overs in a period by the commune that answered, ascending by the time of recording, each with
 * the fact whether a look at the place since its elimination was seen, and not only stated by the commune itself.
 */
export async function listConfirmations(
  sql: TransactionSql,
  { from, to }: Period,
): Promise<ConfirmationRow[]> {
  return sql<ConfirmationRow[]>`
    select
      handover.commune_id, handover.point_id, handover.answered_on as "on", event.recorded_at,
      exists (
        select from counted_look
        where counted_look.point_id = handover.point_id and counted_look.cycle = handover.cycle
          and counted_look.result <> 'could_not_check' and counted_look.seen
          and counted_look.counted_on between cycle.eliminated_on and handover.answered_on
      ) as looked
    from handover
    join point on point.id = handover.point_id and point.merged_into is null
    join cycle on cycle.point_id = handover.point_id and cycle.number = handover.cycle
    join event on event.point_id = handover.point_id and event.kind = 'handover_confirmed'
      and (event.detail ->> 'handoverId')::integer = handover.id
    where handover.answered_on between ${from} and ${to}
    order by event.recorded_at, event.id`;
}
