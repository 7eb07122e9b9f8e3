import type { AccountSession } from '#server/contract/account.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

import type { SessionHolder } from './holder.ts';

/**
 * Finds the holder of a session by its token, with the assignments valid on a day; null when it is unknown, revoked,
 * expired or idle for too long. One statement, because every request asks for it. It runs as the system, since it finds
 * the actor.
 */
export async function findHolder(
  sql: TransactionSql,
  token: string,
  on: IsoDate,
): Promise<SessionHolder | null> {
  const [row] = await holdersWhere(
    sql,
    sql`
      app_session.token = ${token}
      or (app_session.former_token = ${token} and app_session.former_token_until > now())`,
    on,
  );
  return row ?? null;
}

/** Finds the holders of many sessions by their ids, like {@link findHolder}; those that have ended are left out. */
export async function findHolders(
  sql: TransactionSql,
  sessionIds: readonly string[],
  on: IsoDate,
): Promise<SessionHolder[]> {
  return holdersWhere(sql, sql`app_session.id = any (${[...sessionIds]}::text[])`, on);
}

function holdersWhere(
  sql: TransactionSql,
  condition: ReturnType<TransactionSql>,
  on: IsoDate,
): Promise<SessionHolder[]> {
  return sql<SessionHolder[]>`
    select
      app_session.id as session_id, app_user.id as account_id, app_user.username, app_user.name,
      app_user.disabled_at is not null as disabled, app_user.must_change_password,
      app_user.two_factor_enabled as second_factor, assigned.role, assigned.commune_ids,
      exists (
        select from passkey where account_id = app_user.id and copied_at is null
      ) as passkey,
      extract(epoch from now() - app_session.proved_at)::double precision as seconds_since_proof,
      extract(epoch from app_session.idle_until - now())::double precision as seconds_until_idle,
      coalesce(app_session.proved_address, app_session.ip_address) as proved_address,
      coalesce(app_session.proved_agent, app_session.user_agent) as proved_agent,
      exists (select from setting where key = 'demo' and value = 'true'::jsonb) as demo,
      by_provider.session_id is not null as single_sign_on,
      coalesce(by_provider.factor_proven, false) as factor_proven
    from app_session
    join app_user on app_user.id = app_session.user_id
    left join single_sign_on_session as by_provider on by_provider.session_id = app_session.id
    cross join lateral (${assignmentsOn(sql, on)}) as assigned
    where app_session.expires_at > now() and app_session.idle_until > now() and (${condition})`;
}

/** The role of the account `app_user` around it on a day, with its communes. */
export function assignmentsOn(sql: TransactionSql, on: IsoDate) {
  return sql`
    select
      min(role) as role,
      coalesce(
        array_agg(commune_id order by commune_id) filter (where commune_id is not null), '{}'
      ) as commune_ids
    from role_assignment
    where account_id = app_user.id
      and valid_from <= ${on} and (valid_to is null or valid_to > ${on})`;
}

/** Notes that the person of a session has shown to be there now. Sessions go by the clock of the database. */
export async function noteProof(sql: TransactionSql, sessionId: string): Promise<void> {
  await sql`update app_session set proved_at = now() where id = ${sessionId}`;
}

/**
 * Gives a session a new token after a proof of its person, and notes from where it came. The former token is taken for
 * ten seconds more. Returns the seconds that the session still has; null where it is over.
 */
export async function renewToken(
  sql: TransactionSql,
  renewed: { sessionId: string; token: string; address: string | null; userAgent: string | null },
): Promise<number | null> {
  const [row] = await sql<{ seconds: number }[]>`
    update app_session
    set token = ${renewed.token}, former_token = token,
      former_token_until = now() + interval '10 seconds', proved_at = now(),
      proved_address = ${renewed.address}, proved_agent = ${renewed.userAgent}
    where id = ${renewed.sessionId} and expires_at > now()
    returning extract(epoch from expires_at - now())::integer as seconds`;
  return row?.seconds ?? null;
}

/** Reads the whole seconds until a session ends at the latest; 0 where it is over. */
export async function readSecondsLeft(sql: TransactionSql, sessionId: string): Promise<number> {
  const [row] = await sql<{ seconds: number }[]>`
    select greatest(0, floor(extract(epoch from expires_at - now())))::integer as seconds
    from app_session where id = ${sessionId}`;
  return row?.seconds ?? 0;
}

/** Notes that a session was used: it is idle that many minutes from now. */
export async function noteUse(
  sql: TransactionSql,
  sessionId: string,
  minutes: number,
): Promise<void> {
  await sql`
    update app_session set idle_until = now() + make_interval(mins => ${minutes})
    where id = ${sessionId} and idle_until > now()`;
}

/** Ends a session that was idle for too long for good: nothing wakes it again. */
export async function endIdleSession(sql: TransactionSql, token: string): Promise<void> {
  await sql`
    update app_session set expires_at = least(expires_at, now()), device_share = null
    where token = ${token} and idle_until <= now() and expires_at > now()`;
}

/** The end of a session that somebody ended. With an account the device deletes what it keeps for that account. */
export type SessionEnd = { wipedAccountId: string | null };

/** Reads how a session was ended that is valid no longer; null where it has merely run out. */
export async function findSessionEnd(
  sql: TransactionSql,
  token: string,
): Promise<SessionEnd | null> {
  const [row] = await sql<{ accountId: string; wiped: boolean }[]>`
    select user_id as account_id, wipe_asked_at is not null as wiped
    from app_session
    where token = ${token} or former_token = ${token}`;
  if (row === undefined) return { wipedAccountId: null };
  return row.wiped ? { wipedAccountId: row.accountId } : null;
}

/** Lists the sessions of an account, latest first; `currentId` marks the reader's own session. */
export async function listSessions(
  sql: TransactionSql,
  accountId: string,
  currentId: string | null,
): Promise<AccountSession[]> {
  return sql<AccountSession[]>`
    select
      id, id = coalesce(${currentId}::text, '') as current, created_at, expires_at,
      ip_address as address, user_agent
    from app_session
    where user_id = ${accountId} and expires_at > now() and idle_until > now()
    order by created_at desc, id`;
}

/** False when the account has no such session. */
export async function deleteSession(
  sql: TransactionSql,
  accountId: string,
  sessionId: string,
): Promise<boolean> {
  const rows = await sql`
    delete from app_session
    where id = ${sessionId} and user_id = ${accountId} and wipe_asked_at is null
    returning id`;
  return rows.length === 1;
}

/** Ends a session and asks its device to delete everything. False when the account has no such session. */
export async function wipeSession(
  sql: TransactionSql,
  wiped: { accountId: string; sessionId: string; now: IsoInstant },
): Promise<boolean> {
  const rows = await sql`
    update app_session
    set wipe_asked_at = ${wiped.now}, expires_at = least(expires_at, now()), device_share = null
    where id = ${wiped.sessionId} and user_id = ${wiped.accountId} and wipe_asked_at is null
    returning id`;
  return rows.length === 1;
}

/** Signs an account out everywhere, but for one session when it is given. */
export async function deleteSessionsOf(
  sql: TransactionSql,
  accountId: string,
  exceptId: string | null = null,
): Promise<void> {
  await sql`
    delete from app_session
    where user_id = ${accountId} and id <> coalesce(${exceptId}::text, '')
      and wipe_asked_at is null`;
}

export type Attempts = { count: number; secondsLeft: number };

/**
 * Takes one try out of the window of a key, before it is known whether it succeeds: tries that
 * arrive together cannot all pass. Gives how many were taken and the seconds until a new window.
 */
export async function takeAttempt(
  sql: TransactionSql,
  key: string,
  now: IsoInstant,
  windowSeconds: number,
): Promise<Attempts> {
  const [row] = await sql<Attempts[]>`
    insert into sign_in_attempt as attempt (key, count, window_started_at)
    values (${key}, 1, ${now}::timestamptz)
    on conflict (key) do update set
      count = case
        when attempt.window_started_at + make_interval(secs => ${windowSeconds}) <= ${now}::timestamptz
          then 1
        else attempt.count + 1
      end,
      window_started_at = case
        when attempt.window_started_at + make_interval(secs => ${windowSeconds}) <= ${now}::timestamptz
          then ${now}::timestamptz
        else attempt.window_started_at
      end
    returning
      count,
      ceil(
        extract(epoch from window_started_at - ${now}::timestamptz) + ${windowSeconds}
      )::integer as seconds_left`;
  if (row === undefined) throw new Error('The attempt was not counted');
  return row;
}

/** Gives the tries of a key back after a success, and forgets those of other days. */
export async function clearAttempts(
  sql: TransactionSql,
  key: string,
  now: IsoInstant,
): Promise<void> {
  await sql`
    delete from sign_in_attempt
    where key = ${key} or window_started_at < ${now}::timestamptz - interval '1 day'`;
}

/** Gives one try of a key back: other people at the same address may have failed meanwhile. */
export async function giveBackAttempt(sql: TransactionSql, key: string): Promise<void> {
  await sql`update sign_in_attempt set count = greatest(count - 1, 0) where key = ${key}`;
}

/** Finds the account that has given its password and still owes the second factor; null once that is over. */
export async function findChallenged(
  sql: TransactionSql,
  challenge: string,
): Promise<string | null> {
  const [row] = await sql<{ value: string }[]>`
    select value from app_verification where identifier = ${challenge} and expires_at > now()`;
  return row?.value ?? null;
}

/**
 * Marks a code as checked; false when it was checked within the last two minutes, the time for which it can be right.
 */
export async function spendCode(
  sql: TransactionSql,
  spent: { accountId: string; codeHash: string; now: IsoInstant },
): Promise<boolean> {
  await sql`
    delete from spent_code where spent_at < ${spent.now}::timestamptz - interval '2 minutes'`;
  const rows = await sql`
    insert into spent_code (account_id, code_hash, spent_at)
    values (${spent.accountId}, ${spent.codeHash}, ${spent.now})
    on conflict on constraint spent_code_pkey do nothing
    returning account_id`;
  return rows.length === 1;
}

export async function isDisabled(sql: TransactionSql, accountId: string): Promise<boolean> {
  const [row] = await sql<{ disabled: boolean }[]>`
    select disabled_at is not null as disabled from app_user where id = ${accountId}`;
  return row?.disabled ?? true;
}

/** Reads the encrypted key of an account's second factor and its hashed backup codes; null where it has none. */
export async function findFactor(
  sql: TransactionSql,
  accountId: string,
): Promise<{ key: string; backupCodes: string } | null> {
  const [row] = await sql<{ key: string; backupCodes: string }[]>`
    select secret as key, backup_codes from app_two_factor where user_id = ${accountId}`;
  return row ?? null;
}

/** Lists the encrypted keys of all active second factors. */
export async function listFactorKeys(sql: TransactionSql): Promise<string[]> {
  const rows = await sql<{ secret: string }[]>`
    select secret from app_two_factor
    join app_user on app_user.id = user_id
    where two_factor_enabled`;
  return rows.map(({ secret }) => secret);
}
