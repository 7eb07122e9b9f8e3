import type { Caller } from '#server/authentication/authentication.ts';
import type { SessionHolder } from '#server/authentication/holder.ts';
import { generatePassword, verifyPassword } from '#server/authentication/password.ts';
import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type {
  BindingCode,
  SingleSignOnBinding,
  UseBindingCode,
} from '#server/contract/single-sign-on.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import { writeAsSystem } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';
import {
  changeAccounts,
  refuseOwn,
  requireAccount,
} from '#server/features/accounts/account-change-commands.ts';
import { limitGuesses } from '#server/features/accounts/attempt-commands.ts';
import { actInTheNameOf, readPasswordHash } from '#server/features/accounts/queries.ts';

import {
  deleteCode,
  deleteIdentity,
  deleteProviderSessions,
  findCodeOwner,
  findProven,
  insertIdentity,
  type HashedPerson,
  type Owner,
  readBinding,
  saveCode,
} from './queries.ts';
import { codeHashOf, hashOf } from '#server/authentication/provider-secrets.ts';

const CODE_HOURS = 72;

/** Reads if an account is bound, and if a code to bind it is open. Throws `account.not_found`. */
export async function readAccountBinding(
  deps: Deps,
  accountId: string,
): Promise<SingleSignOnBinding> {
  return await asSystem(deps.database, async (sql) => {
    await requireAccount(sql, accountId);
    return await readBinding(sql, accountId, deps.clock.now());
  });
}

/**
 * Makes a one-time code by which the person of another's account binds it, together with the password of that account:
 * an administrator alone cannot enter it. Throws `account.not_found`, `account.own_account`,
 * `single_sign_on.account_bound`.
 */
export async function issueBindingCode(
  deps: Deps,
  actor: Actor,
  accountId: string,
): Promise<BindingCode> {
  refuseOwn(actor, accountId);
  const code = generatePassword();
  const now = deps.clock.now();
  const expiresAt = new Date(Date.parse(now) + CODE_HOURS * 3_600_000).toISOString();
  await changeAccounts(deps, actor, 'account.issue_binding_code', accountId, async (sql) => {
    const { boundAt } = await readBinding(sql, accountId, now);
    if (boundAt !== null) throw new AppError('single_sign_on.account_bound');
    const issuedBy = actor.accountId;
    await saveCode(sql, { accountId, codeHash: codeHashOf(code), issuedBy, now, expiresAt });
    return {};
  });
  return { code, expiresAt };
}

/** Unbinds another's account, ends its open code and the sessions of the provider. Throws `single_sign_on.none`. */
export async function unbindAccount(
  deps: Deps,
  actor: Actor,
  accountId: string,
): Promise<SingleSignOnBinding> {
  refuseOwn(actor, accountId);
  await changeAccounts(deps, actor, 'account.unbind_single_sign_on', accountId, async (sql) => {
    const unbound = await deleteIdentity(sql, accountId);
    const withdrawn = await deleteCode(sql, accountId);
    if (!unbound && !withdrawn) throw new AppError('single_sign_on.none');
    await deleteProviderSessions(sql, accountId);
    return { unbound };
  });
  return { boundAt: null, codeExpiresAt: null };
}

/** Refuses to go on without the own password. Throws `account.wrong_password`, `request.too_many`. */
export async function requireOwnPassword(
  deps: Deps,
  { accountId, username }: Pick<Owner, 'accountId' | 'username'>,
  given: { password: string; address: string | null; own: boolean },
): Promise<void> {
  const stored = await asSystem(deps.database, (sql) => readPasswordHash(sql, accountId));
  const { address, own } = given;
  await limitGuesses(deps, { username, address, own }, async () => {
    if (stored === null || !(await verifyPassword(stored, given.password))) {
      throw new AppError('account.wrong_password', {
        errors: [{ pointer: '/password', code: 'account.wrong_password' }],
      });
    }
  });
}

/** Refuses to begin where the own account is bound already: `single_sign_on.account_bound`. */
export async function refuseBound(deps: Deps, accountId: string): Promise<void> {
  const { boundAt } = await readAccountBinding(deps, accountId);
  if (boundAt !== null) throw new AppError('single_sign_on.account_bound');
}

/**
 * Binds the account that is signed in to the person whom the provider has proven. Throws
 * `single_sign_on.account_bound`, `single_sign_on.person_bound` by constraints of the database.
 */
export async function bindOwnAccount(
  deps: Deps,
  accountId: string,
  subjectHash: string,
): Promise<void> {
  await writeAsSystem(deps.database, async (sql) => {
    await deleteCode(sql, accountId);
    await bind(sql, deps, { accountId, subjectHash, by: 'own password' });
  });
}

/** Unbinds the own account with its password; the present session stays. Throws `single_sign_on.none`. */
export async function unbindOwnAccount(deps: Deps, holder: SessionHolder): Promise<void> {
  const { accountId, role, sessionId } = holder;
  await writeAsSystem(deps.database, async (sql) => {
    await actInTheNameOf(sql, { accountId, role: role ?? 'nobody' });
    if (!(await deleteIdentity(sql, accountId))) throw new AppError('single_sign_on.none');
    await deleteProviderSessions(sql, accountId, sessionId);
    await log(sql, deps, 'account.unbind_single_sign_on', accountId, {});
  });
  deps.authentication.sessions.forget();
}

/**
 * Binds the account of a one-time code to the person whom this browser has just proven. Neither the code nor the
 * password of the account is enough alone. Throws `single_sign_on.over`, `single_sign_on.wrong_code`,
 * `account.wrong_password`, `request.too_many`.
 */
export async function bindByCode(
  deps: Deps,
  { address }: Pick<Caller, 'address'>,
  given: { browserSecret: string | null } & UseBindingCode,
): Promise<{ owner: Owner; person: HashedPerson & { idHash: string } }> {
  const now = deps.clock.now();
  const browserHash = hashOf(given.browserSecret ?? '');
  const person = await asSystem(deps.database, (sql) => findProven(sql, { browserHash, now }));
  if (person === null) throw new AppError('single_sign_on.over');
  const guesser = { username: `binding ${person.subjectHash}`, address };
  const owner = await limitGuesses(deps, guesser, () => requireCodeOwner(deps, given.code));
  await requireOwnPassword(deps, owner, { password: given.password, address, own: false });
  await writeAsSystem(deps.database, async (sql) => {
    if (!(await deleteCode(sql, owner.accountId))) throw wrongCode();
    const { accountId } = owner;
    await bind(sql, deps, { accountId, subjectHash: person.subjectHash, by: 'code' });
  });
  return { owner, person };
}

async function requireCodeOwner(deps: Deps, code: string): Promise<Owner> {
  const owner = await asSystem(deps.database, (sql) =>
    findCodeOwner(sql, codeHashOf(code), deps.clock.now()),
  );
  if (owner === null) throw wrongCode();
  return owner;
}

function wrongCode(): AppError {
  return new AppError('single_sign_on.wrong_code', {
    errors: [{ pointer: '/code', code: 'single_sign_on.wrong_code' }],
  });
}

async function bind(
  sql: TransactionSql,
  deps: Deps,
  { accountId, subjectHash, by }: { accountId: string; subjectHash: string; by: string },
): Promise<void> {
  await actInTheNameOf(sql, { accountId, role: 'nobody' });
  await insertIdentity(sql, { accountId, subjectHash, now: deps.clock.now() });
  await log(sql, deps, 'account.bind_single_sign_on', accountId, { by });
}

async function log(
  sql: TransactionSql,
  { clock }: Pick<Deps, 'clock'>,
  action: string,
  accountId: string,
  detail: Record<string, string>,
): Promise<void> {
  await appendAudit(sql, clock, { action, subjectKind: 'account', subjectId: accountId, detail });
}
