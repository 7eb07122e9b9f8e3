import type { IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

/** Notes that a session was opened through the organisation's provider. */
export async function noteProviderSession(
  sql: TransactionSql,
  opened: { sessionId: string; providerSessionHash: string | null; factorProven: boolean },
): Promise<void> {
  await sql`
    insert into single_sign_on_session (session_id, provider_session_hash, factor_proven)
    values (${opened.sessionId}, ${opened.providerSessionHash}, ${opened.factorProven})`;
}

/** Notes the session at the provider that a session here belongs to from now on: its logout ends that one too. */
export async function moveToProviderSession(
  sql: TransactionSql,
  { sessionId, providerSessionHash }: { sessionId: string; providerSessionHash: string | null },
): Promise<void> {
  await sql`
    update single_sign_on_session
    set provider_session_hash = coalesce(${providerSessionHash}::text, provider_session_hash)
    where session_id = ${sessionId}`;
}

/** Finishes the sign-in that waited for its second factor: notes its session, found by its id or token. */
export async function settleSecondStep(
  sql: TransactionSql,
  step: { challengeHash: string; session: { id: string } | { token: string } },
): Promise<void> {
  const { session } = step;
  const id = 'id' in session ? session.id : null;
  const token = 'token' in session ? session.token : null;
  await sql`
    with settled as (
      delete from single_sign_on_attempt
      where id_hash = ${step.challengeHash} and stage = 'second_factor'
      returning provider_session_hash
    )
    insert into single_sign_on_session (session_id, provider_session_hash, factor_proven)
    select app_session.id, settled.provider_session_hash, false
    from settled
    join app_session on app_session.id = ${id}::text or app_session.token = ${token}::text`;
}

/** Tests whether an account may sign in here although the server takes single sign-on alone. */
export async function hasEmergencyAccess(
  sql: TransactionSql,
  account: { username: string } | { accountId: string },
  now: IsoInstant,
): Promise<boolean> {
  const username = 'username' in account ? account.username.toLowerCase() : null;
  const accountId = 'accountId' in account ? account.accountId : null;
  const [row] = await sql<{ open: boolean }[]>`
    select true as open from emergency_access
    join app_user on app_user.id = emergency_access.account_id
    where (app_user.username = ${username}::text or app_user.id = ${accountId}::text)
      and emergency_access.expires_at > ${now}`;
  return row !== undefined;
}

/** Lets an account use its password until then; an earlier end is replaced. */
export async function openEmergencyAccess(
  sql: TransactionSql,
  access: { accountId: string; now: IsoInstant; expiresAt: IsoInstant },
): Promise<void> {
  await sql`
    insert into emergency_access (account_id, opened_at, expires_at)
    values (${access.accountId}, ${access.now}, ${access.expiresAt})
    on conflict on constraint emergency_access_pkey do update set
      opened_at = excluded.opened_at, expires_at = excluded.expires_at`;
}
