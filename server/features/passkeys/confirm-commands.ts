import type { Caller } from '#server/authentication/authentication.ts';
import { provesByProvider, type SessionHolder } from '#server/authentication/holder.ts';
import { renewSession } from '#server/authentication/renew-session.ts';
import type { ConfirmAgain, CredentialOptions } from '#server/contract/passkey.ts';
import { AppError } from '#server/contract/problem.ts';
import type { Deps } from '#server/deps.ts';
import { proveOwn } from '#server/features/accounts/own-proof-commands.ts';
import { logSession } from '#server/features/accounts/sign-in-commands.ts';

import { askForSignature, judgeSignature } from './signature-commands.ts';

/** Makes the options for a proof by one of the own passkeys. Throws `passkey.not_available`, `passkey.not_found`. */
export async function prepareConfirmation(
  deps: Deps,
  { sessionId, accountId }: SessionHolder,
): Promise<CredentialOptions> {
  return await askForSignature(deps, `confirm ${sessionId}`, accountId);
}

/**
 * Takes a proof that the person is there: acts that decide are open again for five minutes, and the session gets a new
 * token, as cookies. Throws what
 * {@link judgeSignature} and {@link proveOwn} throw, and `session.confirm_by_provider` where the second factor is the
 * provider's: the password alone would count for less than the sign-in did.
 */
export async function confirmAgain(
  deps: Deps,
  { caller, holder }: { caller: Caller; holder: SessionHolder },
  proof: ConfirmAgain,
): Promise<string[]> {
  const { sessionId, accountId } = holder;
  const { credential, ...own } = proof;
  if (credential === undefined) {
    if (provesByProvider(holder)) throw new AppError('session.confirm_by_provider');
    await proveOwn(deps, caller, holder, own);
  } else {
    const { address } = caller;
    const purpose = `confirm ${sessionId}` as const;
    await judgeSignature(deps, { purpose, credential, accountId, address });
  }
  const cookies = await renewSession(deps, caller, holder);
  await logSession(deps, 'session.confirm', accountId, holder);
  return cookies;
}
