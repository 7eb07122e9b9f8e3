import type { CommuneShare } from '#server/contract/commune.ts';
import type { Geometry, LonLat } from '#server/contract/geo.ts';
import type { PointStatus } from '#server/contract/point.ts';
import type { MatchingParameters } from '#server/contract/signal-parameters.ts';
import type {
  SIGNAL_ORDERS,
  Signal,
  SignalAppeal,
  SignalGrade,
  SignalState,
} from '#server/contract/signal.ts';
import { addDays, type IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

import { matchOf } from './match-rules.ts';

/** A stored signal before the measures say what it means. */
type SignalRow = Omit<Signal, 'match' | 'undoUntil' | 'lapsesOn' | 'appeal'> & {
  grade: SignalGrade | null;
  radiusMetres: number | null;
  uncertaintyMetres: number | null;
  closedOn: IsoDate | null;
  placeCategory: string | null;
  named: boolean;
  decidedByMe: boolean;
  renewedOn: IsoDate;
  appeal: SignalAppeal | null;
};

/** Facts about the reader and the parameters with which rows are turned into signals; they may be on their way. */
export type Reading = {
  readerId: string;
  /** A signal that a tip became tells its place, day and code: it is for those alone who may read tips. */
  ofTips: boolean;
  parameters: MatchingParameters | Promise<MatchingParameters>;
};

function signalColumns(sql: TransactionSql, readerId: string) {
  return sql`
    signal.id, signal.point_id, place.code as point_code, place.official_name as point_name,
    signal.origin, signal.state, signal.tip_id, tip.code as tip_code, signal.occurred_on,
    signal.event_day_known, signal.recorded_at,
    case
      when signal.position is not null
      then array[st_x(signal.position), st_y(signal.position)]
    end as position,
    signal.location_error_metres, signal.category, signal.distance_metres, signal.grade,
    signal.radius_metres, signal.uncertainty_metres, signal.closed_on,
    place.category as place_category, signal.named_point_id is not null as named, signal.note,
    raiser.name as raised_by, signal.raised_by = ${readerId} as raised_by_me,
    decider.name as decided_by, coalesce(signal.decided_by = ${readerId}, false) as decided_by_me,
    signal.decided_on, signal.decided_at, signal.decision_reason, signal.new_point_id,
    case
      when signal.state = 'suspected' then (
        select city_date(max(other.recorded_at))
        from signal other
        where other.point_id = signal.point_id and other.state = 'suspected'
      )
      else city_date(signal.recorded_at)
    end as renewed_on,
    (
      select jsonb_build_object(
        'id', appeal.id, 'commune', commune.name, 'reason', appeal.reason,
        'documentNumber', appeal.document_number, 'raisedBy', appellant.name,
        'raisedOn', appeal.raised_on, 'answer', appeal.answer, 'answerReason', appeal.answer_reason,
        'answeredBy', answerer.name, 'answeredOn', appeal.answered_on
      )
      from signal_appeal appeal
      join commune on commune.id = appeal.commune_id
      join app_user appellant on appellant.id = appeal.raised_by
      left join app_user answerer on answerer.id = appeal.answered_by
      where appeal.signal_id = signal.id
      order by appeal.id desc
      limit 1
    ) as appeal,
    signal.version`;
}

function signalJoins(sql: TransactionSql) {
  return sql`
    left join point place on place.id = coalesce(signal.point_id, signal.near_point_id)
    left join tip on tip.id = signal.tip_id
    join app_user raiser on raiser.id = signal.raised_by
    left join app_user decider on decider.id = signal.decided_by`;
}

export type SignalFilter = {
  pointId: number | null;
  state: SignalState | null;
  grade?: SignalGrade | null;
  appealed?: boolean | null;
};

function signalCondition(sql: TransactionSql, { ofTips }: Reading, wanted: SignalFilter) {
  const { pointId, state, grade = null, appealed = null } = wanted;
  return sql`
    (
      ${pointId}::integer is null or signal.point_id = ${pointId}
      or signal.near_point_id = ${pointId}
    )
    and (${ofTips} or signal.tip_id is null)
    and (${state}::text is null or signal.state = ${state})
    and (${grade}::text is null or signal.grade = ${grade})
    and (
      ${appealed}::boolean is null
      or ${appealed} = exists (
        select from signal_appeal where signal_appeal.signal_id = signal.id
          and signal_appeal.answer is null
      )
    )`;
}

/** Signals within the reader's reach, by the time of recording; of one point, or of all. `after` is the last id before. */
export async function listSignals(
  sql: TransactionSql,
  reading: Reading,
  wanted: SignalFilter & {
    order: (typeof SIGNAL_ORDERS)[number];
    after: number | null;
    limit: number;
  },
): Promise<Signal[]> {
  const newest = wanted.order === 'newest';
  const asked = sql<SignalRow[]>`
    select ${signalColumns(sql, reading.readerId)}
    from signal
    ${signalJoins(sql)}
    where ${signalCondition(sql, reading, wanted)}
      and (${wanted.after}::integer is null or signal.id ${newest ? sql`<` : sql`>`} ${wanted.after})
    order by signal.id ${newest ? sql`desc` : sql`asc`}
    limit ${wanted.limit}`;
  const [rows, parameters] = await Promise.all([asked, reading.parameters]);
  return rows.map((row) => signalOf(row, parameters));
}

export async function countSignals(
  sql: TransactionSql,
  reading: Reading,
  wanted: SignalFilter,
): Promise<number> {
  const [row] = await sql<{ total: number }[]>`
    select count(*)::integer as total from signal where ${signalCondition(sql, reading, wanted)}`;
  return row?.total ?? 0;
}

/** One signal as lists show it; null when it is not there or out of reach. */
export async function findShownSignal(
  sql: TransactionSql,
  reading: Reading,
  signalId: number,
): Promise<Signal | null> {
  const [row] = await sql<SignalRow[]>`
    select ${signalColumns(sql, reading.readerId)}
    from signal
    ${signalJoins(sql)}
    where signal.id = ${signalId} and (${reading.ofTips} or signal.tip_id is null)`;
  return row === undefined ? null : signalOf(row, await reading.parameters);
}

function signalOf(row: SignalRow, parameters: MatchingParameters): Signal {
  const {
    grade,
    radiusMetres,
    uncertaintyMetres,
    closedOn,
    placeCategory,
    named,
    decidedByMe,
    renewedOn,
    ...shown
  } = row;
  const { expiryDays, undoMinutes } = parameters.flag;
  const measured = { grade, radiusMetres, uncertaintyMetres, closedOn, placeCategory, named };
  return {
    ...shown,
    match: matchOf({ ...shown, ...measured }, parameters),
    undoUntil:
      decidedByMe && shown.decidedAt !== null
        ? new Date(Date.parse(shown.decidedAt) + undoMinutes * 60_000).toISOString()
        : null,
    lapsesOn: shown.state === 'suspected' ? addDays(renewedOn, expiryDays) : null,
  };
}

type SignalPlace = {
  id: number;
  code: string;
  name: string;
  category: string;
  status: PointStatus;
  cycle: number;
  geometry: Geometry;
  judgedArea: Geometry | null;
  anchor: LonLat;
  locationErrorMetres: number | null;
  communes: CommuneShare[];
};

/** The place that a signal was matched to, or lies in the ring of, with the ground within `judgedMetres` of it. */
export async function findSignalPlace(
  sql: TransactionSql,
  signalId: number,
  judgedMetres: number | null,
): Promise<SignalPlace | null> {
  const [row] = await sql<SignalPlace[]>`
    select
      point.id, point.code, point.official_name as name, point.category, point.status, point.cycle,
      st_asgeojson(point.geom, 7)::jsonb as geometry,
      st_asgeojson(
        st_buffer(point.geom::geography, ${judgedMetres}::float8, 'quad_segs=16'), 7
      )::jsonb as judged_area,
      array[st_x(point.anchor), st_y(point.anchor)] as anchor, point.location_error_metres,
      (
        select coalesce(
          jsonb_agg(
            jsonb_build_object(
              'id', commune.id, 'code', commune.code, 'name', commune.name, 'type', commune.type,
              'lead', point_commune.lead
            )
            order by point_commune.lead desc, commune.code
          ),
          '[]'
        )
        from point_commune
        join commune on commune.id = point_commune.commune_id
        where point_commune.point_id = point.id
      ) as communes
    from signal
    join point on point.id = coalesce(signal.point_id, signal.near_point_id)
    where signal.id = ${signalId}`;
  return row ?? null;
}
