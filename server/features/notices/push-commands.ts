import * as z from 'zod';

import { AppError } from '#server/contract/problem.ts';
import type { Actor } from '#server/contract/permission.ts';
import type { PushDevice, PushState } from '#server/contract/push.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import { asSystem } from '#server/db/transaction.ts';
import { writeAsActor, writeAsSystem } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';
import { enqueueJob, type ClaimedJob } from '#server/jobs/queries.ts';
import { arePushKeys } from '#server/outside/web-push/encrypt-push.ts';
import { makeServerKey, type ServerKey } from '#server/outside/web-push/server-key.ts';

import {
  endDevice,
  endForeignDevice,
  endSubscription,
  endWaiting,
  findServerKey,
  findTarget,
  keepServerKey,
  listLeftWaiting,
  listWaitingPushes,
  saveDevice,
} from './push-queries.ts';
import { isUrgent, kindsOf, pushPayload, worthTelling } from './push-rules.ts';
import { readPush } from './read-notices.ts';

export const PUSH_JOB = 'notices.push';
const MINUTE_MILLISECONDS = 60_000;
const ATTEMPTS_AT_KEY = 3;

/**
 * Gives the pair of keys of this installation. The first start makes it; another pair takes its place where the secret
 * of the server has changed, and browsers then have to subscribe again.
 */
export async function serverKeyOf(deps: Deps): Promise<ServerKey> {
  for (let attempt = 0; attempt < ATTEMPTS_AT_KEY; attempt += 1) {
    const kept = await asSystem(deps.database, findServerKey);
    const privateKey = kept === null ? null : await deps.authentication.unseal(kept.privateKey);
    if (kept !== null && privateKey !== null) return { publicKey: kept.publicKey, privateKey };
    const made = makeServerKey();
    const sealed = { ...made, privateKey: await deps.authentication.seal(made.privateKey) };
    await asSystem(deps.database, (sql) => keepServerKey(sql, sealed, kept, deps.clock.now()));
  }
  throw new Error('the keys for push services could not be kept');
}

/** Tells this browser from now on, of the chosen groups. Throws `push.service_not_allowed`. */
export async function subscribe(
  deps: Deps,
  actor: Actor,
  sessionId: string,
  { groups, ...device }: PushDevice,
): Promise<PushState> {
  if (!deps.push.allows(device.endpoint) || !arePushKeys(device)) {
    throw new AppError('push.service_not_allowed');
  }
  const { accountId } = actor;
  await writeAsSystem(deps.database, (sql) => endForeignDevice(sql, device.endpoint, accountId));
  await writeAsActor(deps.database, actor, async (sql) => {
    const saved = { ...device, accountId, sessionId, kinds: kindsOf(groups) };
    await saveDevice(sql, saved, deps.clock.now());
    await appendAudit(sql, deps.clock, {
      action: 'reminder.choose',
      subjectKind: 'account',
      subjectId: accountId,
      detail: { push: groups },
    });
  });
  return readPush(deps, actor, sessionId);
}

/** Tells this browser nothing more. */
export async function unsubscribe(
  deps: Deps,
  actor: Actor,
  sessionId: string,
  endpoint: string,
): Promise<PushState> {
  await writeAsActor(deps.database, actor, (sql) => endDevice(sql, actor.accountId, endpoint));
  return readPush(deps, actor, sessionId);
}

const PushOrder = z.object({ subscriptionId: z.number().int() });

/** Sends everything that waits for one browser as one message; throws what the push service said, for another attempt. */
export async function sendPush(deps: Deps, job: ClaimedJob): Promise<void> {
  const { subscriptionId } = PushOrder.parse(job.payload);
  const now = deps.clock.now();
  const { target, waiting } = await asSystem(deps.database, async (sql) => ({
    target: await findTarget(sql, subscriptionId, deps.clock.today()),
    waiting: await listWaitingPushes(sql, subscriptionId),
  }));
  if (target === null) {
    await asSystem(deps.database, (sql) => endSubscription(sql, subscriptionId));
    return;
  }
  const told = worthTelling(waiting, now);
  const outcome =
    told.length === 0
      ? 'sent'
      : await deps.push.send({
          target,
          serverKey: await serverKeyOf(deps),
          payload: pushPayload(told, target.language),
          urgent: isUrgent(told),
          now: Date.parse(now),
        });
  await asSystem(deps.database, (sql) =>
    outcome === 'gone'
      ? endSubscription(sql, subscriptionId)
      : endWaiting(
          sql,
          subscriptionId,
          waiting.map(({ noticeId }) => noticeId),
        ),
  );
}

/** Orders pushes for what was committed after the push of its moment had gone out. */
export async function orderLeftPushes(deps: Deps): Promise<void> {
  const now = deps.clock.now();
  const before = new Date(Date.parse(now) - MINUTE_MILLISECONDS).toISOString();
  await asSystem(deps.database, async (sql) => {
    for (const subscriptionId of await listLeftWaiting(sql, before)) {
      const runKey = `${PUSH_JOB} ${subscriptionId} left ${now}`;
      await enqueueJob(sql, {
        kind: PUSH_JOB,
        runKey,
        dueAt: now,
        now,
        payload: { subscriptionId },
      });
    }
  });
}
