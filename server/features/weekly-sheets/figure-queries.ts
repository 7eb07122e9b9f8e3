import type { IsoDate } from '#server/contract/time.ts';
import { MOST_SHEET_CODES } from '#server/contract/weekly-sheet.ts';
import type { TransactionSql } from '#server/db/client.ts';

export type Span = { communeId: number; firstOn: IsoDate; asOf: IsoDate };

type RecurrenceCounts = {
  recurrencesConfirmed: number;
  recurrencesReplied: number;
  recurrencesUnanswered: number;
  confirmedCodes: string[];
  unansweredCodes: string[];
};

/** Recurrences of the points that the commune leads, by the day on which their cycle opened. */
export async function countRecurrences(
  sql: TransactionSql,
  { communeId, firstOn, asOf }: Span,
): Promise<RecurrenceCounts> {
  const [row] = await sql<RecurrenceCounts[]>`
    with recurrence as (
      select
        point.code, cycle.opened_on between ${firstOn} and ${asOf} as of_week,
        exists (
          select from reply_request
          where reply_request.point_id = cycle.point_id and reply_request.cycle = cycle.number
        ) as asked,
        exists (
          select from reply
          where reply.point_id = cycle.point_id and reply.cycle = cycle.number
            and reply.state = 'filed' and city_date(reply.written_at) <= ${asOf}
        ) as replied
      from point_commune
      join point on point.id = point_commune.point_id and point.merged_into is null
      join cycle on cycle.point_id = point.id
      where point_commune.commune_id = ${communeId} and point_commune.lead
        and cycle.opened_by = 'recurrence_confirmed' and cycle.opened_on <= ${asOf}
    )
    select
      count(*) filter (where of_week) as recurrences_confirmed,
      count(*) filter (where of_week and replied) as recurrences_replied,
      count(*) filter (where asked and not replied) as recurrences_unanswered,
      ${first(sql, sql`of_week`)} as confirmed_codes,
      ${first(sql, sql`asked and not replied`)} as unanswered_codes
    from recurrence`;
  return found(row);
}

type HandoverCounts = {
  handoversAsked: number;
  handoversConfirmed: number;
  handoversRefused: number;
  handoversPending: number;
  handoversOverdue: number;
  handoversAwaiting: number;
  overdueCodes: string[];
};

/**
 * The commune's own parts of hand-overs. A part is open until it falls away or is answered: on the day of the entry, until
 * another person has seen the paper of the day that was typed. Late by the one and in time by the other, it is neither.
 */
export async function countHandovers(
  sql: TransactionSql,
  { communeId, firstOn, asOf }: Span,
): Promise<HandoverCounts> {
  const [row] = await sql<HandoverCounts[]>`
    with part as (
      select
        point.code, handover.state, handover.proposed_on, handover.answered_on,
        handover.answer_due_on, answer.unseen,
        case handover.state
          when 'pending' then null
          when 'withdrawn' then handover.withdrawn_on
          when 'successor_asked' then coalesce(handover.answered_on, handover.lapsed_on)
          -- Another commune refused, or the place came back.
          when 'cancelled' then coalesce(
            (
              select min(other.answered_on) from handover other
              where other.point_id = handover.point_id and other.cycle = handover.cycle
                and other.attempt = handover.attempt and other.state = 'refused'
            ),
            (
              select following.opened_on from cycle following
              where following.point_id = handover.point_id
                and following.number = handover.cycle + 1
            ),
            handover.proposed_on
          )
          else coalesce(answer.counted_on, handover.answered_on)
        end as closed_on
      from handover
      join point on point.id = handover.point_id and point.merged_into is null
      left join lateral (${countedAnswer(sql)}) answer on true
      where handover.commune_id = ${communeId} and handover.state <> 'recorded'
        and handover.proposed_on <= ${asOf}
    ), judged as (
      select
        code, state, proposed_on >= ${firstOn} as asked,
        answered_on between ${firstOn} and ${asOf} as answered,
        closed_on is null or closed_on > ${asOf} as open,
        coalesce(answer_due_on < ${asOf}, false) as late,
        coalesce(unseen and answered_on <= answer_due_on, false) as awaiting
      from part
    )
    select
      count(*) filter (where asked) as handovers_asked,
      count(*) filter (where answered and state = 'confirmed') as handovers_confirmed,
      count(*) filter (where answered and state = 'refused') as handovers_refused,
      count(*) filter (where open) as handovers_pending,
      count(*) filter (where open and late and not awaiting) as handovers_overdue,
      count(*) filter (where open and late and awaiting) as handovers_awaiting,
      ${first(sql, sql`open and late and not awaiting`)} as overdue_codes
    from judged`;
  return found(row);
}

/** The day that counts for the answer to a part, and if nobody else has judged its paper; for a statement that reads `handover`. */
function countedAnswer(sql: TransactionSql) {
  return sql`
    select
      counted_on(event.effective_on, event.recorded_at, paper_review.verdict) as counted_on,
      paper_review.verdict is null as unseen
    from event_in_force event
    left join paper_review on paper_review.event_id = event.id
    where event.point_id = handover.point_id and event.annulled_by is null
      and event.kind in ('handover_confirmed', 'handover_refused', 'successor_refused')
      and (event.detail ->> 'handoverId')::integer = handover.id
    order by event.seq desc
    limit 1`;
}

type CheckCounts = {
  checksDone: number;
  checksSeen: number;
  checksWithSigns: number;
  checksInVain: number;
};

/** Looks at the places that lie on the commune's area, of the days of the week. */
export async function countChecks(
  sql: TransactionSql,
  { communeId, firstOn, asOf }: Span,
): Promise<CheckCounts> {
  const [row] = await sql<CheckCounts[]>`
    select
      count(*) filter (where counted_look.result <> 'could_not_check') as checks_done,
      count(*) filter (
        where counted_look.result <> 'could_not_check' and counted_look.seen
      ) as checks_seen,
      count(*) filter (where counted_look.result = 'signs') as checks_with_signs,
      count(*) filter (where counted_look.result = 'could_not_check') as checks_in_vain
    from point_commune
    join point on point.id = point_commune.point_id and point.merged_into is null
    join counted_look on counted_look.point_id = point_commune.point_id
    where point_commune.commune_id = ${communeId}
      and counted_look.checked_on between ${firstOn} and ${asOf}`;
  return found(row);
}

/** Look that counts later than its day, because nobody else has judged its paper yet. */
export type AwaitedLook = { pointId: number; checkedOn: IsoDate; countedOn: IsoDate };

export async function listAwaitedLooks(
  sql: TransactionSql,
  pointIds: readonly number[],
): Promise<AwaitedLook[]> {
  if (pointIds.length === 0) return [];
  return sql<AwaitedLook[]>`
    select counted_look.point_id, counted_look.checked_on, counted_look.counted_on
    from counted_look
    left join paper_review on paper_review.event_id = counted_look.event_id
    where counted_look.point_id = any (${[...pointIds]}::integer[])
      and counted_look.counted_on > counted_look.checked_on and paper_review.event_id is null`;
}

type SignalCounts = {
  signalsRaised: number;
  signalsConfirmed: number;
  signalsRejected: number;
  signalsOpen: number;
  openCodes: string[];
};

export async function countSignals(
  sql: TransactionSql,
  { communeId, firstOn, asOf }: Span,
): Promise<SignalCounts> {
  const [row] = await sql<SignalCounts[]>`
    with seen as (
      select
        point.code, signal.state, signal.occurred_on >= ${firstOn} as raised,
        signal.decided_on between ${firstOn} and ${asOf} as decided,
        signal.decided_on is null or signal.decided_on > ${asOf} as open
      from point_commune
      join point on point.id = point_commune.point_id and point.merged_into is null
      join signal on signal.point_id = point.id
      where point_commune.commune_id = ${communeId} and signal.occurred_on <= ${asOf}
    )
    select
      count(*) filter (where raised) as signals_raised,
      count(*) filter (where decided and state = 'confirmed') as signals_confirmed,
      count(*) filter (where decided and state = 'rejected') as signals_rejected,
      count(*) filter (where open) as signals_open,
      ${first(sql, sql`open`)} as open_codes
    from seen`;
  return found(row);
}

/** The codes of points, in order. */
export async function listCodes(sql: TransactionSql, ids: readonly number[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await sql<{ code: string }[]>`
    select code from point where id = any (${[...ids]}::integer[]) order by code`;
  return rows.map((row) => row.code);
}

/** The first codes that meet a condition, each once and in order. */
function first(sql: TransactionSql, condition: ReturnType<TransactionSql>) {
  return sql`
    (coalesce(array_agg(distinct code) filter (where ${condition}), '{}'))[1:${MOST_SHEET_CODES}::integer]`;
}

function found<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new Error('a count gave no row');
  return row;
}
