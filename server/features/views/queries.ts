import type { SavedView, SaveView } from '#server/contract/saved-view.ts';
import type { IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

export type StoredView = Omit<SavedView, 'entered'>;

/** The views that the asker may read, own ones first; all, or one of them. */
export async function listViews(
  sql: TransactionSql,
  accountId: string,
  viewId: number | null = null,
): Promise<StoredView[]> {
  return sql<StoredView[]>`
    select
      saved_view.id, saved_view.name, saved_view.search, saved_view.shared_with,
      saved_view.account_id = ${accountId} as own, app_user.name as owner_name,
      view_watch.view_id is not null as watched, coalesce(view_watch.by_mail, false) as by_mail
    from saved_view
    join app_user on app_user.id = saved_view.account_id
    left join view_watch
      on view_watch.view_id = saved_view.id and view_watch.account_id = ${accountId}
    where ${viewId}::integer is null or saved_view.id = ${viewId}
    order by saved_view.account_id = ${accountId} desc, saved_view.name, saved_view.id`;
}

export async function countOwnViews(sql: TransactionSql, accountId: string): Promise<number> {
  const [row] = await sql<{ views: number }[]>`
    select count(*)::integer as views from saved_view where account_id = ${accountId}`;
  return row?.views ?? 0;
}

/** Keeps a view; null where the person has one of that name already. */
export async function insertView(
  sql: TransactionSql,
  view: SaveView & { accountId: string; savedAt: IsoInstant },
): Promise<number | null> {
  const [row] = await sql<{ id: number }[]>`
    insert into saved_view (account_id, name, search, shared_with, saved_at)
    values (
      ${view.accountId}, ${view.name}, ${JSON.stringify(view.search)}::text::jsonb,
      ${view.sharedWith}, ${view.savedAt}
    )
    on conflict on constraint saved_view_name_once do nothing
    returning id`;
  return row?.id ?? null;
}

/** Writes an own view anew; false where the name is taken by another one. */
export async function updateView(
  sql: TransactionSql,
  viewId: number,
  view: SaveView & { accountId: string; savedAt: IsoInstant },
): Promise<boolean> {
  const rows = await sql`
    update saved_view
    set
      name = ${view.name}, search = ${JSON.stringify(view.search)}::text::jsonb,
      shared_with = ${view.sharedWith}, saved_at = ${view.savedAt}
    where id = ${viewId} and account_id = ${view.accountId}
      and not exists (
        select from saved_view other
        where other.account_id = ${view.accountId} and other.name = ${view.name}
          and other.id <> ${viewId}
      )
    returning id`;
  return rows.length === 1;
}

export async function deleteView(sql: TransactionSql, viewId: number): Promise<void> {
  await sql`delete from saved_view where id = ${viewId}`;
}

export async function setWatch(
  sql: TransactionSql,
  watch: {
    accountId: string;
    viewId: number;
    watched: boolean;
    byMail: boolean;
    now: IsoInstant;
  },
): Promise<void> {
  if (!watch.watched) {
    await sql`
      delete from view_watch where account_id = ${watch.accountId} and view_id = ${watch.viewId}`;
    return;
  }
  await sql`
    insert into view_watch (account_id, view_id, by_mail, watched_since)
    values (${watch.accountId}, ${watch.viewId}, ${watch.byMail}, ${watch.now})
    on conflict on constraint view_watch_pkey do update set by_mail = excluded.by_mail`;
}

/** True when the person named an address for mail to themselves. */
export async function hasMailAddress(sql: TransactionSql, accountId: string): Promise<boolean> {
  const [row] = await sql<{ has: boolean }[]>`
    select exists (
      select from reminder_preference where account_id = ${accountId} and address is not null
    ) as has`;
  return row?.has === true;
}
