import type { SingleSignOnBinding } from '#server/contract/single-sign-on.ts';
import type { IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

/** Person whom a provider has proven, with every name hashed. */
export type HashedPerson = {
  subjectHash: string;
  providerSessionHash: string | null;
  factorProven: boolean;
};

/** The account that a proven person or a code leads to. */
export type Owner = { accountId: string; username: string; secondFactor: boolean };

/** Session of the account that is signed in and binds itself, or confirms an act that decides. */
export type OwnSession = { accountId: string; sessionId: string };

/** The aim of a way to the provider and back. */
export type Aim =
  | { stage: 'started'; own: null }
  /** Binds the account. */
  | { stage: 'started'; own: OwnSession }
  | { stage: 'confirming'; own: OwnSession };

/** A way to the provider that was begun, at an instant of the database's clock. */
export type Begun = Aim & { startedAt: IsoInstant };

export async function insertAttempt(
  sql: TransactionSql,
  attempt: { idHash: string; browserHash: string; now: IsoInstant; expiresAt: IsoInstant },
  { stage, own }: Aim,
): Promise<void> {
  await sql`delete from single_sign_on_attempt where expires_at <= ${attempt.now}`;
  await sql`
    insert into single_sign_on_attempt (
      id_hash, stage, browser_hash, account_id, session_id, expires_at
    ) values (
      ${attempt.idHash}, ${stage}, ${attempt.browserHash}, ${own?.accountId ?? null},
      ${own?.sessionId ?? null}, ${attempt.expiresAt}
    )`;
}

/** Takes what a browser has begun, which thereby counts once; null when there is none. */
export async function takeAttempt(
  sql: TransactionSql,
  asked: { idHash: string; browserHash: string; now: IsoInstant },
): Promise<Begun | null> {
  type Row = {
    stage: Aim['stage'];
    accountId: string | null;
    sessionId: string | null;
    startedAt: IsoInstant;
  };
  const [row] = await sql<Row[]>`
    delete from single_sign_on_attempt
    where id_hash = ${asked.idHash} and browser_hash = ${asked.browserHash}
      and stage in ('started', 'confirming') and expires_at > ${asked.now}
    returning stage, account_id, session_id, started_at`;
  if (row === undefined) return null;
  const { stage, accountId, sessionId, startedAt } = row;
  if (accountId === null || sessionId === null) return { stage: 'started', own: null, startedAt };
  return { stage, own: { accountId, sessionId }, startedAt };
}

/** Keeps a proven person until the next step: a session, a binding code, or the second factor of an account. */
export async function insertProven(
  sql: TransactionSql,
  proven: HashedPerson & {
    idHash: string;
    browserHash: string;
    expiresAt: IsoInstant;
  },
): Promise<void> {
  await sql`
    insert into single_sign_on_attempt (
      id_hash, stage, browser_hash, subject_hash, provider_session_hash, factor_proven, expires_at
    ) values (
      ${proven.idHash}, 'proven', ${proven.browserHash}, ${proven.subjectHash},
      ${proven.providerSessionHash}, ${proven.factorProven}, ${proven.expiresAt}
    )`;
}

/** Finds the person whom this browser has proven last and who is bound to no account yet. */
export async function findProven(
  sql: TransactionSql,
  asked: { browserHash: string; now: IsoInstant },
): Promise<(HashedPerson & { idHash: string }) | null> {
  const [row] = await sql<(HashedPerson & { idHash: string })[]>`
    select id_hash, subject_hash, provider_session_hash, factor_proven
    from single_sign_on_attempt
    where browser_hash = ${asked.browserHash} and stage = 'proven' and expires_at > ${asked.now}
    order by expires_at desc
    limit 1`;
  return row ?? null;
}

/** Ends a proven step; false where a logout of the provider has ended it before. */
export async function deleteProven(sql: TransactionSql, idHash: string): Promise<boolean> {
  const rows = await sql`
    delete from single_sign_on_attempt where id_hash = ${idHash} and stage = 'proven'
    returning id_hash`;
  return rows.length === 1;
}

/** Keeps a binding under another hash of the same person: the secret of the server has changed. */
export async function renameSubject(
  sql: TransactionSql,
  { former, present }: { former: string; present: string },
): Promise<void> {
  await sql`
    update single_sign_on_identity set subject_hash = ${present} where subject_hash = ${former}`;
}

/** Lets a proven step wait for the second factor of an account; false where a logout has ended it before. */
export async function awaitSecondFactor(
  sql: TransactionSql,
  step: { idHash: string; challengeHash: string; accountId: string },
): Promise<boolean> {
  const rows = await sql`
    update single_sign_on_attempt
    set id_hash = ${step.challengeHash}, stage = 'second_factor', account_id = ${step.accountId}
    where id_hash = ${step.idHash} and stage = 'proven'
    returning id_hash`;
  return rows.length === 1;
}

export async function findBoundAccount(
  sql: TransactionSql,
  subjectHash: string,
): Promise<(Owner & { disabled: boolean }) | null> {
  const [row] = await sql<(Owner & { disabled: boolean })[]>`
    select
      account_id, username, two_factor_enabled as second_factor, disabled_at is not null as disabled
    from single_sign_on_identity
    join app_user on app_user.id = account_id
    where subject_hash = ${subjectHash}`;
  return row ?? null;
}

export async function insertIdentity(
  sql: TransactionSql,
  identity: { accountId: string; subjectHash: string; now: IsoInstant },
): Promise<void> {
  await sql`
    insert into single_sign_on_identity (account_id, subject_hash, bound_at)
    values (${identity.accountId}, ${identity.subjectHash}, ${identity.now})`;
}

/** False where the account is bound to nobody. */
export async function deleteIdentity(sql: TransactionSql, accountId: string): Promise<boolean> {
  const rows = await sql`
    delete from single_sign_on_identity where account_id = ${accountId} returning account_id`;
  return rows.length === 1;
}

export async function readBinding(
  sql: TransactionSql,
  accountId: string,
  now: IsoInstant,
): Promise<SingleSignOnBinding> {
  const [row] = await sql<SingleSignOnBinding[]>`
    select
      (select bound_at from single_sign_on_identity where account_id = ${accountId}) as bound_at,
      (
        select expires_at from single_sign_on_code
        where account_id = ${accountId} and expires_at > ${now}
      ) as code_expires_at`;
  return row ?? { boundAt: null, codeExpiresAt: null };
}

/** Gives an account a binding code; an earlier one ends. */
export async function saveCode(
  sql: TransactionSql,
  code: {
    accountId: string;
    codeHash: string;
    issuedBy: string;
    now: IsoInstant;
    expiresAt: IsoInstant;
  },
): Promise<void> {
  await sql`
    insert into single_sign_on_code (account_id, code_hash, issued_by, issued_at, expires_at)
    values (
      ${code.accountId}, ${code.codeHash}, ${code.issuedBy}, ${code.now}, ${code.expiresAt}
    )
    on conflict on constraint single_sign_on_code_pkey do update set
      code_hash = excluded.code_hash, issued_by = excluded.issued_by,
      issued_at = excluded.issued_at, expires_at = excluded.expires_at`;
}

/** Finds the account that an open binding code is for; null also while the account is disabled. */
export async function findCodeOwner(
  sql: TransactionSql,
  codeHash: string,
  now: IsoInstant,
): Promise<Owner | null> {
  const [row] = await sql<Owner[]>`
    select account_id, username, two_factor_enabled as second_factor
    from single_sign_on_code
    join app_user on app_user.id = account_id
    where code_hash = ${codeHash} and expires_at > ${now} and disabled_at is null`;
  return row ?? null;
}

/** Ends the binding code of an account, used or not; false where there was none. */
export async function deleteCode(sql: TransactionSql, accountId: string): Promise<boolean> {
  const rows = await sql`
    delete from single_sign_on_code where account_id = ${accountId} returning account_id`;
  return rows.length === 1;
}

/** Ends the sessions of an account that the provider opened, but for one when it is given. */
export async function deleteProviderSessions(
  sql: TransactionSql,
  accountId: string,
  exceptId: string | null = null,
): Promise<void> {
  await sql`
    delete from app_session
    where user_id = ${accountId} and wipe_asked_at is null and id <> coalesce(${exceptId}::text, '')
      and id in (select session_id from single_sign_on_session)`;
}

/** Notes a logout token; false where it was obeyed before. */
export async function spendLogout(
  sql: TransactionSql,
  spent: { tokenHash: string; expiresAt: IsoInstant; now: IsoInstant },
): Promise<boolean> {
  await sql`
    delete from single_sign_on_logout
    where expires_at < ${spent.now}::timestamptz - interval '1 hour'`;
  const rows = await sql`
    insert into single_sign_on_logout (token_hash, expires_at)
    values (${spent.tokenHash}, ${spent.expiresAt})
    on conflict on constraint single_sign_on_logout_pkey do nothing
    returning token_hash`;
  return rows.length === 1;
}

/**
 * Ends what a provider's logout names: the sessions of its session or, where it names the person alone, all sessions
 * that it opened for the account; with them the sign-ins that wait for a further step. Gives the accounts.
 */
export async function endProviderSessions(
  sql: TransactionSql,
  named: { subjectHash: string | null; providerSessionHash: string | null },
): Promise<string[]> {
  const { subjectHash, providerSessionHash } = named;
  const waiting = await sql<{ accountId: string | null }[]>`
    delete from single_sign_on_attempt
    where (${subjectHash}::text is null or subject_hash = ${subjectHash})
      and (${providerSessionHash}::text is null or provider_session_hash = ${providerSessionHash})
      and subject_hash is not null
    returning case when stage = 'second_factor' then account_id end as account_id`;
  const challenged = waiting.map(({ accountId }) => accountId).filter((id) => id !== null);
  await sql`
    delete from app_verification
    where value = any (${challenged}::text[]) and identifier like '2fa-%'`;
  const ended = await sql<{ userId: string }[]>`
    delete from app_session
    using single_sign_on_session
    where single_sign_on_session.session_id = app_session.id
      and app_session.wipe_asked_at is null
      and (
        ${providerSessionHash}::text is null
        or single_sign_on_session.provider_session_hash = ${providerSessionHash}
      )
      and (
        ${subjectHash}::text is null
        or app_session.user_id in (
          select account_id from single_sign_on_identity where subject_hash = ${subjectHash}
        )
      )
    returning app_session.user_id`;
  return [...new Set(ended.map(({ userId }) => userId))];
}
