import { hashPassword } from '#server/authentication/password.ts';
import { type Actor, ROLES, REACH, type Role } from '#server/contract/permission.ts';
import type { Database, TransactionSql } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { insertAssignments } from '#server/features/accounts/assignment-queries.ts';
import { findAccountId, insertAccount } from '#server/features/accounts/queries.ts';

export type TestAccount = Actor & { username: string };
type Made = { role?: Role; communeCodes?: string[] };

/** Password of every account that a test makes. */
export const TEST_PASSWORD = 'một câu dài để thử';
// Hashing is slow on purpose; once serves all.
let passwordHash: Promise<string> | null = null;

/** Phường Hoàn Kiếm. */
const DEFAULT_COMMUNES = ['00070'];

/** The account of that name, made when there is none; see {@link TEST_PASSWORD}. */
export async function enterAccount(deps: Deps, username: string, made: Made): Promise<TestAccount> {
  return await asSystem(deps.database, async (sql) => {
    const known = await findAccountId(sql, username);
    const accountId = known ?? (await makeAccount(sql, deps, username, made));
    return { username, ...(await readActor(sql, accountId)) };
  });
}

async function makeAccount(
  sql: TransactionSql,
  deps: Deps,
  username: string,
  made: Made,
): Promise<string> {
  const role = made.role ?? ROLES.find((name) => name === username);
  if (role === undefined) throw new Error(`which role has the test account ${username}?`);
  const id = deps.newId();
  const now = deps.clock.now();
  await insertAccount(sql, {
    id,
    credentialId: deps.newId(),
    username,
    name: `Tài khoản thử ${username}`,
    passwordHash: await (passwordHash ??= hashPassword(TEST_PASSWORD)),
    mustChangePassword: false,
    now,
  });
  // Those who decide must have a second factor; the session that a test opens counts as proven by it.
  await sql`update app_user set two_factor_enabled = true where id = ${id}`;
  const local = REACH[role] === 'communes';
  const codes = local ? (made.communeCodes ?? DEFAULT_COMMUNES) : [];
  const communes = await sql<{ id: number }[]>`
    select id from commune where valid_to is null and code = any (${codes}::text[]) order by code`;
  if (communes.length !== codes.length) throw new Error(`unknown commune among ${codes.join()}`);
  await insertAssignments(sql, {
    newId: () => deps.newId(),
    accountId: id,
    role,
    communeIds: communes.map((commune) => commune.id),
    validFrom: '2020-01-01',
    validTo: null,
    grantedBy: null,
    now,
  });
  return id;
}

async function readActor(sql: TransactionSql, accountId: string): Promise<Actor> {
  const rows = await sql<{ role: Role; communeId: number | null }[]>`
    select role, commune_id from role_assignment where account_id = ${accountId}`;
  const [first] = rows;
  if (first === undefined) throw new Error('the test account has no role');
  return {
    accountId,
    role: first.role,
    reach: REACH[first.role],
    communeIds: rows.map((row) => row.communeId).filter((id) => id !== null),
  };
}

/** A session row as sign-in would leave it; gives its token. */
export async function openSession(
  deps: Deps,
  accountId: string,
  address: string | null = null,
): Promise<string> {
  const token = deps.newId();
  const now = deps.clock.now();
  await asSystem(
    deps.database,
    (sql) => sql`
      insert into app_session (id, token, user_id, expires_at, created_at, updated_at, ip_address)
      values (
        ${deps.newId()}, ${token}, ${accountId}, now() + interval '300 days', ${now}, ${now}, ${address}
      )`,
  );
  return token;
}

/**
 * Notes of sessions, all or those of one account, that their people were proved where `fetch` of a test asks from: acts
 * that decide may follow there.
 */
export async function proveSessionsHere(
  database: Database,
  accountId: string | null = null,
): Promise<void> {
  await asSystem(
    database,
    (sql) => sql`
      update app_session set proved_address = '127.0.0.1', proved_agent = 'node'
      where user_id = coalesce(${accountId}, user_id)`,
  );
}
