import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { ChangeKind, RecordPresence } from '#server/contract/visit.ts';
import type { TransactionSql } from '#server/db/client.ts';

/**
 * Notes that somebody is here; gives when the visit before this one ended, null on the first. Whoever comes
 * back within `pauseMinutes` is still on the same visit.
 */
export async function noteVisit(
  sql: TransactionSql,
  visit: { accountId: string; now: IsoInstant; pauseMinutes: number },
): Promise<IsoInstant | null> {
  const [row] = await sql<{ previousAt: IsoInstant | null }[]>`
    insert into account_visit (account_id, previous_at, seen_at)
    values (${visit.accountId}, null, ${visit.now})
    on conflict (account_id) do update
    set
      previous_at = case
        when account_visit.seen_at
          < excluded.seen_at - make_interval(mins => ${visit.pauseMinutes}::integer)
        then account_visit.seen_at
        else account_visit.previous_at
      end,
      seen_at = greatest(account_visit.seen_at, excluded.seen_at)
    returning previous_at`;
  return row?.previousAt ?? null;
}

/** Records of which it is told who has them open. */
export type RecordKind = 'point' | 'tip' | 'business';

/** Points with one kind of change: how many, and which unless they are too many. */
export type ChangedPoints = { kind: ChangeKind; count: number; points: number[] };

/**
 * Points within reach to which something happened since an instant and which still stand so: what was taken
 * back, merged or answered meanwhile is no news. `most` limits the ids of each kind.
 */
export async function listChanges(
  sql: TransactionSql,
  since: IsoInstant,
  today: IsoDate,
  most: number,
): Promise<ChangedPoints[]> {
  return sql<ChangedPoints[]>`
    with happened as (
      select event.kind, event.point_id, point.status
      from event_in_force event
      join point on point.id = event.point_id
      where event.recorded_at > ${since} and event.annulled_by is null
        and event.kind in ('proposed', 'recurrence_confirmed', 'handover_refused')
        and point.merged_into is null
    ),
    -- Not materialized: all flags of the register would be read for the few points that matter.
    flagged as not materialized (
      select point_flag.point_id, point_flag.flag, point_flag.from_on
      from point_flag
      where point_flag.flag in ('check_overdue', 'handover_refused')
        and point_flag.from_on <= ${today}
        and (point_flag.to_on is null or point_flag.to_on > ${today})
    ),
    changed (kind, points) as (
      select 'recurred', (
        select array_agg(distinct point_id) from happened
        where kind = 'recurrence_confirmed' and status = 'recurring'
      )
      union all
      select 'suspected', (
        select array_agg(distinct point_id) from signal
        where state = 'suspected' and recorded_at > ${since} and point_id is not null
      )
      union all
      select 'refused', (
        select array_agg(distinct happened.point_id)
        from happened
        join flagged on flagged.point_id = happened.point_id and flagged.flag = 'handover_refused'
        where happened.kind = 'handover_refused'
      )
      union all
      select 'overdue', (
        select array_agg(distinct point_id) from flagged
        where flag = 'check_overdue' and from_on > city_date(${since})
      )
      union all
      select 'proposed', (
        select array_agg(distinct point_id) from happened
        where kind = 'proposed' and status = 'proposed'
      )
    )
    select
      kind,
      coalesce(cardinality(points), 0) as count,
      case when cardinality(points) <= ${most} then points else '{}' end as points
    from changed`;
}

/**
 * Notes that somebody has a record open; gives the others who have had it open since `since`, null where the record is
 * not within reach.
 */
export async function notePresence(
  sql: TransactionSql,
  presence: {
    kind: RecordKind;
    recordId: number;
    accountId: string;
    now: IsoInstant;
    since: IsoInstant;
  },
): Promise<RecordPresence['others'] | null> {
  const { kind, recordId, accountId, now, since } = presence;
  const noted = await sql`
    insert into record_presence (kind, record_id, account_id, opened_at, seen_at)
    select ${kind}, ${recordId}, ${accountId}, ${now}, ${now}
    where actor_sees_record(${kind}, ${recordId})
    on conflict on constraint record_presence_pkey do update
    set
      opened_at = case
        when record_presence.seen_at < ${since} then excluded.opened_at
        else record_presence.opened_at
      end,
      seen_at = excluded.seen_at
    returning record_id`;
  if (noted.length === 0) return null;
  return sql<RecordPresence['others']>`
    select app_user.name, record_presence.opened_at as since
    from record_presence
    join app_user on app_user.id = record_presence.account_id
    where record_presence.kind = ${kind} and record_presence.record_id = ${recordId}
      and record_presence.account_id <> ${accountId}
      and record_presence.seen_at >= ${since}
    order by record_presence.opened_at, app_user.name`;
}
