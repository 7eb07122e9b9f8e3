import type { Caller } from '#server/authentication/authentication.ts';
import type { SessionHolder } from '#server/authentication/holder.ts';
import { CHALLENGE_MILLISECONDS } from '#server/authentication/passkey-challenge.ts';
import { siteOf } from '#server/authentication/passkey-site.ts';
import {
  type CredentialOptions,
  MOST_PASSKEYS,
  type NewCredential,
  type NewPasskey,
  type OwnProof,
  type Passkey,
  type PasskeyList,
} from '#server/contract/passkey.ts';
import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import { refuseForbiddenText } from '#server/contract/screened-text.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import { asSystem } from '#server/db/transaction.ts';
import { writeAsSystem } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';
import { proveOwn } from '#server/features/accounts/own-proof-commands.ts';
import { actInTheNameOf } from '#server/features/accounts/queries.ts';

import {
  deletePasskey,
  insertPasskey,
  listCredentials,
  listPasskeys,
  lockAndCountPasskeys,
} from './queries.ts';
import { credentialNames, drawChallenge, isOwnChallenge, ownSite } from './signature-commands.ts';

/** EdDSA, ES256 and RS256 by their numbers in COSE (RFC 9053): what devices of every maker sign with. */
const ALGORITHMS = [-8, -7, -257];

export async function readPasskeys(deps: Deps, accountId: string): Promise<PasskeyList> {
  const items = await asSystem(deps.database, (sql) => listPasskeys(sql, accountId));
  return { items, available: siteOf(deps.config) !== null };
}

/**
 * Checks the person, then makes the options with which the browser asks a device for a new passkey. Throws what
 * {@link proveOwn} throws, `passkey.not_available`, `passkey.too_many`.
 */
export async function preparePasskey(
  deps: Deps,
  { caller, holder }: { caller: Caller; holder: SessionHolder },
  proof: OwnProof,
): Promise<CredentialOptions> {
  const { id } = ownSite(deps);
  const { accountId, username, name } = holder;
  await proveOwn(deps, caller, holder, proof);
  const known = await asSystem(deps.database, (sql) => listCredentials(sql, accountId));
  if (known.length >= MOST_PASSKEYS) throw tooMany();
  return {
    publicKey: {
      rp: { id, name: 'Địa Bàn' },
      user: { id: Buffer.from(accountId).toString('base64url'), name: username, displayName: name },
      challenge: drawChallenge(deps, `enrol ${accountId}`).toString('base64url'),
      pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
      timeout: CHALLENGE_MILLISECONDS,
      // The device keeps the account's name, so that it opens the account without one being entered.
      authenticatorSelection: {
        residentKey: 'required',
        requireResidentKey: true,
        userVerification: 'required',
      },
      attestation: 'none',
      excludeCredentials: credentialNames(known),
    },
  };
}

/**
 * Keeps a new passkey of the own account. Throws `passkey.refused`, `passkey.too_many`, `passkey.already_there`,
 * `text.personal_data`.
 */
export async function addPasskey(deps: Deps, actor: Actor, input: NewPasskey): Promise<Passkey> {
  refuseForbiddenText({ name: input.name });
  const { accountId } = actor;
  const made = await verifyNew(deps, accountId, input.credential);
  return await writeAsSystem(deps.database, async (sql) => {
    await actInTheNameOf(sql, actor);
    if ((await lockAndCountPasskeys(sql, accountId)) >= MOST_PASSKEYS) throw tooMany();
    const createdAt = deps.clock.now();
    const id = await insertPasskey(sql, { ...made, accountId, name: input.name, createdAt });
    await appendAudit(sql, deps.clock, {
      action: 'passkey.add',
      subjectKind: 'account',
      subjectId: accountId,
      detail: { passkey: id },
    });
    const { name } = input;
    const { backedUp } = made;
    return { id, name, backedUp, createdAt, lastUsedAt: null, copiedAt: null };
  });
}

/** Checks what a device made for the challenge of this account. */
async function verifyNew(deps: Deps, accountId: string, credential: NewCredential) {
  const site = ownSite(deps);
  const { verifyRegistrationResponse } = await import('@simplewebauthn/server');
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: {
        ...credential,
        response: { ...credential.response, transports: [] },
        clientExtensionResults: {},
      },
      expectedChallenge: (challenge) => isOwnChallenge(deps, `enrol ${accountId}`, challenge),
      expectedOrigin: site.origin,
      expectedRPID: site.id,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    });
    if (!verified) throw new Error('the statement of the device is not true');
    return {
      credentialId: registrationInfo.credential.id,
      publicKey: Buffer.from(registrationInfo.credential.publicKey).toString('base64url'),
      counter: registrationInfo.credential.counter,
      transports: credential.response.transports,
      backedUp: registrationInfo.credentialBackedUp,
    };
  } catch (error) {
    throw new AppError('passkey.refused', { cause: error });
  }
}

/** Removes a passkey of the own account, and ends nothing else. Throws `passkey.not_found`. */
export async function removePasskey(deps: Deps, actor: Actor, passkeyId: number): Promise<void> {
  await writeAsSystem(deps.database, async (sql) => {
    await actInTheNameOf(sql, actor);
    if (!(await deletePasskey(sql, actor.accountId, passkeyId))) {
      throw new AppError('passkey.not_found');
    }
    await appendAudit(sql, deps.clock, {
      action: 'passkey.remove',
      subjectKind: 'account',
      subjectId: actor.accountId,
      detail: { passkey: passkeyId },
    });
  });
}

function tooMany(): AppError {
  return new AppError('passkey.too_many', { parameters: { most: MOST_PASSKEYS } });
}
