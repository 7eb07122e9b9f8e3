import { arrayText } from '#server/db/array-text.ts';
import type { TransactionSql } from '#server/db/client.ts';

import type { CityRows } from './rows.ts';

/** Locks the register against new points until the transaction ends. @returns true in `empty` when it has none */
export async function lockRegister(sql: TransactionSql): Promise<{ empty: boolean }> {
  await sql`lock table point, event in share row exclusive mode`;
  const [row] = await sql<{ empty: boolean }[]>`
    select not exists (select from point) as empty`;
  return { empty: row?.empty ?? false };
}

/** Inserts the rows of some points; days count from 1970-01-01. The statements are sent together. */
export async function insertCityRows(sql: TransactionSql, rows: CityRows): Promise<void> {
  await Promise.all([
    insertPoints(sql, rows.points),
    insertCycles(sql, rows.cycles),
    insertEvents(sql, rows.events),
    insertChecks(sql, rows.checks),
    insertFlags(sql, rows.flags),
  ]);
}

async function insertCycles(sql: TransactionSql, cycles: CityRows['cycles']): Promise<void> {
  await sql`
    insert into cycle (point_id, number, opened_on, opened_by, eliminated_on, handed_over_on)
    select
      given.point_id, given.number, date '1970-01-01' + given.opened_day, given.opened_by,
      date '1970-01-01' + given.eliminated_day, date '1970-01-01' + given.handed_over_day
    from unnest(
      ${arrayText(cycles.pointId)}::text::integer[], ${arrayText(cycles.number)}::text::integer[],
      ${arrayText(cycles.openedDay)}::text::integer[], ${arrayText(cycles.openedBy)}::text::text[],
      ${arrayText(cycles.eliminatedDay)}::text::integer[], ${arrayText(cycles.handedOverDay)}::text::integer[]
    ) as given (point_id, number, opened_day, opened_by, eliminated_day, handed_over_day)`;
}

async function insertChecks(sql: TransactionSql, checks: CityRows['checks']): Promise<void> {
  await sql`
    insert into check_record (event_id, point_id, cycle, checked_on, result, reason)
    select
      given.event_id, given.point_id, given.cycle, date '1970-01-01' + given.day, given.result,
      given.reason
    from unnest(
      ${arrayText(checks.eventId)}::text::integer[], ${arrayText(checks.pointId)}::text::integer[],
      ${arrayText(checks.cycle)}::text::integer[], ${arrayText(checks.day)}::text::integer[],
      ${arrayText(checks.result)}::text::text[], ${arrayText(checks.reason)}::text::text[]
    ) as given (event_id, point_id, cycle, day, result, reason)`;
}

async function insertFlags(sql: TransactionSql, flags: CityRows['flags']): Promise<void> {
  await sql`
    insert into point_flag (point_id, flag, from_on, to_on, due_on, recorded_at)
    select
      given.point_id, given.flag, given.from_on::date, given.to_on::date,
      given.due_on::date,
      to_timestamp(given.recorded_second)
    from unnest(
      ${arrayText(flags.pointId)}::text::integer[], ${arrayText(flags.flag)}::text::text[], ${arrayText(flags.fromOn)}::text::text[],
      ${arrayText(flags.toOn)}::text::text[], ${arrayText(flags.dueOn)}::text::text[],
      ${arrayText(flags.recordedSecond)}::text::integer[]
    ) as given (point_id, flag, from_on, to_on, due_on, recorded_second)`;
}

async function insertPoints(sql: TransactionSql, points: CityRows['points']): Promise<void> {
  await sql`
    insert into point (
      id, code, official_name, kind, category, geom, anchor, status, status_since, cycle,
      commune_uncertain, created_at
    )
    overriding system value
    select
      given.id, 'DP-' || lpad(given.id::text, greatest(5, length(given.id::text)), '0'), given.name,
      given.kind, given.category, place.geom,
      case when starts_with(given.geometry, 'POINT') then place.geom else point_anchor(place.geom, null, null) end,
      given.status,
      date '1970-01-01' + given.since_day, given.cycle,
      -- What holds for nearly all of them, before it is derived.
      coalesce((select kind = 'approximate' from boundary_set where active), true),
      to_timestamp(given.created_second)
    from unnest(
      ${arrayText(points.id)}::text::integer[], ${arrayText(points.name)}::text::text[], ${arrayText(points.kind)}::text::text[],
      ${arrayText(points.category)}::text::text[], ${arrayText(points.geometry)}::text::text[], ${arrayText(points.status)}::text::text[],
      ${arrayText(points.sinceDay)}::text::integer[], ${arrayText(points.cycle)}::text::integer[], ${arrayText(points.createdSecond)}::text::integer[]
    ) as given (id, name, kind, category, geometry, status, since_day, cycle, created_second)
    cross join lateral (select st_geomfromtext(given.geometry, 4326) as geom offset 0) place`;
}

async function insertEvents(sql: TransactionSql, events: CityRows['events']): Promise<void> {
  await sql`
    insert into event (
      id, point_id, seq, cycle, kind, effective_on, recorded_at, actor_role, status_after, detail
    )
    overriding system value
    select
      given.id, given.point_id, given.seq, given.cycle, given.kind, date '1970-01-01' + given.day,
      to_timestamp(given.recorded_second), 'system', given.status,
      coalesce(given.detail::jsonb, '{}')
    from unnest(
      ${arrayText(events.id)}::text::integer[], ${arrayText(events.pointId)}::text::integer[], ${arrayText(events.seq)}::text::integer[],
      ${arrayText(events.cycle)}::text::integer[], ${arrayText(events.kind)}::text::text[], ${arrayText(events.day)}::text::integer[],
      ${arrayText(events.recordedSecond)}::text::integer[], ${arrayText(events.status)}::text::text[], ${arrayText(events.detail)}::text::text[]
    ) as given (id, point_id, seq, cycle, kind, day, recorded_second, status, detail)`;
}

/** The hand-overs of cycles that ended with one, as papers tell of them: to every commune touched. */
export async function insertHandovers(sql: TransactionSql): Promise<void> {
  await sql`
    insert into handover (point_id, cycle, attempt, commune_id, state, proposed_on)
    select
      cycle.point_id, cycle.number, 1, point_commune.commune_id, 'recorded', cycle.handed_over_on
    from cycle
    join point_commune on point_commune.point_id = cycle.point_id
    where cycle.handed_over_on is not null
    order by cycle.point_id, cycle.number, point_commune.commune_id`;
}

/** Lets new points and events count on from the generated ones. */
export async function moveSequences(sql: TransactionSql): Promise<void> {
  await sql`
    select
      setval(pg_get_serial_sequence('point', 'id'), (select max(id) from point)),
      setval('point_code_sequence', (select max(id) from point)),
      setval(pg_get_serial_sequence('event', 'id'), (select max(id) from event))`;
}

/** Tells the planner how much there is now, which it would otherwise learn minutes later. */
export async function analyseRegister(sql: TransactionSql): Promise<void> {
  await sql`analyze point, point_commune, cycle, event, handover, check_record, point_flag`;
}

/**
 * Chooses how statements are planned until the transaction ends. The tables grow from nothing: a plan kept from the
 * beginning reads them whole. Inserts alone read none, and a plan for each would read their rows twice.
 */
export async function planFor(sql: TransactionSql, stage: 'inserts' | 'all rows'): Promise<void> {
  const mode = stage === 'inserts' ? 'force_generic_plan' : 'force_custom_plan';
  await sql`select set_config('plan_cache_mode', ${mode}, true)`;
}

/** Gives the transaction memory to sort millions of rows, which a server has. */
export async function giveRoomToSort(sql: TransactionSql): Promise<void> {
  await sql`
    select set_config('work_mem', '64MB', true), set_config('maintenance_work_mem', '256MB', true)`;
}
