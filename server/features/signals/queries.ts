import type { LonLat } from '#server/contract/geo.ts';
import type { Signal } from '#server/contract/point.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

export async function insertSignal(
  sql: TransactionSql,
  signal: {
    pointId: number;
    cycle: number;
    origin: 'reported' | 'found';
    occurredOn: IsoDate;
    recordedAt: IsoInstant;
    position: LonLat | null;
    note: string | null;
    raisedBy: string;
  },
): Promise<number> {
  const [longitude, latitude] = signal.position ?? [null, null];
  const [row] = await sql<{ id: number }[]>`
    insert into signal (
      point_id, cycle, origin, state, occurred_on, recorded_at, position, note, raised_by
    ) values (
      ${signal.pointId}, ${signal.cycle}, ${signal.origin}, 'suspected', ${signal.occurredOn},
      ${signal.recordedAt}, st_setsrid(st_makepoint(${longitude}::float8, ${latitude}::float8), 4326),
      ${signal.note}, ${signal.raisedBy}
    )
    returning id`;
  if (row === undefined) throw new Error('an inserted signal returned no id');
  return row.id;
}

export type SignalSubject = {
  id: number;
  pointId: number;
  state: 'suspected' | 'confirmed' | 'rejected';
  occurredOn: IsoDate;
  raisedBy: string;
  version: number;
};

export async function findSignal(
  sql: TransactionSql,
  signalId: number,
): Promise<SignalSubject | null> {
  const [row] = await sql<SignalSubject[]>`
    select id, point_id, state, occurred_on, raised_by, version from signal where id = ${signalId}`;
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
    reason: string;
  },
): Promise<boolean> {
  const rows = await sql`
    update signal
    set
      state = ${decision.state}, decided_by = ${decision.decidedBy},
      decided_on = ${decision.decidedOn}, decision_reason = ${decision.reason},
      version = version + 1
    where id = ${decision.signalId} and state = 'suspected' and version = ${decision.version}
    returning id`;
  return rows.length === 1;
}

/** Signals within the reader's reach, newest first; of one point, or of all. */
export async function listSignals(
  sql: TransactionSql,
  wanted: {
    readerId: string;
    pointId: number | null;
    state: string | null;
    before: number | null;
    limit: number;
  },
): Promise<Signal[]> {
  return sql<Signal[]>`
    select
      signal.id, signal.point_id, point.code as point_code, point.official_name as point_name,
      signal.origin, signal.state, signal.occurred_on, signal.recorded_at,
      case
        when signal.position is not null
        then array[st_x(signal.position), st_y(signal.position)]
      end as position,
      st_distance(signal.position::geography, point.geom::geography) as distance_metres,
      signal.note, raiser.name as raised_by, signal.raised_by = ${wanted.readerId} as raised_by_me,
      decider.name as decided_by, signal.decided_on, signal.decision_reason, signal.version
    from signal
    join point on point.id = signal.point_id
    join app_user raiser on raiser.id = signal.raised_by
    left join app_user decider on decider.id = signal.decided_by
    where (${wanted.pointId}::integer is null or signal.point_id = ${wanted.pointId})
      and (${wanted.state}::text is null or signal.state = ${wanted.state})
      and (${wanted.before}::integer is null or signal.id < ${wanted.before})
    order by signal.id desc
    limit ${wanted.limit}`;
}

export async function countSignals(
  sql: TransactionSql,
  wanted: { state: string | null },
): Promise<number> {
  const [row] = await sql<{ total: number }[]>`
    select count(*)::integer as total
    from signal
    where ${wanted.state}::text is null or state = ${wanted.state}`;
  return row?.total ?? 0;
}
