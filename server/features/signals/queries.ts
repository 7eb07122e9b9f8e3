import type { LonLat } from '#server/contract/geo.ts';
import type { SignalGrade, SignalState } from '#server/contract/signal.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

/** A person looked at a closed place and saw signs: that place is meant, whatever the measures say. */
export async function insertFoundSignal(
  sql: TransactionSql,
  signal: {
    pointId: number;
    cycle: number;
    occurredOn: IsoDate;
    closedOn: IsoDate | null;
    recordedAt: IsoInstant;
    position: LonLat | null;
    accuracyMetres: number | null;
    note: string | null;
    raisedBy: string;
  },
): Promise<number> {
  const [longitude, latitude] = signal.position ?? [null, null];
  const [row] = await sql<{ id: number }[]>`
    insert into signal (
      point_id, cycle, origin, state, occurred_on, recorded_at, position, location_error_metres, note,
      raised_by, named_point_id, category, matched_at, grade, closed_on, distance_metres
    )
    select
      point.id, ${signal.cycle}, 'found', 'suspected', ${signal.occurredOn}, ${signal.recordedAt},
      place.position, ${signal.accuracyMetres}, ${signal.note}, ${signal.raisedBy}, point.id,
      point.category, ${signal.recordedAt}, 'exact', ${signal.closedOn},
      st_distance(place.position::geography, point.geom::geography)
    from point
    cross join lateral (
      select st_setsrid(st_makepoint(${longitude}::float8, ${latitude}::float8), 4326) as position
    ) place
    where point.id = ${signal.pointId}
    returning id`;
  if (row === undefined) throw new Error('an inserted signal returned no id');
  return row.id;
}

export type SignalSubject = {
  id: number;
  pointId: number | null;
  state: SignalState;
  occurredOn: IsoDate;
  position: LonLat | null;
  locationErrorMetres: number | null;
  raisedBy: string;
  /** Accounts of the persons who went along on the visit on which it was raised. */
  visitors: string[];
  /** Accounts that raised any suspicion at the same place, this one or another. */
  raisersThere: string[];
  /** The place has come back since the closure that it speaks of. */
  earlierCycle: boolean;
  decidedBy: string | null;
  decidedByName: string | null;
  decidedOn: IsoDate | null;
  decidedAt: IsoInstant | null;
  version: number;
};

export async function findSignal(
  sql: TransactionSql,
  signalId: number,
): Promise<SignalSubject | null> {
  const [row] = await sql<SignalSubject[]>`
    select
      signal.id, signal.point_id, signal.state, signal.occurred_on,
      case
        when signal.position is not null
        then array[st_x(signal.position), st_y(signal.position)]
      end as position,
      signal.location_error_metres, signal.raised_by, signal.decided_by,
      array(select signal_visitors(signal.id)) as visitors,
      array(
        select other.raised_by from signal other
        where other.point_id = signal.point_id and other.state = 'suspected'
      ) as raisers_there,
      coalesce(signal.cycle < point.cycle, false) as earlier_cycle,
      decider.name as decided_by_name, signal.decided_on, signal.decided_at, signal.version
    from signal
    left join app_user decider on decider.id = signal.decided_by
    left join point on point.id = signal.point_id
    where signal.id = ${signalId}`;
  return row ?? null;
}

/** Decides one suspicion; false when somebody decided it meanwhile. */
export async function decideSignal(
  sql: TransactionSql,
  decision: {
    signalId: number;
    version: number;
    state: 'confirmed' | 'rejected';
    decidedBy: string;
    decidedOn: IsoDate;
    decidedAt: IsoInstant;
    reason: string;
  },
): Promise<boolean> {
  const rows = await sql`
    update signal
    set
      state = ${decision.state}, decided_by = ${decision.decidedBy},
      decided_on = ${decision.decidedOn}, decided_at = ${decision.decidedAt},
      decision_reason = ${decision.reason}, version = version + 1
    where id = ${decision.signalId} and state = 'suspected' and version = ${decision.version}
    returning id`;
  return rows.length === 1;
}

/** Names the point that was proposed because the signal spoke of another place. */
export async function linkNewPoint(
  sql: TransactionSql,
  signalId: number,
  newPointId: number,
): Promise<void> {
  await sql`update signal set new_point_id = ${newPointId} where id = ${signalId}`;
}

/** Lists the open suspicions at points without a signal recorded after `renewedUntil` and without an unanswered objection. */
export async function listLapsing(
  sql: TransactionSql,
  renewedUntil: IsoDate,
): Promise<{ id: number; pointId: number; grade: SignalGrade }[]> {
  return sql<{ id: number; pointId: number; grade: SignalGrade }[]>`
    select signal.id, signal.point_id, signal.grade
    from signal
    where signal.state = 'suspected'
      and not exists (
        select from signal renewal
        where renewal.point_id = signal.point_id and renewal.state = 'suspected'
          and city_date(renewal.recorded_at) > ${renewedUntil}
      )
      and not exists (
        select from signal_appeal
        where signal_appeal.signal_id = signal.id and signal_appeal.answer is null
      )
    order by signal.point_id, signal.id`;
}

/** Lapses one suspicion; false when somebody decided on it meanwhile. */
export async function lapseSignal(
  sql: TransactionSql,
  signalId: number,
  on: IsoDate,
): Promise<boolean> {
  const rows = await sql`
    update signal set state = 'lapsed', decided_on = ${on}, version = version + 1
    where id = ${signalId} and state = 'suspected'
    returning id`;
  return rows.length === 1;
}
