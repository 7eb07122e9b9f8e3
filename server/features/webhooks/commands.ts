import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import { refuseForbiddenText } from '#server/contract/screened-text.ts';
import { beginningOf, type IsoDate } from '#server/contract/time.ts';
import type {
  NewWebhookBody,
  Webhook,
  WebhookAttempt,
  WebhookWithSecret,
} from '#server/contract/webhook.ts';
import { appendAudit, type AuditDetail } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import { writeAsSystem } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';
import { actInTheNameOf } from '#server/features/accounts/queries.ts';
import { drawSecret } from '#server/outside/webhook-signature.ts';

import { sendTest } from './delivery-commands.ts';
import { firstKeptDay, KEPT_DAYS } from './figure-jobs.ts';
import {
  countCommunes,
  deleteReceiver,
  insertReceiver,
  listAttempts,
  listReceivers,
  lockAndCountReceivers,
  pauseReceiver,
  resumeReceiver,
  rotateSecret,
} from './queries.ts';

const MOST_RECEIVERS = 20;
const SHOWN_ATTEMPTS = 50;
const HOUR_MILLISECONDS = 3_600_000;

export async function readWebhooks(deps: Deps): Promise<Webhook[]> {
  return asSystem(deps.database, (sql) => listReceivers(sql, deps.clock.now()));
}

/** The last attempts at a receiver, latest first. Throws `webhook.not_found`. */
export async function readAttempts(deps: Deps, id: number): Promise<WebhookAttempt[]> {
  return asSystem(deps.database, async (sql) => {
    await readOne(sql, deps, id);
    return listAttempts(sql, id, SHOWN_ATTEMPTS);
  });
}

/**
 * Adds a receiver; its secret is given back this once. Throws `webhook.address_refused`, `webhook.too_many`,
 * `webhook.name_taken`, `commune.not_found`.
 */
export async function createWebhook(
  deps: Deps,
  actor: Actor,
  input: NewWebhookBody,
): Promise<WebhookWithSecret> {
  refuseForbiddenText({ name: input.name });
  if (!deps.webhooks.accepts(input.address)) {
    const errors = [{ pointer: '/address', code: 'webhook.address_refused' }];
    throw new AppError('webhook.address_refused', { errors });
  }
  const secret = drawSecret();
  const sealed = await deps.authentication.seal(secret);
  const webhook = await writeAsSystem(deps.database, async (sql) => {
    await actInTheNameOf(sql, actor);
    if ((await lockAndCountReceivers(sql)) >= MOST_RECEIVERS) {
      throw new AppError('webhook.too_many', { parameters: { most: MOST_RECEIVERS } });
    }
    const communeIds = [...new Set(input.communeIds)];
    if ((await countCommunes(sql, communeIds)) < communeIds.length) {
      const errors = [{ pointer: '/communeIds', code: 'commune.not_found' }];
      throw new AppError('commune.not_found', { errors });
    }
    const now = deps.clock.now();
    const made = { ...input, communeIds, secret: sealed, createdBy: actor.accountId, now };
    const id = await insertReceiver(sql, made);
    const { address, detail, kinds } = input;
    await log(sql, deps, 'create', id, { host: new URL(address).host, detail, kinds, communeIds });
    return readOne(sql, deps, id);
  });
  return { webhook, secret };
}

/** Makes a new secret; for some hours the old one signs too, so that the receiver can change over. */
export async function renewSecret(
  deps: Deps,
  actor: Actor,
  { id, hours }: { id: number; hours: number },
): Promise<WebhookWithSecret> {
  const secret = drawSecret();
  const sealed = await deps.authentication.seal(secret);
  const until = Date.parse(deps.clock.now()) + hours * HOUR_MILLISECONDS;
  const previousValidUntil = hours === 0 ? null : new Date(until).toISOString();
  const webhook = await change(deps, actor, { id, act: 'renew_secret', detail: { hours } }, (sql) =>
    rotateSecret(sql, { id, secret: sealed, previousValidUntil }),
  );
  return { webhook, secret };
}

/** Stops the sending until somebody lets it go on; what happens meanwhile waits. */
export async function pauseWebhook(deps: Deps, actor: Actor, id: number): Promise<Webhook> {
  const now = deps.clock.now();
  return change(deps, actor, { id, act: 'pause' }, (sql) => pauseReceiver(sql, { id, now }));
}

/** Lets the sending go on, or sends again from a day on. Throws `webhook.day_too_old`. */
export async function resumeWebhook(
  deps: Deps,
  actor: Actor,
  { id, from }: { id: number; from: IsoDate | null },
): Promise<Webhook> {
  const now = deps.clock.now();
  if (from !== null && from < firstKeptDay(now)) {
    throw new AppError('webhook.day_too_old', {
      parameters: { days: KEPT_DAYS },
      errors: [{ pointer: '/from', code: 'webhook.day_too_old' }],
    });
  }
  const instant = from === null ? null : beginningOf(from);
  return change(deps, actor, { id, act: 'resume', detail: { from } }, (sql) =>
    resumeReceiver(sql, { id, from: instant, now }),
  );
}

/** Deletes a receiver with what waits for it, and gives what it was. */
export async function deleteWebhook(deps: Deps, actor: Actor, id: number): Promise<Webhook> {
  return writeAsSystem(deps.database, async (sql) => {
    await actInTheNameOf(sql, actor);
    const webhook = await readOne(sql, deps, id);
    await deleteReceiver(sql, id);
    await log(sql, deps, 'delete', id, { host: new URL(webhook.address).host });
    return webhook;
  });
}

/** Sends a test event at once and tells what came of it. Throws `webhook.not_found`. */
export async function testWebhook(deps: Deps, id: number): Promise<WebhookAttempt> {
  const sent = await sendTest(deps, id);
  if (sent === null) throw new AppError('webhook.not_found');
  const { at, ...rest } = sent;
  return { ...rest, kind: 'test', attemptedAt: at };
}

async function change(
  deps: Deps,
  actor: Actor,
  { id, act, detail }: { id: number; act: string; detail?: AuditDetail },
  work: (sql: TransactionSql) => Promise<boolean>,
): Promise<Webhook> {
  return writeAsSystem(deps.database, async (sql) => {
    await actInTheNameOf(sql, actor);
    if (!(await work(sql))) throw new AppError('webhook.not_found');
    await log(sql, deps, act, id, detail);
    return readOne(sql, deps, id);
  });
}

async function readOne(sql: TransactionSql, deps: Deps, id: number): Promise<Webhook> {
  const [webhook] = await listReceivers(sql, deps.clock.now(), id);
  if (webhook === undefined) throw new AppError('webhook.not_found');
  return webhook;
}

async function log(
  sql: TransactionSql,
  deps: Deps,
  act: string,
  id: number,
  detail: AuditDetail = {},
): Promise<void> {
  const subject = { subjectKind: 'webhook', subjectId: id };
  await appendAudit(sql, deps.clock, { action: `webhook.${act}`, ...subject, detail });
}
