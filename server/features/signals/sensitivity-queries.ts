import type { Sensitivity } from '#server/contract/signal.ts';
import type { MatchingParameters } from '#server/contract/signal-parameters.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

import { compatibleCategories } from './match-rules.ts';

/** Places and event days that are counted; null: all within reach. */
export type SensitivityScope = {
  pointId: number | null;
  communeCode: string | null;
  from: IsoDate | null;
  to: IsoDate | null;
  /** Only recurrences of points that are recurring still. */
  standing: boolean;
  today: IsoDate;
};

type Cell = Sensitivity['cells'][number];

/** Factors of radius and window: 1, and half and double of one at a time. */
const FACTORS = JSON.stringify([
  { radius: 0.5, window: 1 },
  { radius: 1, window: 1 },
  { radius: 2, window: 1 },
  { radius: 1, window: 0.5 },
  { radius: 1, window: 2 },
]);

/** Only what is asked for becomes a condition: one that might be null would hide the index from the planner. */
function inScope(sql: TransactionSql, { pointId, communeCode, today }: SensitivityScope) {
  const ofPoint = pointId === null ? sql`` : sql`and point.id = ${pointId}`;
  if (communeCode === null) return ofPoint;
  return sql`
    ${ofPoint}
    and point.id in (
      select point_commune.point_id
      from point_commune
      join commune on commune.id = point_commune.commune_id
      where point_commune.lead and commune.code = ${communeCode}
        and commune.valid_from <= ${today}
        and (commune.valid_to is null or commune.valid_to > ${today})
    )`;
}

function onDays(sql: TransactionSql, { from, to }: SensitivityScope, day: ReturnType<typeof sql>) {
  return sql`
    ${from === null ? sql`` : sql`and ${day} >= ${from}`}
    ${to === null ? sql`` : sql`and ${day} <= ${to}`}`;
}

/**
 * Counts the confirmed recurrences by each set of parameters, and those on record. A recurrence that was recorded
 * without a signal happened at the place itself.
 */
export async function countConfirmed(
  sql: TransactionSql,
  scope: SensitivityScope,
  { radius, window }: MatchingParameters,
): Promise<(Omit<Cell, 'unverified'> & { recorded: number })[]> {
  return sql<(Omit<Cell, 'unverified'> & { recorded: number })[]>`
    with recurrence as (
      select
        coalesce(signal.distance_metres, 0) as metres, coalesce(signal.uncertainty_metres, 0) as unsure,
        case point.kind
          when 'business' then ${radius.business}::float8 else ${radius.public_area}::float8
        end as radius,
        coalesce(signal.occurred_on, cycle.opened_on) - closed.eliminated_on as days
      from cycle
      join point on point.id = cycle.point_id and point.merged_into is null
      join cycle closed on closed.point_id = cycle.point_id and closed.number = cycle.number - 1
      left join signal
        on signal.point_id = cycle.point_id and signal.cycle = closed.number
        and signal.state = 'confirmed'
      where cycle.opened_by = 'recurrence_confirmed' ${inScope(sql, scope)}
        ${onDays(sql, scope, sql`cycle.opened_on`)}
        ${scope.standing ? sql`and point.status = 'recurring' and point.cycle = cycle.number` : sql``}
    ),
    -- Most were seen at the place itself: far fewer kinds of rows than rows.
    alike as materialized (
      select metres, unsure, radius, days, count(*) as times
      from recurrence
      group by metres, unsure, radius, days
    )
    select
      factor.radius as radius_factor, factor."window" as window_factor,
      coalesce(
        sum(alike.times) filter (
          where alike.metres <= greatest(alike.radius * factor.radius, alike.unsure)
            and alike.days <= ${window.windowDays}::float8 * factor."window"
        ), 0
      )::integer as confirmed,
      coalesce(sum(alike.times) filter (where alike.days is not null), 0)::integer as recorded
    from jsonb_to_recordset(${FACTORS}::text::jsonb) as factor (radius float8, "window" float8)
    left join alike on true
    group by factor.radius, factor."window"`;
}

/** Counts the undecided signals that would be suspicions by each set of parameters. */
export async function countUnverified(
  sql: TransactionSql,
  scope: SensitivityScope,
  parameters: MatchingParameters,
): Promise<Omit<Cell, 'confirmed'>[]> {
  return sql<Omit<Cell, 'confirmed'>[]>`
    with asked as materialized (${askedSignals(sql, scope, parameters)}),
    pair as materialized (
      ${matchedPairs(sql, scope, parameters)}
      union all
      -- Somebody stood there: neither distance nor grace is in question.
      select
        signal.id, 0, 0, ${parameters.radius.business}::float8,
        signal.occurred_on - signal.closed_on
      from signal
      join point on point.id = signal.point_id
      where signal.state = 'suspected' and signal.named_point_id is not null
        ${inScope(sql, scope)} ${onDays(sql, scope, sql`signal.occurred_on`)}
    )
    select
      factor.radius as radius_factor, factor."window" as window_factor,
      count(distinct pair.id) filter (
        where pair.metres <= greatest(pair.radius * factor.radius, pair.unsure)
          and pair.days <= ${parameters.window.windowDays}::float8 * factor."window"
      )::integer as unverified
    from jsonb_to_recordset(${FACTORS}::text::jsonb) as factor (radius float8, "window" float8)
    left join pair on true
    group by factor.radius, factor."window"`;
}

/** Undecided signals at a position, each with the boxes in which a place may lie that fits it. */
function askedSignals(
  sql: TransactionSql,
  scope: SensitivityScope,
  { radius, compatibility }: MatchingParameters,
) {
  const unknown = radius.unknownErrorMetres;
  const widest = Math.max(radius.business, radius.public_area) * 2;
  const compatible = JSON.stringify(compatibleCategories(compatibility));
  return sql`
      select
        signal.id, signal.position::geography as spot, signal.occurred_on, signal.category,
        signal.point_id, coalesce(signal.location_error_metres, ${unknown}::float8) as error,
        array(
          select jsonb_array_elements_text(${compatible}::text::jsonb -> signal.category)
        ) as fitting,
        box_around(
          signal.position,
          greatest(${widest}::float8, coalesce(signal.location_error_metres, ${unknown}::float8))
            + ${unknown}::float8
        ) as box,
        box_around(
          signal.position,
          greatest(
            ${radius.business}::float8 * 2, coalesce(signal.location_error_metres, ${unknown}::float8)
          ) + ${unknown}::float8
        ) as business_box
      from signal
      where signal.state in ('unmatched', 'vicinity', 'suspected')
        and signal.named_point_id is null and signal.position is not null
        ${onDays(sql, scope, sql`signal.occurred_on`)}`;
}

/** Signals of `asked`, each beside the closed places that it may speak of, with distance in metres and days. */
function matchedPairs(
  sql: TransactionSql,
  scope: SensitivityScope,
  { radius, window }: MatchingParameters,
) {
  const unknown = radius.unknownErrorMetres;
  // Most places are businesses, and those have the smaller radius. One place needs no looking around.
  const candidates =
    scope.pointId === null
      ? sql`closed_points_near(asked.box, asked.business_box) as candidate (id)`
      : sql`(values (${scope.pointId}::integer)) as candidate (id)`;
  return sql`
      select
        asked.id, away.metres, measured.unsure, measured.radius,
        asked.occurred_on - near.eliminated_on as days
      from asked
      cross join lateral (
        select
          point.kind, point.geom, cycle.eliminated_on,
          coalesce(point.location_error_metres, ${unknown}::float8) as error
        from ${candidates}
        join point on point.id = candidate.id ${inScope(sql, scope)}
        join cycle on cycle.point_id = point.id
        left join cycle following
          on following.point_id = point.id and following.number = cycle.number + 1
        where (point.status in ('eliminated', 'handed_over', 'delisted') or point.cycle > 1)
          and point.merged_into is null
          and (following.opened_on is null or following.opened_on > asked.occurred_on)
          and cycle.eliminated_on < asked.occurred_on - ${window.graceDays}::integer
          and cycle.eliminated_on >= asked.occurred_on - 2 * ${window.windowDays}::integer
          and (asked.category is null or point.category = any (asked.fitting))
          -- One signal speaks of one place at most.
          and coalesce(asked.point_id, point.id) = point.id
        -- From signals to places, never the other way: there are far fewer of them.
        offset 0
      ) near
      cross join lateral (
        select
          case near.kind
            when 'business' then ${radius.business}::float8 else ${radius.public_area}::float8
          end as radius,
          sqrt(asked.error ^ 2 + near.error ^ 2) as unsure
      ) measured
      cross join lateral (
        select st_distance(near.geom::geography, asked.spot) as metres
      ) away`;
}

/** Signals in the ring of places: possible displacement. */
export async function countDisplaced(
  sql: TransactionSql,
  scope: SensitivityScope,
): Promise<number> {
  const [row] = await sql<{ displaced: number }[]>`
    select count(*)::integer as displaced
    from signal
    join point on point.id = signal.near_point_id
    where signal.state = 'vicinity' ${inScope(sql, scope)}
      ${onDays(sql, scope, sql`signal.occurred_on`)}`;
  return row?.displaced ?? 0;
}
