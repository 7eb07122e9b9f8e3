import type { CommuneType } from '#server/contract/commune.ts';
import type { CheckResult } from '#server/contract/point.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type {
  HandoverFacts,
  SignalFacts,
  WorkCount,
  WorkKind,
  Worklist,
  WorkOf,
} from '#server/contract/worklist.ts';
import type { TransactionSql } from '#server/db/client.ts';

import type { PlacePosition } from './rules.ts';

/** One line of the list before its details: `id` is of the hand-over, signal, request or point. */
export type WorkRow = {
  kind: WorkKind;
  id: number;
  pointId: number;
  dueOn: IsoDate | null;
  since: IsoDate;
};

export type WorkPage = {
  /** The places of the page, in order. */
  places: PlacePosition[];
  /** Work that waits at them: hand-overs to answer first, then by due day, work of others last. */
  rows: WorkRow[];
  counts: WorkCount[];
  placeCounts: Worklist['places'];
  tipsToTake: number;
};

/**
 * A page of the places where something waits, with all that waits there, and counts of everything: first the places
 * with a hand-over to answer, by its day, then by the earliest due day; what has no day stands with what is due today. One
 * statement, because the page and the counts must be of one moment.
 */
export async function listWork(
  sql: TransactionSql,
  wanted: {
    on: IsoDate;
    /** Kinds on which others act next: they stand last. */
    ofOthers: readonly WorkKind[];
    kind: WorkKind | null;
    after: PlacePosition | null;
    /** Most places. */
    limit: number;
  },
): Promise<WorkPage> {
  const [found] = await sql<WorkPage[]>`
    with work as materialized (
      select
        kind, subject_id as id, point_id, due_on, since,
        kind = any (${[...wanted.ofOthers]}::text[]) as passive,
        coalesce(due_on, ${wanted.on}::date) as sort_on
      from actor_work(${wanted.on})
    ),
    chosen as (
      select kind, id, point_id, due_on, since, passive, sort_on
      from work
      where ${wanted.kind}::text is null or kind = ${wanted.kind}
    ),
    place as (
      select
        point_id, bool_and(passive) as passive,
        not bool_or(kind = 'handover' and not passive) as later,
        coalesce(
          min(sort_on) filter (where kind = 'handover' and not passive),
          min(sort_on) filter (where not passive), min(sort_on)
        ) as sort_on
      from chosen
      group by point_id
    ),
    page as (
      select point_id, passive, later, sort_on
      from place
      where ${isAfter(sql, wanted.after, wanted.on)}
      order by passive, later, sort_on, point_id
      limit ${wanted.limit}
    )
    select
      ${placesOfPage(sql)} as places,
      ${rowsOfPage(sql)} as rows,
      ${countsByKind(sql, wanted.on)} as counts,
      (
        select jsonb_build_object(
          'waiting', count(*) filter (where not passive), 'others', count(*) filter (where passive)
        )
        from place
      ) as place_counts,
      (select count(*) from tips_asked_of_actor()) as tips_to_take`;
  const placeCounts = { waiting: 0, others: 0 };
  return found ?? { places: [], rows: [], counts: [], placeCounts, tipsToTake: 0 };
}

/** The condition for a place of the list to stand after the last one of the page before. */
function isAfter(sql: TransactionSql, after: PlacePosition | null, on: IsoDate) {
  return sql`(
    ${after === null}
    or (passive, later, sort_on, point_id) > (
      ${after?.passive ?? false}, ${after?.later ?? false}, ${after?.sortOn ?? on}::date,
      ${after?.pointId ?? 0}
    )
  )`;
}

/** The places of the page, in order. */
function placesOfPage(sql: TransactionSql) {
  return sql`(
    select coalesce(
      jsonb_agg(
        jsonb_build_object(
          'passive', passive, 'later', later, 'sortOn', sort_on, 'pointId', point_id
        )
        order by passive, later, sort_on, point_id
      ),
      '[]'
    )
    from page
  )`;
}

/** Counts of everything that waits, by kind. */
function countsByKind(sql: TransactionSql, on: IsoDate) {
  return sql`(
    select coalesce(
      jsonb_agg(jsonb_build_object('kind', kind, 'total', total, 'overdue', overdue)), '[]'
    )
    from (
      select kind, count(*) as total, count(*) filter (where due_on < ${on}) as overdue
      from work
      group by kind
    ) counted
  )`;
}

/** Reads the work that waits at the places of the page, place by place. */
function rowsOfPage(sql: TransactionSql) {
  return sql`(
    select coalesce(
      jsonb_agg(
        jsonb_build_object(
          'kind', chosen.kind, 'id', chosen.id, 'pointId', chosen.point_id,
          'dueOn', chosen.due_on, 'since', chosen.since
        )
        order by
          page.passive, page.later, page.sort_on, page.point_id, chosen.passive,
          chosen.kind <> 'handover', chosen.sort_on, chosen.kind collate "C", chosen.id
      ),
      '[]'
    )
    from chosen
    join page on page.point_id = chosen.point_id
  )`;
}

export type HandoverRow = Omit<HandoverFacts, 'commune'> & {
  id: number;
  proposedById: string | null;
  communeId: number;
  communeCode: string;
  communeName: string;
  communeType: CommuneType;
};

/** The evidence of these hand-overs. */
export async function listHandoverFacts(
  sql: TransactionSql,
  ids: readonly number[],
): Promise<HandoverRow[]> {
  if (ids.length === 0) return [];
  return sql<HandoverRow[]>`
    select
      handover.id, handover.cycle, handover.attempt, handover.proposed_on,
      handover.proposed_by as proposed_by_id, proposer.name as proposed_by,
      handover.document_number, handover.grounds, handover.answer_due_on, cycle.eliminated_on,
      (
        select count(*)::integer from handover other
        where other.point_id = handover.point_id and other.cycle = handover.cycle
          and other.attempt = handover.attempt and other.id <> handover.id
          and other.state = 'pending'
      ) as others_pending,
      handover.answered_on, answerer.name as answered_by, handover.refusal_reason,
      handover.refusal_text,
      case
        when owner.id is not null then jsonb_build_object(
          'id', owner.id, 'code', owner.code, 'name', owner.name, 'type', owner.type
        )
      end as refusal_commune,
      case
        when same.id is not null then jsonb_build_object('id', same.id, 'code', same.code)
      end as refusal_point,
      commune.id as commune_id, commune.code as commune_code,
      commune.name as commune_name, commune.type as commune_type
    from handover
    join commune on commune.id = handover.commune_id
    join cycle on cycle.point_id = handover.point_id and cycle.number = handover.cycle
    left join app_user proposer on proposer.id = handover.proposed_by
    left join app_user answerer on answerer.id = handover.answered_by
    left join commune owner on owner.id = handover.refusal_commune_id
    left join point same on same.id = handover.refusal_point_id
    where handover.id = any (${ids as number[]}::integer[])`;
}

export async function listSignalFacts(
  sql: TransactionSql,
  ids: readonly number[],
): Promise<(SignalFacts & { id: number })[]> {
  if (ids.length === 0) return [];
  return sql<(SignalFacts & { id: number })[]>`
    select
      signal.id, signal.origin, signal.occurred_on, signal.recorded_at, signal.note,
      st_distance(signal.position::geography, point.geom::geography) as distance_metres,
      raiser.name as raised_by
    from signal
    join point on point.id = signal.point_id
    join app_user raiser on raiser.id = signal.raised_by
    where signal.id = any (${ids as number[]}::integer[])`;
}

type RequestFacts = WorkOf<'reply'>['reply'] & { id: number };

export async function listRequestFacts(
  sql: TransactionSql,
  ids: readonly number[],
): Promise<RequestFacts[]> {
  if (ids.length === 0) return [];
  return sql<RequestFacts[]>`
    select
      reply_request.id, reply_request.cycle, cycle.opened_by as asked_for,
      cycle.opened_on as happened_on,
      exists (
        select from reply
        where reply.point_id = reply_request.point_id and reply.cycle = reply_request.cycle
      ) as drafted
    from reply_request
    join cycle on cycle.point_id = reply_request.point_id and cycle.number = reply_request.cycle
    where reply_request.id = any (${ids as number[]}::integer[])`;
}

export type LastLook = {
  pointId: number;
  cycle: number;
  lastOn: IsoDate;
  lastResult: CheckResult;
};

/** The latest look at each of these points in each of its cycles; those without one are left out. */
export async function listLastLooks(
  sql: TransactionSql,
  pointIds: readonly number[],
): Promise<LastLook[]> {
  if (pointIds.length === 0) return [];
  return sql<LastLook[]>`
    select distinct on (check_record.point_id, check_record.cycle)
      check_record.point_id, check_record.cycle, check_record.checked_on as last_on,
      check_record.result as last_result
    from check_record
    where check_record.point_id = any (${pointIds as number[]}::integer[])
    order by
      check_record.point_id, check_record.cycle, check_record.checked_on desc,
      check_record.event_id desc`;
}
