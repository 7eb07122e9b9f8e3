import type { DayOffBody } from '#server/contract/tip-clock.ts';
import { NOTICE_PAGE, type Notice, type ReadNotices } from '#server/contract/notice.ts';
import type { Role } from '#server/contract/permission.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { WorkKind } from '#server/contract/worklist.ts';
import type { TransactionSql } from '#server/db/client.ts';
import type { NewNotice, Worker } from '#server/morning-notices.ts';

/** Lists the asker's notices, latest first; one more than a page holds where older ones follow. */
export async function listNotices(
  sql: TransactionSql,
  accountId: string,
  before: number | null,
): Promise<Notice[]> {
  return sql<Notice[]>`
    select id, kind, code, target_id, on_date, waiting, overdue, created_at, read_at
    from notice
    where account_id = ${accountId} and (${before}::integer is null or id < ${before})
    order by id desc
    limit ${NOTICE_PAGE + 1}`;
}

export async function countUnread(sql: TransactionSql, accountId: string): Promise<number> {
  const [row] = await sql<{ unread: number }[]>`
    select count(*)::integer as unread
    from notice where account_id = ${accountId} and read_at is null`;
  return row?.unread ?? 0;
}

/** Numbers of the newest notices of accounts; those without one are left out. */
export async function newestNotices(
  sql: TransactionSql,
  accountIds: readonly string[],
): Promise<{ accountId: string; newest: number }[]> {
  return sql<{ accountId: string; newest: number }[]>`
    select asked.account_id, newest.id as newest
    from unnest(${[...accountIds]}::text[]) as asked (account_id)
    cross join lateral (
      select notice.id from notice
      where notice.account_id = asked.account_id
      order by notice.id desc
      limit 1
    ) newest`;
}

export async function markRead(
  sql: TransactionSql,
  accountId: string,
  { upTo, only }: ReadNotices,
  now: IsoInstant,
): Promise<void> {
  await sql`
    update notice set read_at = ${now}
    where account_id = ${accountId} and read_at is null
      and (id = ${upTo} or (not ${only}::boolean and id < ${upTo}))`;
}

/** Lists the people of a day with one of these roles who may still come in. */
export async function listWorkers(
  sql: TransactionSql,
  roles: readonly Role[],
  on: IsoDate,
): Promise<Worker[]> {
  return sql<Worker[]>`
    select
      app_user.id as account_id, min(role_assignment.role) as role,
      coalesce(
        array_agg(role_assignment.commune_id order by role_assignment.commune_id)
          filter (where role_assignment.commune_id is not null),
        '{}'
      ) as commune_ids
    from app_user
    join role_assignment on role_assignment.account_id = app_user.id
    where app_user.disabled_at is null
      and role_assignment.role = any (${[...roles]})
      and role_assignment.valid_from <= ${on}
      and (role_assignment.valid_to is null or role_assignment.valid_to > ${on})
    group by app_user.id
    order by app_user.id`;
}

/** Something that waits for the asker: never more of it than the point's code. */
export type WaitingWork = {
  /** The same as long as it is the same thing that waits. */
  key: string;
  kind: WorkKind;
  pointId: number;
  code: string;
  dueOn: IsoDate | null;
};

/** Lists the work that waits for the asker on a day, like the worklist. */
export async function listWork(sql: TransactionSql, on: IsoDate): Promise<WaitingWork[]> {
  return sql<WaitingWork[]>`
    select
      work.kind || ':' || work.subject_id || ':' || coalesce(work.due_on::text, '') as key,
      work.kind, work.point_id, point.code, work.due_on
    from actor_work(${on}) work
    join point on point.id = work.point_id`;
}

/** Counts the tips of others that the asker's commune is asked to take. */
export async function countTipsToTake(sql: TransactionSql): Promise<number> {
  const [row] = await sql<{ tips: number }[]>`
    select count(*) as tips from tips_asked_of_actor()`;
  return row?.tips ?? 0;
}

/** Writes notices that come with time; what somebody has been told already stays as it is. */
export async function insertNotices(
  sql: TransactionSql,
  notices: readonly NewNotice[],
  now: IsoInstant,
): Promise<void> {
  await sql`
    insert into notice (
      account_id, kind, fact, code, target_id, on_date, waiting, overdue, created_at
    )
    select
      given ->> 'accountId', given ->> 'kind', given ->> 'fact', given ->> 'code',
      (given ->> 'targetId')::integer, (given ->> 'onDate')::date,
      (given ->> 'waiting')::integer, (given ->> 'overdue')::integer, ${now}::timestamptz
    from jsonb_array_elements(${JSON.stringify(notices)}::text::jsonb) given
    on conflict on constraint notice_once do nothing`;
}

export async function listDaysOff(
  sql: TransactionSql,
): Promise<Pick<DayOffBody, 'day' | 'kind'>[]> {
  return sql<Pick<DayOffBody, 'day' | 'kind'>[]>`select day, kind from day_off`;
}

/** Deletes notices that were made before an instant. */
export async function deleteOldNotices(sql: TransactionSql, before: IsoInstant): Promise<void> {
  await sql`delete from notice where created_at < ${before}`;
}
