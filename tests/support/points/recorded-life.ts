import type { EventKind, PointFlag, PointStatus } from '#server/contract/point.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

const MOVES: readonly EventKind[] = [
  'proposed',
  'recognised',
  'declined',
  'eliminated',
  'handover_reopened',
  'successor_refused',
  'recurrence_confirmed',
  'delisted',
];

/** A point's whole life as the database has it. */
export type Life = {
  status: PointStatus;
  statusSince: IsoDate;
  cycle: number;
  version: number;
  merged: boolean;
  communes: number[];
  events: {
    id: number;
    seq: number;
    kind: EventKind;
    cycle: number;
    day: IsoDate;
    statusAfter: PointStatus;
    /** Declared mistaken, or taken back. */
    annulled: boolean;
  }[];
  cycles: { number: number; handedOverOn: IsoDate | null; takenBackSeq: number | null }[];
  parts: { cycle: number; attempt: number; state: string; communeId: number }[];
  flagsToday: PointFlag[];
  /** Decisions that one person made alone; there must be none. */
  alone: number;
  /** True when it came on the list, and nobody but its proposer took it there. */
  listedAlone: boolean;
  /** True when it is listed itself, but shown under an entry that nobody has taken on the list. */
  hidden: boolean;
  /** Answers by anybody but a leader of the commune that was asked. */
  foreign: number;
  /** Refusals that were left without an answer although there was a later attempt. */
  unanswered: number;
  /** Confirmed signals whose day is not that of the recurrence they led to. */
  strayDecisions: number;
};

export async function readLife(
  sql: TransactionSql,
  pointId: number,
  today: IsoDate,
): Promise<Life> {
  const [row] = await sql<Life[]>`
    select
      point.status, point.status_since, point.cycle, point.version,
      point.merged_into is not null as merged,
      array(
        select commune_id from point_commune where point_id = ${pointId} order by commune_id
      ) as communes,
      (
        select jsonb_agg(
          jsonb_build_object(
            'id', id, 'seq', seq, 'kind', kind, 'cycle', cycle, 'day', effective_on,
            'statusAfter', status_after,
            'annulled', annulled_by is not null
          ) order by seq
        )
        from event_in_force where point_id = ${pointId}
      ) as events,
      (
        select coalesce(
          jsonb_agg(
            jsonb_build_object(
              'number', number, 'handedOverOn', handed_over_on, 'takenBackSeq', taken_back_seq
            ) order by number
          ),
          '[]'
        )
        from cycle where point_id = ${pointId}
      ) as cycles,
      (
        select coalesce(
          jsonb_agg(
            jsonb_build_object(
              'cycle', cycle, 'attempt', attempt, 'state', state, 'communeId', commune_id
            ) order by commune_id
          ),
          '[]'
        )
        from handover where point_id = ${pointId}
      ) as parts,
      array(
        select flag from point_flag
        where point_id = ${pointId} and from_on <= ${today} and (to_on is null or to_on > ${today})
      ) as flags_today,
      ${faultsOf(sql, pointId)}
    from point
    where point.id = ${pointId}`;
  if (row === undefined) throw new Error(`there is no point ${pointId}`);
  return row;
}

/** Columns of `point` that count what must never be: decisions by the wrong person, or left undone. */
function faultsOf(sql: TransactionSql, pointId: number) {
  return sql`
      (
        select count(*)::integer from handover
        where point_id = ${pointId} and answered_by = proposed_by
      ) + (
        select count(*)::integer from signal
        where point_id = ${pointId} and decided_by = raised_by
      ) + (
        select count(*)::integer from event
        where point_id = ${pointId} and kind in ('recognised', 'declined')
          and actor_id = point.proposed_by
      ) + (
        select count(*)::integer from handover
        where point_id = ${pointId} and responded_by = answered_by
      ) as alone,
      point.cycle > 0 and not exists (
        select from event
        where point_id = ${pointId} and kind = 'recognised' and actor_id <> point.proposed_by
      ) as listed_alone,
      point.status in ('active', 'eliminated', 'handed_over', 'recurring') and exists (
        select from point target
        where target.id = point.merged_into and target.status in ('proposed', 'not_recognised')
      ) as hidden,
      (
        select count(*)::integer from handover
        where point_id = ${pointId} and answered_by is not null and not exists (
          select from role_assignment
          where role_assignment.account_id = handover.answered_by
            and role_assignment.role = 'leader'
            and role_assignment.commune_id = handover.commune_id
        )
      ) as foreign,
      (
        select count(*)::integer from handover
        where point_id = ${pointId} and state = 'refused' and response is null and exists (
          select from handover later
          where later.point_id = ${pointId} and later.cycle = handover.cycle
            and later.attempt > handover.attempt
        )
      ) as unanswered,
      (
        select count(*)::integer from signal
        join event_in_force event on event.point_id = signal.point_id
          and event.kind = 'recurrence_confirmed'
          and (event.detail ->> 'signalId')::integer = signal.id
        where signal.point_id = ${pointId} and signal.decided_on <> event.effective_on
          and event.annulled_by is null
      ) as stray_decisions`;
}

type Move = { day: IsoDate; status: PointStatus };

/** The days on which the status moved, and to what. */
export function movesOf(life: Life): Move[] {
  const moves = entriesOf(life).filter((entry) => entry.status !== null) as Move[];
  // A successor's yes confirms the status that is there.
  return moves.filter((move, place) => move.status !== moves[place - 1]?.status);
}

/** Status on a day as it is shown: an entry that was merged then is not there. */
export function statusOn(life: Life, day: IsoDate): PointStatus | undefined {
  return entriesOf(life).findLast((entry) => entry.day <= day)?.status ?? undefined;
}

/** Lists the moves of the point in the order of entry; a null status: it was merged into another. */
function entriesOf(life: Life): { day: IsoDate; status: PointStatus | null }[] {
  let standing: PointStatus = 'proposed';
  return life.events.flatMap((event): { day: IsoDate; status: PointStatus | null }[] => {
    const { seq, kind, day, statusAfter, cycle: number } = event;
    if (event.annulled) return [];
    if (kind === 'merged') return [{ day, status: null }];
    if (kind === 'merge_undone') return [{ day, status: standing }];
    if (MOVES.includes(kind)) {
      standing = statusAfter;
      return [{ day, status: statusAfter }];
    }
    if (kind !== 'handover_confirmed' || statusAfter !== 'handed_over') return [];
    standing = statusAfter;
    // The last yes that came in is not always the one with the latest day.
    const cycle = life.cycles.find((one) => one.number === number);
    const isPast = seq <= (cycle?.takenBackSeq ?? 0);
    const handedOverOn = isPast ? day : later(cycle?.handedOverOn ?? day, day);
    return [{ day: handedOverOn, status: statusAfter }];
  });
}

function later(a: IsoDate, b: IsoDate): IsoDate {
  return a > b ? a : b;
}
