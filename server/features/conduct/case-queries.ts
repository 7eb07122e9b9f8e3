import type { ConductFigure } from '#server/contract/conduct.ts';
import { MEASURED_EVENTS, type EventKind } from '#server/contract/point.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

/** Days of a figure, both included, and the communes that it is of; null: of the whole city. */
export type Span = { from: IsoDate; to: IsoDate; communeIds: readonly number[] | null };

type Basis = { looks: boolean; acts: readonly EventKind[]; tips: boolean };

/** The cases that a figure rests on. */
const BASES: Record<ConductFigure, Basis> = {
  recurrences: { looks: true, acts: ['recurrence_confirmed'], tips: false },
  new_points: { looks: false, acts: ['recognised'], tips: false },
  eliminations: { looks: false, acts: ['eliminated'], tips: false },
  signals: { looks: true, acts: ['recurrence_suspected', 'suspicion_rejected'], tips: false },
  tips: { looks: false, acts: [], tips: true },
  register: {
    looks: true,
    acts: [
      'recognised',
      'eliminated',
      'handover_confirmed',
      'handover_refused',
      'recurrence_confirmed',
      'suspicion_rejected',
      'delisted',
    ],
    tips: true,
  },
};

/** All cases behind a figure as the table `found`, one query for each kind of case: to be counted or listed. */
export function casesOf(sql: TransactionSql, figure: ConductFigure, span: Span) {
  const { looks, acts, tips } = BASES[figure];
  const annullable: EventKind[] = looks ? [...acts, 'checked'] : [...acts];
  const kinds = [
    ...(looks ? [lookCases(sql, span)] : []),
    ...(acts.length > 0 ? [actCases(sql, acts, span)] : []),
    ...(tips ? [tipCases(sql, span)] : []),
    ...(annullable.length > 0 ? [annulledCases(sql, annullable, span)] : []),
  ];
  const rows = kinds.reduce((all, one) => sql`${all} union all ${one}`);
  return sql`(${rows}) found (
    kind, id, act, point_id, tip_id, commune_id, day, late_days, weighed, own, unseen, ruled
  )`;
}

/**
 * Looks at closed places; seen or stated as `counted_look` says. One in vain told nothing that could be seen, but it put
 * off what was owed: it counts as a case, of its commune where that made it, and is not weighed.
 */
function lookCases(sql: TransactionSql, span: Span) {
  return sql`
    select
      'look', look.event_id, 'checked', look.point_id, null::integer, led.commune_id,
      look.checked_on, look.late_days, told.something, look.own, told.something and not look.seen,
      coalesce(look.checked_on >= ${firstChange(sql, span, sql`key = 'check.schedule'`)}, false)
    from counted_look look
    join event entry on entry.id = look.event_id
      -- Nothing is entered before its day.
      and entry.recorded_at >= ${span.from}::date::timestamptz - interval '1 day'
    join point_commune led on led.point_id = look.point_id and led.lead
    join point on point.id = look.point_id and point.merged_into is null
    cross join lateral (select look.result <> 'could_not_check' as something) told
    where ${saidWithin(sql, sql`look.checked_on`, sql`look.counted_on`, span)}
      and ${within(sql, sql`led.commune_id`, span)}`;
}

/** Decisions that still stand. They are of other persons than the measured, whose own answers alone can be late. */
function actCases(sql: TransactionSql, kinds: readonly EventKind[], span: Span) {
  return sql`
    select
      'act', act.id, act.kind, act.point_id, null::integer, led.commune_id, act.effective_on,
      case
        when act.kind = any (${[...MEASURED_EVENTS]}::text[])
        then late_days(act.effective_on, act.recorded_at) else 0
      end,
      false, false, false,
      coalesce(
        act.kind in ('recurrence_suspected', 'recurrence_confirmed', 'suspicion_rejected')
          and act.effective_on >= ${firstChange(sql, span, sql`key like 'signal.%'`)},
        false
      )
    from event_in_force act
    join point_commune led on led.point_id = act.point_id and led.lead
    join point on point.id = act.point_id and point.merged_into is null
    cross join lateral (
      select
        case
          when act.kind = any (${[...MEASURED_EVENTS]}::text[])
          then greatest(act.effective_on, city_date(act.recorded_at)) else act.effective_on
        end as counted_on
    ) clock
    where act.kind = any (${[...kinds]}::text[]) and act.annulled_by is null
      -- Nothing is entered before its day.
      and act.recorded_at >= ${span.from}::date::timestamptz - interval '1 day'
      and ${saidWithin(sql, sql`act.effective_on`, sql`clock.counted_on`, span)}
      and ${within(sql, sql`led.commune_id`, span)}`;
}

/**
 * Tips by the day of their receipt. A commune's own are those of `is_own_tip`; unseen is such a tip
 * on which nobody else worked, and whose papers nobody else has looked at. Unseen is also one that a commune passed on to
 * an authority by itself, as nobody here has seen that it arrived, and one to which it gave another kind than it was
 * received with: the comparison of late tips expects more of some kinds.
 */
function tipCases(sql: TransactionSql, span: Span) {
  return sql`
    select
      'tip', tip.id, null::text, null::integer, tip.id, tip.commune_id, tip.received_on, worked.late_days,
      tip.handled_on is not null, tip.own, (tip.own and not worked.others) or worked.passed_on or worked.renamed,
      exists (
        select from deadline_rule
        where deadline_rule.kind = tip.kind and deadline_rule.valid_from <= tip.received_on
          and deadline_rule.valid_from between ${span.from} and ${span.to}
      )
    from tip
    cross join lateral (
      select
        coalesce(
          max(late_days(step.effective_on, step.recorded_at)) filter (
            -- Older receipts are entered by the city; a commune's own stand in a rate that expects more of some kinds.
            where step.kind <> 'received' or step.actor_role in ('leader', 'officer')
          ), 0
        ) as late_days,
        bool_or(
          step.actor_role not in ('leader', 'officer')
          or coalesce(paper_review.verdict = 'seen', false)
        ) as others,
        coalesce(
          bool_or(
            step.kind = 'forwarded' and step.actor_role in ('leader', 'officer')
            and paper_review.verdict is distinct from 'seen'
          ), false
        ) as passed_on,
        coalesce(
          bool_or(
            step.detail ->> 'kind' <> first.kind and step.actor_role in ('leader', 'officer')
            and paper_review.verdict is distinct from 'seen'
          ), false
        ) as renamed
      from tip_event step
      cross join lateral (
        select received.detail ->> 'kind' as kind
        from tip_event received
        where received.tip_id = tip.id and received.seq = 1
      ) first
      left join paper_review on paper_review.tip_event_id = step.id
      where step.tip_id = tip.id
    ) worked
    where tip.received_on between ${span.from} and ${span.to}
      and ${within(sql, sql`tip.commune_id`, span)}`;
}

/** Acts that were declared mistaken, by the day on which they had counted. */
function annulledCases(sql: TransactionSql, kinds: readonly EventKind[], span: Span) {
  return sql`
    select
      'annulment', annulment.id, mistaken.kind, mistaken.point_id, null::integer, led.commune_id,
      mistaken.effective_on, 0, false, false, false, false
    from event annulment
    join event mistaken on mistaken.id = annulment.corrects
    join point_commune led on led.point_id = mistaken.point_id and led.lead
    where annulment.kind in ('annulled', 'recurrence_withdrawn')
      and annulment.recorded_at >= ${span.from}::date::timestamptz - interval '1 day'
      and mistaken.kind = any (${[...kinds]}::text[])
      and mistaken.effective_on between ${span.from} and ${span.to}
      and ${within(sql, sql`led.commune_id`, span)}`;
}

/** The day that was typed lies in the period, or the one that counts: what is owed by then ends with the entry. */
function saidWithin(
  sql: TransactionSql,
  typed: ReturnType<TransactionSql>,
  counted: ReturnType<TransactionSql>,
  { from, to }: Span,
) {
  return sql`(${typed} between ${from} and ${to} or ${counted} between ${from} and ${to})`;
}

/** First day of a period on which a setting changed; null where none did. */
function firstChange(sql: TransactionSql, { from, to }: Span, key: ReturnType<TransactionSql>) {
  return sql`(
    select min(valid_from) from setting where ${key} and valid_from between ${from} and ${to}
  )`;
}

function within(sql: TransactionSql, column: ReturnType<TransactionSql>, { communeIds }: Span) {
  return sql`(
    ${communeIds === null} or ${column} = any (${[...(communeIds ?? [])]}::integer[])
  )`;
}
