import { drawToken } from '#server/authentication/token-secret.ts';
import { type Actor, can, type Permission, type Role } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import { refuseForbiddenText } from '#server/contract/screened-text.ts';
import {
  type AccessToken,
  type NewToken,
  type NewTokenBody,
  READING_RIGHTS,
  rightsOfTokens,
} from '#server/contract/token.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import { writeAsSystem } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';
import { insertAssignments } from '#server/features/accounts/assignment-queries.ts';
import { actInTheNameOf, insertProgramAccount } from '#server/features/accounts/queries.ts';
import { whyNotAssignable } from '#server/features/accounts/rules.ts';

import { insertToken, listTokens, lockAndCountTokens, revokeToken } from './queries.ts';

const MOST_TOKENS = 20;
/** Enough for the tiles of a map that is moved, far below what would hold up others. */
const REQUESTS_PER_MINUTE = 1_200;
const DAY_MILLISECONDS = 86_400_000;

/** The asker's own tokens; for the administrator also those of all systems. Ended ones stay on record. */
export async function readTokens(deps: Deps, actor: Actor): Promise<AccessToken[]> {
  return asSystem(deps.database, (sql) =>
    listTokens(sql, { ...askerOf(actor), on: deps.clock.today() }),
  );
}

/**
 * Makes a token, which is given back this once. Throws `token.right_refused`, `token.too_many`, `permission.denied` for
 * a system's token by anybody but the administrator, and what an assignment throws.
 */
export async function createToken(
  deps: Deps,
  actor: Actor,
  input: NewTokenBody,
): Promise<NewToken> {
  const { name, system } = input;
  const purpose = input.purpose ?? name;
  refuseForbiddenText({ name, purpose });
  if (system !== undefined && !can(actor.role, 'accounts:manage')) {
    throw new AppError('permission.denied', { parameters: { permission: 'accounts:manage' } });
  }
  const rights = rightsOf(system?.role ?? actor.role, input.rights);
  const secret = drawToken();
  const now = deps.clock.now();
  return writeAsSystem(deps.database, async (sql) => {
    await actInTheNameOf(sql, actor);
    if ((await lockAndCountTokens(sql, actor.accountId, now)) >= MOST_TOKENS) {
      throw new AppError('token.too_many', { parameters: { most: MOST_TOKENS } });
    }
    const tokenId = await insertToken(sql, {
      accountId:
        system === undefined ? actor.accountId : await openSystem(sql, deps, actor, name, system),
      kind: system === undefined ? 'personal' : 'system',
      name,
      purpose,
      hash: secret.hash,
      ending: secret.ending,
      rights,
      collections: input.collections ?? null,
      requestsPerMinute: REQUESTS_PER_MINUTE,
      createdBy: actor.accountId,
      createdAt: now,
      expiresAt: new Date(Date.parse(now) + input.days * DAY_MILLISECONDS).toISOString(),
    });
    const asked = { ...askerOf(actor), on: deps.clock.today(), tokenId };
    const [token] = await listTokens(sql, asked);
    if (token === undefined) throw new AppError('token.not_found');
    await appendAudit(sql, deps.clock, {
      action: 'access_token.create',
      subjectKind: 'access_token',
      subjectId: tokenId,
      detail: { kind: token.kind, purpose, days: input.days, rights, ofAccount: token.account.id },
    });
    return { ...token, token: secret.token };
  });
}

/** Ends a token at once, for requests and open streams. Throws `token.not_found`. */
export async function endToken(deps: Deps, actor: Actor, tokenId: number): Promise<AccessToken> {
  const ended = await writeAsSystem(deps.database, async (sql) => {
    await actInTheNameOf(sql, actor);
    const asker = askerOf(actor);
    if (!(await revokeToken(sql, { ...asker, tokenId, at: deps.clock.now() }))) {
      throw new AppError('token.not_found');
    }
    const [token] = await listTokens(sql, { ...asker, on: deps.clock.today(), tokenId });
    if (token === undefined) throw new AppError('token.not_found');
    await appendAudit(sql, deps.clock, {
      action: 'access_token.revoke',
      subjectKind: 'access_token',
      subjectId: tokenId,
    });
    return token;
  });
  deps.authentication.sessions.forget();
  return ended;
}

function askerOf({ accountId, role }: Actor): { accountId: string; systems: boolean } {
  return { accountId, systems: can(role, 'accounts:manage') };
}

/** Lists the rights of a new token: those asked for, else everything that the role may read. */
function rightsOf(role: Role, asked: readonly Permission[] | undefined): Permission[] {
  const possible = rightsOfTokens(role);
  if (asked === undefined) {
    const reading = possible.filter((right) => READING_RIGHTS.includes(right));
    if (reading.length === 0) throw new AppError('token.right_refused');
    return reading;
  }
  const refused = asked.findIndex((right) => !possible.includes(right));
  if (refused !== -1) {
    throw new AppError('token.right_refused', {
      errors: [{ pointer: `/rights/${refused}`, code: 'token.right_refused' }],
    });
  }
  return [...new Set(asked)];
}

/** Opens the account of a system, with its reach from today on. Gives its id. */
async function openSystem(
  sql: TransactionSql,
  deps: Deps,
  actor: Actor,
  name: string,
  { role, communeIds }: NonNullable<NewTokenBody['system']>,
): Promise<string> {
  const assignment = { role, communeIds, validFrom: deps.clock.today(), validTo: null };
  const refusal = whyNotAssignable(assignment);
  if (refusal !== null) {
    const errors = [{ pointer: `/system${refusal.pointer}`, code: refusal.code }];
    throw new AppError(refusal.code, { errors });
  }
  const id = deps.newId();
  const now = deps.clock.now();
  const username = `maymoc.${id.replaceAll('-', '').slice(0, 20)}`;
  await insertProgramAccount(sql, { id, username, name, now });
  await insertAssignments(sql, {
    ...assignment,
    newId: () => deps.newId(),
    accountId: id,
    grantedBy: actor.accountId,
    now,
  });
  return id;
}
