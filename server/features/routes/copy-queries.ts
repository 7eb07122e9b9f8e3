import type { LeftOutReason } from '#server/contract/route-copy.ts';
import type { TransactionSql } from '#server/db/client.ts';

/** Finds the stops of a route that no other route can take up, each with its reason. */
export async function listUnfitStops(
  sql: TransactionSql,
  routeId: number,
): Promise<{ stopId: number; reason: LeftOutReason }[]> {
  return sql<{ stopId: number; reason: LeftOutReason }[]>`
    select stop_id, reason
    from (
      select
        stop.id as stop_id,
        case
          when stop.point_id is null and stop.inspection_object_id is null then 'unplanned'
          when object.state <> 'open' then 'business_closed'
          when point.merged_into is not null then 'merged'
          when point.status in ('active', 'recurring') then 'active_again'
          when point.status not in ('eliminated', 'handed_over') then 'not_listed'
        end as reason
      from stop
      left join point on point.id = stop.point_id
      left join inspection_object object on object.id = stop.inspection_object_id
      where stop.route_id = ${routeId} and not stop.removed
    ) judged
    where reason is not null
    order by stop_id`;
}
