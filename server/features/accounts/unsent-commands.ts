import { createHash, createHmac } from 'node:crypto';

import type { SessionHolder } from '#server/authentication/holder.ts';
import { idleMinutesOf } from '#server/authentication/idle-rules.ts';
import { sessionSecret } from '#server/authentication/secret.ts';
import { readSecondsLeft, takeAttempt } from '#server/authentication/session-queries.ts';
import { openUnsentKey } from '#server/authentication/unsent-keys.ts';
import type { DeviceShare, EarlierSealKey, OpenedUnsent } from '#server/contract/account.ts';
import { AppError } from '#server/contract/problem.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import { asSystem } from '#server/db/transaction.ts';
import { writeAsSystem } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';

import { actInTheNameOf, readDeviceShare } from './queries.ts';

/** A page asks once as it opens, for all that the device keeps. */
const MOST_A_MINUTE = 30;

/**
 * Opens keys of unsent work that devices have sealed for this server: those of the own account, null in the place of
 * every other. Tells also how long the device may hold what opens them. Throws `request.too_many`.
 */
export async function openUnsent(
  deps: Deps,
  holder: SessionHolder,
  sealed: readonly string[],
): Promise<OpenedUnsent> {
  const { config, database } = deps;
  const { accountId, sessionId, role } = holder;
  if (sealed.length > 0) await limitOpening(deps, accountId);
  const keys = await Promise.all(sealed.map((one) => openUnsentKey(config, accountId, one)));
  if (sealed.length > 0 && role !== null) {
    await writeAsSystem(database, async (sql) => {
      await actInTheNameOf(sql, { accountId, role });
      const opened = { action: 'session.open_unsent', subjectKind: 'account' } as const;
      await appendAudit(sql, deps.clock, { ...opened, subjectId: accountId });
    });
  }
  return {
    keys,
    secondsLeft: await asSystem(database, (sql) => readSecondsLeft(sql, sessionId)),
    idleSeconds: idleMinutesOf(role, config.security.idleMinutes) * 60,
  };
}

/**
 * Derives the account's keys under which releases until 2026-12 have sealed unsent work, so that it opens once more and
 * is sealed anew: by the present secret, and by the one before it.
 */
export function earlierSealKey({ config }: Deps, { accountId }: SessionHolder): EarlierSealKey {
  const keyOf = (secret: string) =>
    createHmac('sha256', secret).update(`unsent work of ${accountId}`).digest('base64url');
  const { previousSecret } = config.security;
  return {
    key: keyOf(sessionSecret(config)),
    former: previousSecret === null ? null : keyOf(previousSecret),
  };
}

/**
 * Reads the server's part of what opens the work that a device keeps of this session: a device with a network asks nobody.
 * Throws `session.missing`.
 */
export async function deviceShare(
  { database }: Deps,
  { sessionId }: SessionHolder,
): Promise<DeviceShare> {
  const share = await asSystem(database, (sql) => readDeviceShare(sql, sessionId));
  if (share === null) throw new AppError('session.missing');
  return { share: Buffer.from(share, 'hex').toString('base64url') };
}

async function limitOpening({ database, clock }: Deps, accountId: string): Promise<void> {
  const key = createHash('sha256').update(`unsent\n${accountId}`).digest('hex');
  const { count, secondsLeft } = await asSystem(database, (sql) =>
    takeAttempt(sql, key, clock.now(), 60),
  );
  if (count > MOST_A_MINUTE) {
    throw new AppError('request.too_many', { parameters: { seconds: secondsLeft } });
  }
}
