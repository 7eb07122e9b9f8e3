import { randomBytes } from 'node:crypto';
import * as z from 'zod';

import type { Caller } from '#server/authentication/authentication.ts';
import type { SessionHolder } from '#server/authentication/holder.ts';
import { sessionSecret } from '#server/authentication/secret.ts';
import {
  deleteSession,
  findHolder,
  takeAttempt as takeTry,
} from '#server/authentication/session-queries.ts';
import { noteProviderSession } from '#server/authentication/single-sign-on-queries.ts';
import { AppError } from '#server/contract/problem.ts';
import type { ProviderAnswer, SingleSignOnOutcome } from '#server/contract/single-sign-on.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { actInTheNameOf } from '#server/features/accounts/queries.ts';
import { endFormerSession } from '#server/features/accounts/sign-in-commands.ts';
import type { IdentityProvider } from '#server/outside/identity-provider.ts';

import { bindOwnAccount } from './binding-commands.ts';
import { takeProof } from './confirm-commands.ts';
import {
  type Aim,
  awaitSecondFactor,
  deleteProven,
  findBoundAccount,
  renameSubject,
  type HashedPerson,
  insertAttempt,
  insertProven,
  type Owner,
  type OwnSession,
  takeAttempt,
} from './queries.ts';
import {
  ATTEMPT_SECONDS,
  hashOf,
  providerHash,
  secretsOf,
} from '#server/authentication/provider-secrets.ts';

/** Beginnings from one address in a minute: enough for an office behind one address. */
const MOST_BEGINNINGS = 120;

type Outcome = { body: SingleSignOnOutcome; cookies: string[] };
const Opened = z.object({ session: z.object({ id: z.string() }) });
const Asked = z.object({ challenge: z.string() });

/** Gives the provider that the operator has named. Throws `single_sign_on.off`. */
export function requireProvider({
  identityProvider,
}: Pick<Deps, 'identityProvider'>): IdentityProvider {
  if (identityProvider === null) throw new AppError('single_sign_on.off');
  return identityProvider;
}

/**
 * Begins a sign-in, or what else is the aim; gives the address of the provider's page. It can be finished once, by the
 * same browser, within ten minutes. Throws `single_sign_on.off`,
 * `single_sign_on.unavailable`, `request.too_many`.
 */
export async function begin(
  deps: Deps,
  from: { browserSecret: string; address: string | null },
  aim: Aim = { stage: 'started', own: null },
): Promise<{ address: string }> {
  const provider = requireProvider(deps);
  const now = deps.clock.now();
  const { count, secondsLeft } = await asSystem(deps.database, (sql) =>
    takeTry(sql, hashOf(`single sign-on from\n${from.address}`), now, 60),
  );
  if (count > MOST_BEGINNINGS) {
    throw new AppError('request.too_many', { parameters: { seconds: secondsLeft } });
  }
  const state = randomBytes(32).toString('base64url');
  const attempt = { idHash: hashOf(state), browserHash: hashOf(from.browserSecret), now };
  const secrets = secretsOf(from.browserSecret, state);
  const address = await provider.authorizationAddress(secrets, {
    again: aim.stage === 'confirming',
  });
  await asSystem(deps.database, (sql) =>
    insertAttempt(sql, { ...attempt, expiresAt: endOf(deps) }, aim),
  );
  return { address };
}

/**
 * Finishes what {@link begin} has begun, with the answer of the provider. A person whom no account is bound to gets
 * none: throws `single_sign_on.not_bound`, and a binding code may follow. Throws also `single_sign_on.over`,
 * `single_sign_on.refused`, `single_sign_on.cancelled`, `single_sign_on.unavailable`, `account.disabled`, and what
 * {@link takeProof} throws.
 */
export async function finish(
  deps: Deps,
  caller: Caller,
  given: { browserSecret: string | null; answer: ProviderAnswer },
): Promise<Outcome> {
  const provider = requireProvider(deps);
  const { browserSecret, answer } = given;
  if (browserSecret === null) throw new AppError('single_sign_on.over');
  const browserHash = hashOf(browserSecret);
  const asked = { idHash: hashOf(answer.state), browserHash, now: deps.clock.now() };
  const begun = await asSystem(deps.database, (sql) => takeAttempt(sql, asked));
  if (begun === null) throw new AppError('single_sign_on.over');
  const proven = await redeem(deps, provider, answer, browserSecret);
  const person = hashed(deps, provider, proven);
  await adoptFormerBinding(deps, provider, { subject: proven.subject, ...person });
  if (begun.own !== null) {
    const holder = await requireSameSession(deps, caller, begun.own);
    if (begun.stage === 'confirming') {
      const { authenticatedAt } = proven;
      const proof = { ...person, authenticatedAt, startedAt: begun.startedAt };
      const cookies = await takeProof(deps, { caller, holder }, proof);
      return { body: { outcome: 'confirmed' }, cookies };
    }
    await bindOwnAccount(deps, begun.own.accountId, person.subjectHash);
    return { body: { outcome: 'bound' }, cookies: [] };
  }
  const idHash = hashOf(randomBytes(32).toString('base64url'));
  const owner = await asSystem(deps.database, async (sql) => {
    await insertProven(sql, { ...person, idHash, browserHash, expiresAt: endOf(deps) });
    return await findBoundAccount(sql, person.subjectHash);
  });
  if (owner === null) throw new AppError('single_sign_on.not_bound');
  if (owner.disabled) throw new AppError('account.disabled');
  return await openFor(deps, caller, owner, { ...person, idHash });
}

async function redeem(
  deps: Deps,
  provider: IdentityProvider,
  answer: ProviderAnswer,
  browserSecret: string,
) {
  try {
    return await provider.redeem(answer, secretsOf(browserSecret, answer.state));
  } catch (error) {
    if (error instanceof AppError) {
      // The reason is a code of the libraries; neither token nor claim is logged.
      deps.log.warn({ code: error.code, reason: error.cause }, 'a single sign-on was refused');
    }
    throw error;
  }
}

/** A binding belongs to the session that asked for it with its password, a proof to the one that needs it. */
async function requireSameSession(
  deps: Deps,
  caller: Caller,
  own: OwnSession,
): Promise<SessionHolder> {
  const token = await deps.authentication.sessionToken(caller.cookie);
  const holder =
    token === null
      ? null
      : await asSystem(deps.database, (sql) => findHolder(sql, token, deps.clock.today()));
  if (holder?.accountId !== own.accountId || holder.sessionId !== own.sessionId) {
    throw new AppError('single_sign_on.over');
  }
  return holder;
}

function hashed(
  { config }: Deps,
  { issuer }: IdentityProvider,
  person: { subject: string; providerSession: string | null; factorProven: boolean },
): HashedPerson {
  const secret = sessionSecret(config);
  const { subject, providerSession, factorProven } = person;
  return {
    subjectHash: providerHash(secret, { kind: 'subject', issuer, name: subject }),
    providerSessionHash:
      providerSession === null
        ? null
        : providerHash(secret, { kind: 'session', issuer, name: providerSession }),
    factorProven,
  };
}

/** Finds the binding of a person who was bound under the secret before the present one, and keeps it under the present one. */
async function adoptFormerBinding(
  { config, database }: Deps,
  { issuer }: IdentityProvider,
  { subject, subjectHash }: { subject: string; subjectHash: string },
): Promise<void> {
  const { previousSecret } = config.security;
  if (previousSecret === null) return;
  const former = providerHash(previousSecret, { kind: 'subject', issuer, name: subject });
  await asSystem(database, (sql) => renameSubject(sql, { former, present: subjectHash }));
}

/**
 * Opens the session of an account for a proven person, or asks for its second factor. A logout of the provider that
 * comes meanwhile ends it: `single_sign_on.over`.
 */
export async function openFor(
  deps: Deps,
  caller: Caller,
  { accountId, secondFactor }: Owner,
  person: HashedPerson & { idHash: string },
): Promise<Outcome> {
  const asksFactor = secondFactor && !person.factorProven;
  const endpoint = asksFactor ? '/ask-second-factor' : '/open-session';
  const { body, cookies } = await deps.authentication.call(endpoint, caller, { accountId });
  await endFormerSession(deps, caller);
  const inTime = asksFactor
    ? await asSystem(deps.database, (sql) =>
        awaitSecondFactor(sql, {
          idHash: person.idHash,
          challengeHash: hashOf(Asked.parse(body).challenge),
          accountId,
        }),
      )
    : await noteOpened(deps, accountId, person, Opened.parse(body).session.id);
  deps.authentication.sessions.forget();
  if (!inTime) throw new AppError('single_sign_on.over');
  if (asksFactor) return { body: { outcome: 'second_factor' }, cookies };
  const known = deps.authentication.rememberBrowser(caller.cookie, accountId);
  return { body: { outcome: 'signed_in' }, cookies: [...cookies, known] };
}

/** Notes who has opened a session, and logs it. Ends it where the provider has logged the person out meanwhile: false. */
async function noteOpened(
  { database, clock }: Deps,
  accountId: string,
  { idHash, providerSessionHash, factorProven }: HashedPerson & { idHash: string },
  sessionId: string,
): Promise<boolean> {
  return await asSystem(database, async (sql) => {
    if (!(await deleteProven(sql, idHash))) {
      await deleteSession(sql, accountId, sessionId);
      return false;
    }
    await noteProviderSession(sql, { sessionId, providerSessionHash, factorProven });
    await actInTheNameOf(sql, { accountId, role: 'nobody' });
    await appendAudit(sql, clock, {
      action: 'session.sign_in',
      subjectKind: 'account',
      subjectId: accountId,
      detail: { by: 'single sign-on' },
    });
    return true;
  });
}

function endOf({ clock }: Deps): string {
  return new Date(Date.parse(clock.now()) + ATTEMPT_SECONDS * 1000).toISOString();
}
