import type { PointKind } from '#server/contract/point.ts';
import type { MatchingParameters } from '#server/contract/signal-parameters.ts';
import type { SignalGrade, SignalState } from '#server/contract/signal.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

import { compatibleCategories } from './match-rules.ts';
import { distancesFromAsked } from './neighbour-queries.ts';

/** The closed place that a signal was matched to, with the distances that decided it, in metres. */
export type FoundPlace = {
  pointId: number;
  cycle: number;
  kind: PointKind;
  closedOn: IsoDate;
  distanceMetres: number;
  radiusMetres: number;
  uncertaintyMetres: number;
};

/**
 * Finds for each signal with a position the one place it speaks of, in the closure that stood on its day, whatever
 * became of the place since (docs: product definitions, recurrence matching): d ≤ max(r, 2.448·√(σ_i² + σ_j²)) or,
 * when none is so near, within the ring; category compatible; g < event day − closure day ≤ W. Ties: the place that was
 * named, the nearest, the latest closure. Errors are kept as radii of 95 %, R = 2.448·σ with 2.448 = √(−2 ln 0.05), so
 * that the second limit is √(R_i² + R_j²). One statement, whose boxes find places by `point_closed_reach_index`: a narrow
 * one first, for where places lie dense nearly every signal ends there, and the ring has nine times the area.
 */
export async function findPlacesOfSignals(
  sql: TransactionSql,
  signalIds: readonly number[],
  { radius, window, compatibility }: MatchingParameters,
): Promise<Map<number, FoundPlace>> {
  const widest = Math.max(radius.business, radius.public_area);
  const compatible = JSON.stringify(compatibleCategories(compatibility));
  const rows = await sql<(FoundPlace & { signalId: number })[]>`
    with asked as materialized (
      select
        signal.id, signal.position, signal.position::geography as spot, signal.occurred_on,
        signal.category, signal.named_point_id,
        coalesce(signal.location_error_metres, ${radius.unknownErrorMetres}::float8)::float8 as error,
        array(
          select jsonb_array_elements_text(${compatible}::text::jsonb -> signal.category)
        ) as fitting
      from signal
      where signal.id = any (${[...signalIds]}::integer[]) and signal.position is not null
    )
    select
      asked.id as signal_id, found.point_id, found.cycle, found.kind, found.closed_on,
      found.distance_metres, found.radius_metres, found.uncertainty_metres
    from asked
    cross join lateral (
      -- Whichever is asked first is right: the wide box holds the narrow one, what is within comes first.
      select best.*
      from (values (1::float8), (${radius.vicinityFactor}::float8)) as reach (times)
      cross join lateral (
        select
          point.id as point_id, cycle.number as cycle, point.kind,
          cycle.eliminated_on as closed_on,
          away.metres as distance_metres, allowed.radius as radius_metres,
          allowed.uncertainty as uncertainty_metres
        from point
        join cycle on cycle.point_id = point.id
        left join cycle following
          on following.point_id = point.id and following.number = cycle.number + 1
        ${distancesFromAsked(sql, { radius })}
        where (point.status in ('eliminated', 'handed_over', 'delisted') or point.cycle > 1)
          and point.merged_into is null
          and box_around(point.geom, coalesce(point.location_error_metres, 0)) && box_around(
            asked.position,
            greatest(${widest}::float8 * reach.times, asked.error)
              + ${radius.unknownErrorMetres}::float8
          )
          and cycle.eliminated_on < asked.occurred_on - ${window.graceDays}::integer
          and cycle.eliminated_on >= asked.occurred_on - ${window.windowDays}::integer
          and (following.opened_on is null or following.opened_on > asked.occurred_on)
          and (asked.category is null or point.category = any (asked.fitting))
          and away.metres <= greatest(allowed.radius * reach.times, allowed.uncertainty)
        order by
          away.metres <= greatest(allowed.radius, allowed.uncertainty) desc,
          (point.id = asked.named_point_id) is true desc, away.metres, cycle.eliminated_on desc,
          point.id
        limit 1
      ) best
      limit 1
    ) found`;
  return new Map(rows.map(({ signalId, ...place }) => [signalId, place]));
}

/** Inserts a signal for each tip with a position that has none, or updates one whose category was settled since. @returns their ids */
export async function raiseSignalsOfTips(
  sql: TransactionSql,
  given: { tipId: number | null; limit: number },
): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`
    insert into signal (
      origin, state, tip_id, occurred_on, event_day_known, recorded_at, position,
      location_error_metres, category, raised_by
    )
    select
      'reported', 'unmatched', tip.id, coalesce(tip.occurred_on, tip.received_on),
      tip.occurred_on is not null, tip.recorded_at, tip.position, tip.location_error_metres,
      tip.category, tip.received_by
    from tip
    left join signal known on known.tip_id = tip.id
    where (${given.tipId}::integer is null or tip.id = ${given.tipId})
      and tip.position is not null
      and (
        known.id is null
        or (
          known.state in ('unmatched', 'vicinity') and known.category is distinct from tip.category
        )
      )
    order by tip.id
    limit ${given.limit}
    on conflict on constraint signal_tip_is_one_signal do update
    set category = excluded.category, matched_at = null
    where signal.state in ('unmatched', 'vicinity')
    returning id`;
  return rows.map((row) => row.id);
}

/** Signals that wait to be matched, oldest first. */
export async function listWaitingSignals(sql: TransactionSql, limit: number): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`
    select id
    from signal
    where matched_at is null and state in ('unmatched', 'vicinity') and named_point_id is null
    order by id
    limit ${limit}`;
  return rows.map((row) => row.id);
}

/** Marks the signals without a suspicion around the given points to be matched again. */
export async function requeueUndecidedAround(
  sql: TransactionSql,
  pointIds: readonly number[],
  widestMetres: number,
): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`
    update signal
    set matched_at = null
    where id in (
      select around.id
      from point
      join signal around
        on box_around(around.position, coalesce(around.location_error_metres, 0)) && box_around(
          point.geom, coalesce(point.location_error_metres, 0) + ${widestMetres}::float8
        )
      where point.id = any (${[...pointIds]}::integer[])
        and around.state in ('unmatched', 'vicinity')
    )
    returning id`;
  return rows.map((row) => row.id);
}

/**
 * Marks the undecided signals of the days `after < day <= until` around a point to be matched again, in the name of a person
 * of the city. @returns their ids
 */
export async function requeueSignalsOfClosure(
  sql: TransactionSql,
  { pointId, metres, after, until }: Closure,
): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`
    select id
    from requeue_signals_of_closure(
      ${pointId}, ${metres}, ${after}, ${until}
    ) as id`;
  return rows.map((row) => row.id);
}

type Closure = { pointId: number; metres: number; after: IsoDate; until: IsoDate };

/** The result of the matching that is recorded for a signal. */
export type StandingMatch = {
  id: number;
  state: SignalState;
  grade: SignalGrade | null;
  pointId: number | null;
  nearPointId: number | null;
};

/** Lists the next undecided signals whose place nobody named, by id. */
export async function listUndecided(
  sql: TransactionSql,
  from: { afterId: number; limit: number },
): Promise<StandingMatch[]> {
  return sql<StandingMatch[]>`
    select id, state, grade, point_id, near_point_id
    from signal
    where id > ${from.afterId} and state in ('unmatched', 'vicinity', 'suspected')
      and named_point_id is null
      and (
        state <> 'suspected' or exists (
          select from point
          where point.id = signal.point_id
            and point.status in ('eliminated', 'handed_over', 'delisted')
        )
      )
    order by id
    limit ${from.limit}`;
}

type UndecidedSignal = {
  id: number;
  state: Extract<SignalState, 'unmatched' | 'vicinity' | 'suspected'>;
  pointId: number | null;
  origin: 'reported' | 'found';
  occurredOn: IsoDate;
  named: boolean;
};

/**
 * Locks an undecided signal; null when it has been decided. A suspicion at a place that has recurred meanwhile is
 * left to a person, and also gives null.
 */
export async function lockUndecided(
  sql: TransactionSql,
  signalId: number,
): Promise<UndecidedSignal | null> {
  const [row] = await sql<UndecidedSignal[]>`
    select
      id, state, point_id, origin, occurred_on, named_point_id is not null as named
    from signal
    where id = ${signalId} and state in ('unmatched', 'vicinity', 'suspected')
      and (
        state <> 'suspected' or exists (
          select from point
          where point.id = signal.point_id
            and point.status in ('eliminated', 'handed_over', 'delisted')
        )
      )
    for update`;
  return row ?? null;
}

/** Records the result of the matching of a signal. */
export async function writeMatch(
  sql: TransactionSql,
  signalId: number,
  match: (FoundPlace & { grade: SignalGrade }) | null,
  at: IsoInstant,
): Promise<void> {
  const vicinity = match?.grade === 'vicinity';
  const state = match === null ? 'unmatched' : vicinity ? 'vicinity' : 'suspected';
  await sql`
    update signal
    set
      state = ${state}, point_id = ${vicinity ? null : (match?.pointId ?? null)},
      cycle = ${vicinity ? null : (match?.cycle ?? null)},
      near_point_id = ${vicinity ? match.pointId : null}, grade = ${match?.grade ?? null},
      distance_metres = ${match?.distanceMetres ?? null},
      radius_metres = ${match?.radiusMetres ?? null},
      uncertainty_metres = ${match?.uncertaintyMetres ?? null},
      closed_on = ${match?.closedOn ?? null}, matched_at = ${at}, version = version + 1
    where id = ${signalId}`;
}

/**
 * Inserts a signal for each result of signs at a stop without a listed point (a business, or an unplanned stop), to
 * be matched to closed places nearby. @returns the new ids
 */
export async function raiseSignalsOfFinds(
  sql: TransactionSql,
  given: { resultId: string | null; limit: number },
): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`
    insert into signal (
      origin, state, stop_result_id, occurred_on, recorded_at, position, category, note, raised_by
    )
    select
      'found', 'unmatched', stop_result.id, city_date(stop_result.finished_at),
      stop_result.recorded_at, stop.place, object.category, stop_result.note,
      stop_result.recorded_by
    from stop_result
    join stop on stop.id = stop_result.stop_id
    left join inspection_object object on object.id = stop.inspection_object_id
    where stop_result.result = 'signs' and stop.point_id is null
      and (${given.resultId}::uuid is null or stop_result.id = ${given.resultId}::uuid)
      and not exists (select from signal where signal.stop_result_id = stop_result.id)
      -- Not before the unannounced route of the find is done.
      and not exists (select from held_result where held_result.result_id = stop_result.id)
    order by stop_result.recorded_at, stop_result.id
    limit ${given.limit}
    on conflict on constraint signal_stop_result_is_one_signal do nothing
    returning id`;
  return rows.map(({ id }) => id);
}
