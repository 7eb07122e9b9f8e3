import {
  MOST_DAYS_AHEAD,
  type Recurrence,
  type RecurrenceDay,
  type RecurrenceReason,
  type WriteRecurrence,
} from '#server/contract/route-recurrence.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

import type { TriedDay } from './rules/recurrence-days.ts';

/** Days of each recurrence whose outcome is shown: all that may be to come, and some that have passed. */
const SHOWN_DAYS = MOST_DAYS_AHEAD + 20;

export type RecurrenceRow = Omit<Recurrence, 'next'> & {
  /** Account of the planner who keeps it. */
  keeper: string;
};

function columns(sql: TransactionSql) {
  return sql`
    recurrence.id, recurrence.title, recurrence.kind, recurrence.unannounced, recurrence.weekdays,
    recurrence.from_on, recurrence.to_on, recurrence.days_ahead, recurrence.shifts,
    recurrence.stops, recurrence.communes, recurrence.only_kind as only, recurrence.weights,
    recurrence.random_share, recurrence.version, recurrence.kept_by as keeper,
    recurrence.ended_at`;
}

/** Lists recurrences with what became of their latest days: those that go on first, the latest changed first. */
export async function listRecurrences(sql: TransactionSql): Promise<RecurrenceRow[]> {
  return sql<RecurrenceRow[]>`
    select
      ${columns(sql)}, coalesce(app_user.name, '') as kept_by,
      array(
        select coalesce(team.name, '')
        from jsonb_array_elements(recurrence.shifts) with ordinality as listed (given, number)
        left join team on team.id = (given ->> 'teamId')::int
        order by listed.number
      ) as teams,
      coalesce(
        (
          select jsonb_agg(
            jsonb_build_object(
              'onDate', latest.on_date, 'outcome', latest.outcome, 'reason', latest.reason,
              'missingStops', latest.missing_stops, 'missingTeams', latest.missing_teams,
              'missingCommunes', latest.missing_communes, 'routeId', latest.route_id
            )
            order by latest.on_date desc
          )
          from (
            select
              on_date, outcome, reason, missing_stops, missing_teams, missing_communes, route_id
            from route_recurrence_day
            where recurrence_id = recurrence.id
            order by on_date desc
            limit ${SHOWN_DAYS}
          ) latest
        ),
        '[]'::jsonb
      ) as days
    from route_recurrence recurrence
    left join app_user on app_user.id = recurrence.kept_by
    order by recurrence.ended_at is not null, recurrence.changed_at desc, recurrence.id desc
    limit 200`;
}

export type KeptRecurrence = Omit<RecurrenceRow, 'teams' | 'keptBy' | 'days'>;

/** Finds a recurrence that nobody else changes or drafts by until the transaction ends. */
export async function lockRecurrence(
  sql: TransactionSql,
  id: number,
): Promise<KeptRecurrence | null> {
  const [row] = await sql<KeptRecurrence[]>`
    select ${columns(sql)} from route_recurrence recurrence where id = ${id} for update`;
  return row ?? null;
}

/** Lists the recurrences that go on, with the days from today on that were tried. */
export async function listOpenRecurrences(
  sql: TransactionSql,
  today: IsoDate,
): Promise<(KeptRecurrence & { tried: TriedDay[] })[]> {
  const rows = await sql<KeptRecurrence[]>`
    select ${columns(sql)}
    from route_recurrence recurrence
    where recurrence.ended_at is null and (recurrence.to_on is null or recurrence.to_on >= ${today})
    order by recurrence.id`;
  const days = await sql<(TriedDay & { recurrenceId: number })[]>`
    select recurrence_id, on_date, outcome, reason, version
    from route_recurrence_day
    where on_date >= ${today}`;
  return rows.map((row) => ({
    ...row,
    tried: days.filter(({ recurrenceId }) => recurrenceId === row.id),
  }));
}

type Written = Omit<WriteRecurrence, 'version'> & { by: string; at: IsoInstant };

export async function insertRecurrence(sql: TransactionSql, given: Written): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into route_recurrence (
      title, kind, unannounced, weekdays, from_on, to_on, days_ahead, shifts, stops, communes,
      only_kind, weights, random_share, kept_by, changed_at
    ) values (
      ${given.title}, ${given.kind}, ${given.unannounced}, ${given.weekdays}::int[],
      ${given.fromOn}, ${given.toOn}::date, ${given.daysAhead},
      ${JSON.stringify(given.shifts)}::text::jsonb, ${given.stops}, ${given.communes}::text[],
      ${given.only}::text, ${jsonOrNull(given.weights)}::text::jsonb, ${given.randomShare}::real,
      ${given.by}, ${given.at}
    )
    returning id`;
  if (row === undefined) throw new Error('the new recurrence has no number');
  return row.id;
}

/** Changes a recurrence that goes on, if it still has that version; whoever changes it keeps it from then on. */
export async function updateRecurrence(
  sql: TransactionSql,
  id: number,
  given: Written & { version: number },
): Promise<boolean> {
  const rows = await sql`
    update route_recurrence
    set
      title = ${given.title}, kind = ${given.kind}, unannounced = ${given.unannounced},
      weekdays = ${given.weekdays}::int[], from_on = ${given.fromOn}, to_on = ${given.toOn}::date,
      days_ahead = ${given.daysAhead}, shifts = ${JSON.stringify(given.shifts)}::text::jsonb,
      stops = ${given.stops}, communes = ${given.communes}::text[],
      only_kind = ${given.only}::text, weights = ${jsonOrNull(given.weights)}::text::jsonb,
      random_share = ${given.randomShare}::real, kept_by = ${given.by}, changed_at = ${given.at},
      version = version + 1
    where id = ${id} and version = ${given.version} and ended_at is null
    returning id`;
  return rows.length === 1;
}

function jsonOrNull(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}

export async function endRecurrence(
  sql: TransactionSql,
  id: number,
  { by, at }: { by: string; at: IsoInstant },
): Promise<void> {
  await sql`
    update route_recurrence
    set ended_by = ${by}, ended_at = ${at}, version = version + 1
    where id = ${id}`;
}

/** Teams of these that are at work. */
export async function countTeamsAtWork(
  sql: TransactionSql,
  teamIds: readonly number[],
): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count
    from team
    where id = any (${[...teamIds]}::int[]) and retired_at is null`;
  return row?.count ?? 0;
}

/** True where the day has its draft. */
export async function isDayMade(
  sql: TransactionSql,
  recurrenceId: number,
  on: IsoDate,
): Promise<boolean> {
  const rows = await sql`
    select from route_recurrence_day
    where recurrence_id = ${recurrenceId} and on_date = ${on} and outcome = 'made'`;
  return rows.length === 1;
}

/** Keeps what became of a day; a day that has its draft stays as it is. */
export async function keepDay(
  sql: TransactionSql,
  day: Partial<Omit<RecurrenceDay, 'onDate' | 'outcome' | 'reason'>> & {
    recurrenceId: number;
    onDate: IsoDate;
    outcome: Exclude<RecurrenceDay['outcome'], 'waiting'>;
    reason?: RecurrenceReason;
    version: number;
    triedAt: IsoInstant;
  },
): Promise<void> {
  await sql`
    insert into route_recurrence_day (
      recurrence_id, on_date, outcome, reason, missing_stops, missing_teams, missing_communes,
      route_id, version, tried_at
    ) values (
      ${day.recurrenceId}, ${day.onDate}, ${day.outcome}, ${day.reason ?? null}::text,
      ${day.missingStops ?? 0}, ${day.missingTeams ?? 0}, ${day.missingCommunes ?? 0},
      ${day.routeId ?? null}::int, ${day.version}, ${day.triedAt}
    )
    on conflict on constraint route_recurrence_day_pkey do update
    set
      outcome = excluded.outcome, reason = excluded.reason,
      missing_stops = excluded.missing_stops, missing_teams = excluded.missing_teams,
      missing_communes = excluded.missing_communes, route_id = excluded.route_id,
      version = excluded.version, tried_at = excluded.tried_at
    where route_recurrence_day.outcome <> 'made'`;
}

/** Counts the communes of these codes that there are on a day. */
export async function countCommunes(
  sql: TransactionSql,
  codes: readonly string[],
  on: IsoDate,
): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(distinct code)::int as count
    from commune
    where code = any (${[...codes]}::text[])
      and valid_from <= ${on} and (valid_to is null or valid_to > ${on})`;
  return row?.count ?? 0;
}

/** Lists the public days off. */
export async function listHolidays(sql: TransactionSql): Promise<IsoDate[]> {
  const rows = await sql<{ day: IsoDate }[]>`
    select day from day_off where kind = 'holiday' order by day`;
  return rows.map(({ day }) => day);
}

/** True where the account may still come in and is a planner on that day. */
export async function isPlanner(
  sql: TransactionSql,
  accountId: string,
  on: IsoDate,
): Promise<boolean> {
  const rows = await sql`
    select from app_user
    where app_user.id = ${accountId} and app_user.disabled_at is null and exists (
      select from role_assignment
      where role_assignment.account_id = app_user.id and role_assignment.role = 'planner'
        and role_assignment.valid_from <= ${on}
        and (role_assignment.valid_to is null or role_assignment.valid_to > ${on})
    )`;
  return rows.length === 1;
}
