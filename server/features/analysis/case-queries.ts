import type { ComparedCase, Period } from '#server/contract/comparison.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { timelinessColumn } from '#server/features/tips/queries.ts';

/**
 * State of the data behind a result: the latest entry, and a number that changes with everything else it depends
 * on.
 */
export type DataState = { cutOff: IsoInstant | null; revision: string };

export async function readDataState(sql: TransactionSql): Promise<DataState> {
  const [row] = await sql<DataState[]>`
    select
      (select max(recorded_at) from event) as cut_off,
      concat_ws(
        ' ',
        (select max(id) from event), (select max(id) from tip_event),
        (select max(id) from commune_population), (select max(id) from reply),
        (select max(id) from paper_review), (select max(uploaded_at) from attachment),
        (select max(withdrawn_at) from attachment),
        (select id from boundary_set where active), (select id from road_network where active)
      ) as revision`;
  return row ?? { cutOff: null, revision: '' };
}

type CaseRow = Omit<ComparedCase, 'reply'> & {
  words: string | null;
  writtenAt: IsoInstant | null;
  documentNumbers: string[] | null;
};

/** The recurrences or first listings of a commune in a period, latest first, each with the latest filed reply. */
export async function listOpenedCycles(
  sql: TransactionSql,
  communeId: number,
  { from, to }: Period,
  openedBy: 'recognised' | 'recurrence_confirmed',
): Promise<ComparedCase[]> {
  const rows = await sql<CaseRow[]>`
    select
      point.id as point_id, point.code, point.official_name as name, point.category,
      cycle.opened_on as happened_on, before.eliminated_on as since_on,
      case
        when cycle.opened_by = 'recurrence_confirmed'
          then coalesce(before.handed_over_on <= cycle.opened_on, false)
      end as received,
      filed.words, filed.written_at, filed.document_numbers, reply_request.due_on as reply_due_on,
      cycle.number as cycle,
      case
        when cycle.opened_by = 'recurrence_confirmed' then (
          select min(signal.id) from signal
          where signal.point_id = cycle.point_id and signal.cycle = cycle.number - 1
            and signal.state = 'confirmed'
        )
      end as signal_id
    from cycle
    join point on point.id = cycle.point_id and point.merged_into is null
    join point_commune on point_commune.point_id = point.id and point_commune.lead
    left join cycle before
      on before.point_id = cycle.point_id and before.number = cycle.number - 1
    left join reply_request
      on reply_request.point_id = cycle.point_id and reply_request.cycle = cycle.number
    left join lateral (
      select words, written_at, document_numbers from reply
      where reply.point_id = cycle.point_id and reply.cycle = cycle.number and reply.state = 'filed'
      order by reply.seq desc
      limit 1
    ) as filed on true
    where point_commune.commune_id = ${communeId} and cycle.opened_by = ${openedBy}
      and cycle.opened_on between ${from} and ${to}
    order by cycle.opened_on desc, point.code
    limit 500`;
  return rows.map(({ words, writtenAt, documentNumbers, ...row }) => ({
    ...row,
    reply:
      words === null || writtenAt === null
        ? null
        : { words, writtenAt, documentNumbers: documentNumbers ?? [] },
  }));
}

/** The tips of a commune, received in a period, that were handled late or are overdue. */
export async function listLateTips(
  sql: TransactionSql,
  communeId: number,
  { from, to }: Period,
  today: IsoDate,
): Promise<ComparedCase[]> {
  const rows = await sql<
    Pick<ComparedCase, 'code' | 'name' | 'category' | 'happenedOn' | 'sinceOn'>[]
  >`
    select
      tip.code, tip.place_name as name, tip.category, tip.received_on as happened_on,
      tip.due_on as since_on
    from tip
    where tip.commune_id = ${communeId} and tip.received_on between ${from} and ${to}
      and ${timelinessColumn(sql, today, 0)} in ('closed_late', 'overdue')
    order by tip.received_on desc, tip.code
    limit 500`;
  return rows.map((row) => ({
    ...row,
    pointId: null,
    received: null,
    reply: null,
    replyDueOn: null,
    cycle: null,
    signalId: null,
  }));
}
