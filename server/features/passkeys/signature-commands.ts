import { createHash, randomBytes } from 'node:crypto';

import {
  CHALLENGE_MILLISECONDS,
  isOpenChallenge,
  makeChallenge,
  type Purpose,
} from '#server/authentication/passkey-challenge.ts';
import { type Site, siteOf } from '#server/authentication/passkey-site.ts';
import { sessionSecret } from '#server/authentication/secret.ts';
import { spendCode } from '#server/authentication/session-queries.ts';
import type { CredentialOptions, SignedCredential } from '#server/contract/passkey.ts';
import { AppError } from '#server/contract/problem.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { limitGuesses } from '#server/features/accounts/attempt-commands.ts';

import {
  type CredentialName,
  findPasskey,
  type KnownPasskey,
  listCredentials,
  lockCounter,
  noteCopy,
  noteUse,
} from './queries.ts';
import { isCopied } from './rules.ts';

const CHALLENGE_BYTES = 16;

/** Gives the site of this server. Throws `passkey.not_available`. */
export function ownSite({ config }: Pick<Deps, 'config'>): Site {
  const site = siteOf(config);
  if (site === null) throw new AppError('passkey.not_available');
  return site;
}

/** Draws a challenge for a purpose. It is answered within two minutes of real time, whatever day the register shows. */
export function drawChallenge({ config }: Deps, purpose: Purpose): Buffer {
  return makeChallenge(
    { secret: sessionSecret(config), purpose, now: Date.now() },
    randomBytes(CHALLENGE_BYTES),
  );
}

/** Tells if a challenge (base64url) was drawn here for this purpose and is still open. */
export function isOwnChallenge({ config }: Deps, purpose: Purpose, challenge: string): boolean {
  return isOpenChallenge({ secret: sessionSecret(config), purpose, now: Date.now() }, challenge);
}

/** Writes credentials as options for the browser name them. */
export function credentialNames(credentials: readonly CredentialName[]) {
  return credentials.map(({ credentialId, transports }) => ({
    type: 'public-key',
    id: credentialId,
    transports,
  }));
}

/**
 * Makes the options with which a browser asks for a signature: of any passkey, or of those of an account. Throws
 * `passkey.not_available`; `passkey.not_found` where the account has none.
 */
export async function askForSignature(
  deps: Deps,
  purpose: Purpose,
  accountId: string | null,
): Promise<CredentialOptions> {
  const { id } = ownSite(deps);
  const credentials =
    accountId === null
      ? []
      : await asSystem(deps.database, (sql) => listCredentials(sql, accountId));
  if (accountId !== null && credentials.length === 0) throw new AppError('passkey.not_found');
  return {
    publicKey: {
      rpId: id,
      challenge: drawChallenge(deps, purpose).toString('base64url'),
      timeout: CHALLENGE_MILLISECONDS,
      // The device asks for a finger, a face or a PIN: the passkey counts as both factors.
      userVerification: 'required',
      allowCredentials: credentialNames(credentials),
    },
  };
}

/** Signature of a passkey for a purpose; `accountId` where it must be one of that account. */
type Signature = {
  purpose: Purpose;
  credential: SignedCredential;
  accountId: string | null;
  address: string | null;
};

/**
 * Judges a signature; gives the passkey, which counts as used. Refusals of a known passkey are logged, and limited like
 * wrong passwords. Throws `passkey.refused`, `passkey.copied`, `passkey.not_available`, `request.too_many`.
 */
export async function judgeSignature(deps: Deps, signature: Signature): Promise<KnownPasskey> {
  const site = ownSite(deps);
  const { credential, accountId, address } = signature;
  const passkey = await asSystem(deps.database, (sql) => findPasskey(sql, credential.id));
  if (passkey === null || (accountId !== null && passkey.accountId !== accountId)) {
    throw new AppError('passkey.refused');
  }
  const signed = await limitGuesses(deps, { username: `passkey ${passkey.id}`, address }, () =>
    verifySignature(deps, site, signature, passkey),
  );
  if (passkey.copied || !(await takeUse(deps, passkey, signed))) {
    throw new AppError('passkey.copied');
  }
  return passkey;
}

async function verifySignature(
  deps: Deps,
  site: Site,
  { purpose, credential }: Signature,
  passkey: KnownPasskey,
): Promise<{ counter: number; backedUp: boolean }> {
  // Loaded by the first passkey: a server without passkeys needs none of it.
  const { verifyAuthenticationResponse } = await import('@simplewebauthn/server');
  let challenge = '';
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { ...credential, clientExtensionResults: {} },
      expectedChallenge(given) {
        challenge = given;
        return isOwnChallenge(deps, purpose, given);
      },
      expectedOrigin: site.origin,
      expectedRPID: site.id,
      requireUserVerification: true,
      credential: {
        id: passkey.credentialId,
        publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64url')),
        // The counter is judged after the signature, and in one transaction, see `takeUse`.
        counter: 0,
      },
    });
    if (!verified) throw new Error('the signature is of another key');
    await spendChallenge(deps, passkey.accountId, challenge);
    const { newCounter: counter, credentialBackedUp: backedUp } = authenticationInfo;
    return { counter, backedUp };
  } catch (error) {
    await asSystem(deps.database, (sql) =>
      appendAudit(sql, deps.clock, {
        action: 'passkey.refused',
        subjectKind: 'account',
        subjectId: passkey.accountId,
        detail: { passkey: passkey.id },
      }),
    );
    throw new AppError('passkey.refused', { cause: error });
  }
}

async function spendChallenge(deps: Deps, accountId: string, challenge: string): Promise<void> {
  const codeHash = createHash('sha256').update(challenge).digest('hex');
  const isFirst = await asSystem(deps.database, (sql) =>
    spendCode(sql, { accountId, codeHash, now: new Date().toISOString() }),
  );
  if (!isFirst) throw new Error('the challenge was answered before');
}

/** Counts a use; false where the counter shows a copy, which blocks the passkey and stands in the log. */
async function takeUse(
  deps: Deps,
  passkey: KnownPasskey,
  signed: { counter: number; backedUp: boolean },
): Promise<boolean> {
  const at = deps.clock.now();
  return await asSystem(deps.database, async (sql) => {
    const stored = await lockCounter(sql, passkey.id);
    if (stored === null) return false;
    if (!isCopied({ stored, signed: signed.counter })) {
      await noteUse(sql, { passkeyId: passkey.id, ...signed, at });
      return true;
    }
    await noteCopy(sql, passkey.id, at);
    await appendAudit(sql, deps.clock, {
      action: 'passkey.copied',
      subjectKind: 'account',
      subjectId: passkey.accountId,
      detail: { passkey: passkey.id, stored, signed: signed.counter },
    });
    return false;
  });
}
