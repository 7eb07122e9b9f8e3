import type { Role } from '#server/contract/permission.ts';
import { WORK_MAIL_ROLES, type ReminderPreference } from '#server/contract/reminder.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

import type { WaitingItem } from './rules.ts';

/** Nothing was chosen yet: nothing is sent until there is an address, then both kinds are. */
const UNCHOSEN: ReminderPreference = { address: null, digest: true, overdue: true };

export async function readPreference(
  sql: TransactionSql,
  accountId: string,
): Promise<ReminderPreference> {
  const [row] = await sql<ReminderPreference[]>`
    select address, digest, overdue from reminder_preference where account_id = ${accountId}`;
  return row ?? UNCHOSEN;
}

export async function savePreference(
  sql: TransactionSql,
  accountId: string,
  { address, digest, overdue }: ReminderPreference,
  now: IsoInstant,
): Promise<void> {
  await sql`
    insert into reminder_preference (account_id, address, digest, overdue, updated_at)
    values (${accountId}, ${address}, ${digest}, ${overdue}, ${now})
    on conflict on constraint reminder_preference_pkey do update
    set
      address = excluded.address, digest = excluded.digest, overdue = excluded.overdue,
      updated_at = excluded.updated_at`;
}

export type Recipient = {
  accountId: string;
  role: Role;
  communeIds: number[];
  address: string;
  digest: boolean;
  overdue: boolean;
};

/** Leaders and officers of a day who want mail and may still come in; all, or one of them. */
export async function listRecipients(
  sql: TransactionSql,
  on: IsoDate,
  accountId: string | null = null,
): Promise<Recipient[]> {
  return sql<Recipient[]>`
    select
      app_user.id as account_id, min(role_assignment.role) as role,
      array_agg(role_assignment.commune_id order by role_assignment.commune_id) as commune_ids,
      reminder_preference.address, reminder_preference.digest, reminder_preference.overdue
    from reminder_preference
    join app_user on app_user.id = reminder_preference.account_id
    join role_assignment on role_assignment.account_id = app_user.id
    where reminder_preference.address is not null
      and (reminder_preference.digest or reminder_preference.overdue)
      and app_user.disabled_at is null
      and role_assignment.role = any (${[...WORK_MAIL_ROLES]})
      and role_assignment.valid_from <= ${on}
      and (role_assignment.valid_to is null or role_assignment.valid_to > ${on})
      and (${accountId}::text is null or app_user.id = ${accountId})
    group by
      app_user.id, reminder_preference.address, reminder_preference.digest,
      reminder_preference.overdue
    order by app_user.id`;
}

export type ViewWatcher = {
  accountId: string;
  role: Role;
  /** Empty for roles that see the whole city. */
  communeIds: number[];
  address: string;
  viewIds: number[];
};

/** People of a day who watch views by mail, have an address and may still come in; all, or one of them. */
export async function listViewWatchers(
  sql: TransactionSql,
  on: IsoDate,
  accountId: string | null = null,
): Promise<ViewWatcher[]> {
  return sql<ViewWatcher[]>`
    select
      app_user.id as account_id, min(role_assignment.role) as role,
      coalesce(
        array_agg(distinct role_assignment.commune_id)
          filter (where role_assignment.commune_id is not null),
        '{}'
      ) as commune_ids,
      reminder_preference.address, array_agg(distinct view_watch.view_id) as view_ids
    from view_watch
    join reminder_preference on reminder_preference.account_id = view_watch.account_id
    join app_user on app_user.id = view_watch.account_id
    join role_assignment on role_assignment.account_id = app_user.id
    where view_watch.by_mail
      and reminder_preference.address is not null
      and app_user.disabled_at is null
      and role_assignment.valid_from <= ${on}
      and (role_assignment.valid_to is null or role_assignment.valid_to > ${on})
      and (${accountId}::text is null or app_user.id = ${accountId})
    group by app_user.id, reminder_preference.address
    order by app_user.id`;
}

/** Lists the work that waits for the asker on a day, like the worklist, but only with the codes of points. */
export async function listWaiting(sql: TransactionSql, on: IsoDate): Promise<WaitingItem[]> {
  return sql<WaitingItem[]>`
    select
      case work.kind
        when 'check' then work.kind || ':' || work.subject_id || ':' || work.due_on
        else work.kind || ':' || work.subject_id
      end as key,
      work.kind, point.code as point_code, work.due_on
    from actor_work(${on}) work
    join point on point.id = work.point_id`;
}

/** Lists the codes of the tips of others that the asker's commune is asked to take. */
export async function listTipsToTake(sql: TransactionSql): Promise<string[]> {
  const rows = await sql<{ code: string }[]>`
    select code from tips_asked_of_actor() order by code`;
  return rows.map(({ code }) => code);
}

/** Remembers that these items were told to a person; gives back those that had not been. */
export async function rememberTold(
  sql: TransactionSql,
  accountId: string,
  items: readonly string[],
  now: IsoInstant,
): Promise<string[]> {
  const rows = await sql<{ item: string }[]>`
    insert into reminder_told (account_id, item, told_at)
    select ${accountId}, given.item, ${now}::timestamptz
    from unnest(${[...items]}::text[]) given (item)
    on conflict on constraint reminder_told_pkey do nothing
    returning item`;
  return rows.map((row) => row.item);
}
