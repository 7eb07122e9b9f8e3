import type { Account, Assignment } from '#server/contract/account.ts';
import type { Role } from '#server/contract/permission.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

/**
 * The rest of the transaction stands in the log under this person's name. Accounts are changed
 * outside the reach of every role, so nothing else would say who did it.
 */
export async function actInTheNameOf(
  sql: TransactionSql,
  actor: { accountId: string; role: string },
): Promise<void> {
  await sql`
    select
      set_config('diaban.account_id', ${actor.accountId}, true),
      set_config('diaban.role', ${actor.role}, true)`;
}

/** An account as its own tables have it, without its link. */
type AccountRow = Omit<Account, 'link' | 'mailable'> & { hasAddress: boolean };

/** All accounts by username, or one of them, with every assignment they ever had. */
export async function listAccounts(
  sql: TransactionSql,
  on: IsoDate,
  accountId: string | null = null,
): Promise<AccountRow[]> {
  const rows = await sql<Omit<AccountRow, 'role'>[]>`
    select
      app_user.id, app_user.username, app_user.name, app_user.disabled_at,
      app_user.must_change_password, app_user.two_factor_enabled as second_factor,
      app_user.created_at,
      exists (
        select from reminder_preference
        where reminder_preference.account_id = app_user.id
          and reminder_preference.address is not null
      ) as has_address,
      coalesce(held.assignments, '[]'::jsonb) as assignments
    from app_user
    left join lateral (
      select
        jsonb_agg(
          jsonb_build_object(
            'id', role_assignment.id,
            'role', role_assignment.role,
            'commune', case
              when commune.id is not null
                then jsonb_build_object('id', commune.id, 'code', commune.code, 'name', commune.name)
            end,
            'validFrom', role_assignment.valid_from,
            'validTo', role_assignment.valid_to
          )
          order by role_assignment.valid_from desc, commune.code
        ) as assignments
      from role_assignment
      left join commune on commune.id = role_assignment.commune_id
      where role_assignment.account_id = app_user.id
    ) as held on true
    where (${accountId}::text is null or app_user.id = ${accountId})
      -- What hands in tips by itself is nobody's account.
      and not exists (select from tip_source where tip_source.account_id = app_user.id)
    order by app_user.username`;
  return rows.map((row) => ({ ...row, role: roleOn(row.assignments, on) }));
}

function roleOn(assignments: readonly Assignment[], day: IsoDate): Role | null {
  const valid = assignments.find(
    ({ validFrom, validTo }) => validFrom <= day && (validTo === null || validTo > day),
  );
  return valid?.role ?? null;
}

export async function insertAccount(
  sql: TransactionSql,
  account: {
    id: string;
    credentialId: string;
    username: string;
    name: string;
    passwordHash: string;
    mustChangePassword: boolean;
    now: IsoInstant;
  },
): Promise<void> {
  const { id, username, now } = account;
  await sql`
    insert into app_user (
      id, name, email, username, display_username, must_change_password, created_at, updated_at
    ) values (
      ${id}, ${account.name}, ${`${username}@dia-ban.invalid`}, ${username}, ${username},
      ${account.mustChangePassword}, ${now}, ${now}
    )`;
  // "credential" is better-auth's word for a password of its own.
  await sql`
    insert into app_credential (
      id, account_id, provider_id, user_id, password, created_at, updated_at
    ) values (
      ${account.credentialId}, ${id}, 'credential', ${id}, ${account.passwordHash}, ${now}, ${now}
    )`;
}

export async function readPasswordHash(
  sql: TransactionSql,
  accountId: string,
): Promise<string | null> {
  const [row] = await sql<{ password: string | null }[]>`
    select password from app_credential
    where user_id = ${accountId} and provider_id = 'credential'`;
  return row?.password ?? null;
}

export async function savePassword(
  sql: TransactionSql,
  change: { accountId: string; passwordHash: string; mustChange: boolean; now: IsoInstant },
): Promise<void> {
  const { accountId, now } = change;
  await sql`
    update app_credential set password = ${change.passwordHash}, updated_at = ${now}
    where user_id = ${accountId} and provider_id = 'credential'`;
  await sql`
    update app_user set must_change_password = ${change.mustChange}, updated_at = ${now}
    where id = ${accountId}`;
}

/** Replaces the hash of a password that stays the same, where nobody has changed it meanwhile. */
export async function replacePasswordHash(
  sql: TransactionSql,
  { accountId, before, hash }: { accountId: string; before: string; hash: string },
): Promise<void> {
  await sql`
    update app_credential set password = ${hash}
    where user_id = ${accountId} and provider_id = 'credential' and password = ${before}`;
}

export async function removeSecondFactor(
  sql: TransactionSql,
  accountId: string,
  now: IsoInstant,
): Promise<void> {
  await sql`delete from app_two_factor where user_id = ${accountId}`;
  await sql`delete from passkey where account_id = ${accountId}`;
  await sql`
    update app_user set two_factor_enabled = false, updated_at = ${now} where id = ${accountId}`;
}

export async function setDisabled(
  sql: TransactionSql,
  accountId: string,
  disabledAt: IsoInstant | null,
  now: IsoInstant,
): Promise<void> {
  await sql`
    update app_user set disabled_at = ${disabledAt}, updated_at = ${now} where id = ${accountId}`;
}

/** Finds how an account and its person are called; null when there is no such account. */
export async function findAccountNames(
  sql: TransactionSql,
  accountId: string,
): Promise<{ username: string; name: string } | null> {
  const [row] = await sql<{ username: string; name: string }[]>`
    select username, name from app_user where id = ${accountId}`;
  return row ?? null;
}

export async function findAccountId(sql: TransactionSql, username: string): Promise<string | null> {
  const [row] = await sql<{ id: string }[]>`
    select id from app_user where username = ${username.toLowerCase()}`;
  return row?.id ?? null;
}

/** Inserts the account of a hotline, portal or system: nobody can sign in with it. */
export async function insertProgramAccount(
  sql: TransactionSql,
  account: { id: string; username: string; name: string; now: IsoInstant },
): Promise<void> {
  await sql`
    insert into app_user (id, name, email, username, display_username, created_at, updated_at)
    values (
      ${account.id}, ${account.name}, ${`${account.username}@dia-ban.invalid`}, ${account.username},
      ${account.username}, ${account.now}, ${account.now}
    )`;
}

/**
 * Writes a notice for the owner of an account whose second factor is locked, once a day. False where it is not locked, was
 * told that day, or is closed.
 */
export async function tellOfLockedFactor(
  sql: TransactionSql,
  { accountId, day, now }: { accountId: string; day: IsoDate; now: IsoInstant },
): Promise<boolean> {
  const rows = await sql`
    insert into notice (account_id, kind, fact, on_date, created_at)
    select app_user.id, 'password_known', ${`password_known:${day}`}, ${day}::date, ${now}
    from app_user
    join app_two_factor on app_two_factor.user_id = app_user.id
    where app_user.id = ${accountId} and app_user.disabled_at is null
      and app_two_factor.locked_until > now()
    on conflict on constraint notice_once do nothing
    returning id`;
  return rows.length === 1;
}

/** Reads the part of what opens a device's work that the server keeps for a live session; null where that is over. */
export async function readDeviceShare(
  sql: TransactionSql,
  sessionId: string,
): Promise<string | null> {
  const [row] = await sql<{ share: string | null }[]>`
    select encode(device_share, 'hex') as share from app_session
    where id = ${sessionId} and expires_at > now() and idle_until > now()`;
  return row?.share ?? null;
}
