import { REACH, type Actor, type Role } from '#server/contract/permission.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

/** Changes of who is an administrator wait for one another, so that two of them cannot remove both. */
export async function lockAssignments(sql: TransactionSql): Promise<void> {
  await sql`lock table role_assignment in share row exclusive mode`;
}

export async function countAdmins(sql: TransactionSql, on: IsoDate): Promise<number> {
  const [row] = await sql<{ admins: number }[]>`
    select count(distinct app_user.id) as admins
    from app_user
    join role_assignment on role_assignment.account_id = app_user.id
    where role_assignment.role = 'admin' and app_user.disabled_at is null
      and role_assignment.valid_from <= ${on}
      and (role_assignment.valid_to is null or role_assignment.valid_to > ${on})`;
  return row?.admins ?? 0;
}

/** Ends at `from` the account's assignments that reach into [from, to); their record stays. */
export async function endAssignments(
  sql: TransactionSql,
  accountId: string,
  period: { from: IsoDate; to: IsoDate | null },
): Promise<void> {
  await sql`
    update role_assignment set valid_to = greatest(valid_from, ${period.from}::date)
    where account_id = ${accountId}
      and daterange(valid_from, valid_to) && daterange(${period.from}::date, ${period.to}::date)`;
}

/** One row for each commune, or a single one without. Throws the constraint of an unknown commune. */
export async function insertAssignments(
  sql: TransactionSql,
  grant: {
    newId: () => string;
    accountId: string;
    role: Role;
    communeIds: readonly number[];
    validFrom: IsoDate;
    validTo: IsoDate | null;
    grantedBy: string | null;
    now: IsoInstant;
  },
): Promise<void> {
  const communes = grant.communeIds.length === 0 ? [null] : [...new Set(grant.communeIds)];
  const rows = communes.map((communeId) => ({
    id: grant.newId(),
    accountId: grant.accountId,
    role: grant.role,
    communeId,
    validFrom: grant.validFrom,
    validTo: grant.validTo,
    grantedBy: grant.grantedBy,
    grantedAt: grant.now,
  }));
  await sql`insert into role_assignment ${sql(rows)}`;
}

export async function listCommuneNames(
  sql: TransactionSql,
  communeIds: readonly number[],
): Promise<{ id: number; code: string; name: string }[]> {
  if (communeIds.length === 0) return [];
  return sql<{ id: number; code: string; name: string }[]>`
    select id, code, name from commune where id in ${sql([...communeIds])} order by code`;
}

/** The person of a username as the rules see them on a day; null without a valid assignment. */
export async function findActor(
  sql: TransactionSql,
  username: string,
  on: IsoDate,
): Promise<Actor | null> {
  const [row] = await sql<{ accountId: string; role: Role | null; communeIds: number[] }[]>`
    select
      app_user.id as account_id, min(role_assignment.role) as role,
      coalesce(
        array_agg(role_assignment.commune_id) filter (where role_assignment.commune_id is not null),
        '{}'
      ) as commune_ids
    from app_user
    join role_assignment on role_assignment.account_id = app_user.id
    where app_user.username = ${username} and app_user.disabled_at is null
      and role_assignment.valid_from <= ${on}
      and (role_assignment.valid_to is null or role_assignment.valid_to > ${on})
    group by app_user.id`;
  return row === undefined || row.role === null
    ? null
    : { ...row, role: row.role, reach: REACH[row.role] };
}
