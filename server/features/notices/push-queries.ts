import type { NoticeKind } from '#server/contract/notice.ts';
import { MOST_PUSH_DEVICES } from '#server/contract/push.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import type { PushTarget } from '#server/outside/web-push/push-service.ts';

/** The keys of this server as they are kept: the private one encrypted. */
export type KeptServerKey = { publicKey: string; privateKey: string };

export async function findServerKey(sql: TransactionSql): Promise<KeptServerKey | null> {
  const [row] = await sql<KeptServerKey[]>`select public_key, private_key from push_server_key`;
  return row ?? null;
}

/**
 * Keeps a pair of keys unless another process was faster. `instead`: the unreadable pair that it takes the place of;
 * browsers that subscribed with that one are forgotten.
 */
export async function keepServerKey(
  sql: TransactionSql,
  key: KeptServerKey,
  instead: KeptServerKey | null,
  now: IsoInstant,
): Promise<void> {
  if (instead !== null) {
    const gone = await sql`
      delete from push_server_key where public_key = ${instead.publicKey} returning only_one`;
    if (gone.length > 0) await sql`delete from push_subscription where true`;
  }
  await sql`
    insert into push_server_key (public_key, private_key, made_at)
    values (${key.publicKey}, ${key.privateKey}, ${now})
    on conflict on constraint push_server_key_pkey do nothing`;
}

export type OwnDevice = { endpoint: string; kinds: NoticeKind[]; sessionId: string };

export async function listDevices(sql: TransactionSql, accountId: string): Promise<OwnDevice[]> {
  return sql<OwnDevice[]>`
    select endpoint, kinds, session_id
    from push_subscription
    where account_id = ${accountId}
    order by id`;
}

/** Ends the subscription of a browser in which somebody else was signed in before. */
export async function endForeignDevice(
  sql: TransactionSql,
  endpoint: string,
  accountId: string,
): Promise<void> {
  await sql`
    delete from push_subscription
    where endpoint = ${endpoint} and account_id <> ${accountId}`;
}

export type NewDevice = PushTarget & {
  accountId: string;
  sessionId: string;
  language: 'vi' | 'en';
  kinds: NoticeKind[];
};

/** Keeps a browser that is to be told, or what has changed about it; ends those of the account beyond the most. */
export async function saveDevice(
  sql: TransactionSql,
  device: NewDevice,
  now: IsoInstant,
): Promise<void> {
  await sql`
    insert into push_subscription (
      account_id, session_id, endpoint, p256dh, auth, language, kinds, renewed_at
    ) values (
      ${device.accountId}, ${device.sessionId}, ${device.endpoint}, ${device.p256dh},
      ${device.auth}, ${device.language}, ${device.kinds}, ${now}
    )
    on conflict on constraint push_subscription_endpoint_unique do update
    set
      session_id = excluded.session_id, p256dh = excluded.p256dh, auth = excluded.auth,
      language = excluded.language, kinds = excluded.kinds, renewed_at = excluded.renewed_at`;
  await sql`
    delete from push_subscription
    where account_id = ${device.accountId} and id not in (
      select id from push_subscription
      where account_id = ${device.accountId}
      order by renewed_at desc, id desc
      limit ${MOST_PUSH_DEVICES}
    )`;
}

export async function endDevice(
  sql: TransactionSql,
  accountId: string,
  endpoint: string,
): Promise<void> {
  await sql`
    delete from push_subscription where account_id = ${accountId} and endpoint = ${endpoint}`;
}

/** Finds a browser to be told on a day; null where it ended or its person may not come in any more. */
export async function findTarget(
  sql: TransactionSql,
  subscriptionId: number,
  on: IsoDate,
): Promise<(PushTarget & { language: 'vi' | 'en' }) | null> {
  const [row] = await sql<(PushTarget & { language: 'vi' | 'en' })[]>`
    select push_subscription.endpoint, push_subscription.p256dh, push_subscription.auth,
      push_subscription.language
    from push_subscription
    join app_user on app_user.id = push_subscription.account_id
    join app_session on app_session.id = push_subscription.session_id
    where push_subscription.id = ${subscriptionId}
      and app_user.disabled_at is null and app_session.wipe_asked_at is null
      and exists (
        select from role_assignment
        where role_assignment.account_id = app_user.id
          and role_assignment.valid_from <= ${on}
          and (role_assignment.valid_to is null or role_assignment.valid_to > ${on})
      )`;
  return row ?? null;
}

/** A notice that a browser has not been told yet. */
export type WaitingPush = {
  noticeId: number;
  kind: NoticeKind;
  code: string | null;
  targetId: number | null;
  onDate: IsoDate | null;
  waiting: number | null;
  overdue: number | null;
  createdAt: IsoInstant;
  read: boolean;
};

export async function listWaitingPushes(
  sql: TransactionSql,
  subscriptionId: number,
): Promise<WaitingPush[]> {
  return sql<WaitingPush[]>`
    select
      notice.id as notice_id, notice.kind, notice.code, notice.target_id, notice.on_date,
      notice.waiting, notice.overdue, notice.created_at, notice.read_at is not null as read
    from push_waiting
    join notice on notice.id = push_waiting.notice_id
    where push_waiting.subscription_id = ${subscriptionId}
    order by notice.id`;
}

export async function endWaiting(
  sql: TransactionSql,
  subscriptionId: number,
  noticeIds: readonly number[],
): Promise<void> {
  await sql`
    delete from push_waiting
    where subscription_id = ${subscriptionId} and notice_id = any (${[...noticeIds]}::integer[])`;
}

export async function endSubscription(sql: TransactionSql, subscriptionId: number): Promise<void> {
  await sql`delete from push_subscription where id = ${subscriptionId}`;
}

/** Lists browsers for which something waits that was to be told before an instant, with no job to do it. */
export async function listLeftWaiting(sql: TransactionSql, before: IsoInstant): Promise<number[]> {
  const rows = await sql<{ subscriptionId: number }[]>`
    select distinct push_waiting.subscription_id
    from push_waiting
    join notice on notice.id = push_waiting.notice_id
    where notice.created_at < ${before} and not exists (
      select from job
      where job.kind = 'notices.push' and job.state <> 'done'
        and (job.payload ->> 'subscriptionId')::integer = push_waiting.subscription_id
    )
    order by push_waiting.subscription_id`;
  return rows.map(({ subscriptionId }) => subscriptionId);
}

/** Ends browsers whose person has not opened the product since an instant. */
export async function endOldSubscriptions(sql: TransactionSql, before: IsoInstant): Promise<void> {
  await sql`delete from push_subscription where renewed_at < ${before}`;
}
