import { createHash } from 'node:crypto';

import type { Context, MiddlewareHandler } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import * as z from 'zod';

import { AppError } from '#server/contract/problem.ts';
import { type ActorContext, asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';

import type { AppEnv } from './environment.ts';
import {
  claimKey,
  findAnswer,
  releaseKey,
  saveAnswer,
  type StoredAnswer,
} from './idempotency-queries.ts';
import { receiveForm } from './uploads.ts';

/** Writes of the register, which must carry a key; elsewhere a key is honoured when it is given. */
const REGISTER_WRITES =
  /^\/api\/(points|handovers|signals|tips|weekly-sheets|services|reports|plans|prevention-model|inspection-objects|inspection-quotas)(\/|$)/;

/** Their requests and answers hold passwords or tokens, which are stored nowhere, not even as part of a hash. */
export const HOLDS_PASSWORDS = /^\/api\/(accounts|me|auth|tip-sources)(\/|$)/;

/** Whether a POST to this path (or path pattern of the OpenAPI document) must carry a key. */
export function needsKey(path: string): boolean {
  return REGISTER_WRITES.test(path);
}

const Key = z.uuid();
const REPLAYED = 'idempotency-replayed';

/**
 * Answers a repeated write with the first answer instead of writing twice. The key is claimed in a
 * transaction of its own before the write: a second request with it, in this process or another,
 * finds the claim. While the first still runs here the second waits for it; a claim without an
 * answer and without a running write means that a process died in between: what then became of
 * the write only the reader can see, and is told so (`request.outcome_unknown`).
 */
export function idempotency(): MiddlewareHandler<AppEnv> {
  const running = new Map<string, Promise<void>>();

  return async function answerOnce(context, next) {
    if (context.req.method !== 'POST' || HOLDS_PASSWORDS.test(context.req.path))
      return await next();
    const key = readKey(context);
    const actor = askerOf(context);
    if (key === null || actor === undefined) return await next();

    const deps = context.get('deps');
    const requestHash = await hashOf(context);
    const name = `${actor.accountId} ${key}`;
    // Looked at again after each wait: the first may have given the key back.
    for (let other = running.get(name); other !== undefined; other = running.get(name)) await other;

    const { promise: done, resolve: finish } = deferred();
    running.set(name, done);
    try {
      const stored = await claimOrFind(deps, actor, key, requestHash);
      if (stored !== null) return replay(context, stored, requestHash);
      await next();
      await keepAnswer(context, deps, actor, key);
    } finally {
      running.delete(name);
      finish();
    }
  };
}

/** Who asks: a person, or a source with its token. */
function askerOf(context: Context<AppEnv>): ActorContext | undefined {
  const person = context.get('actor') as ActorContext | undefined;
  return person ?? (context.get('source') as ActorContext | undefined);
}

function readKey(context: Context<AppEnv>): string | null {
  const given = context.req.header('idempotency-key');
  if (given === undefined) {
    if (needsKey(context.req.path)) {
      throw new AppError('request.idempotency_key_missing');
    }
    return null;
  }
  if (Key.safeParse(given).success) return given.toLowerCase();
  throw new AppError('request.invalid', {
    errors: [{ pointer: 'header:idempotency-key', code: 'invalid_format' }],
  });
}

async function hashOf(context: Context<AppEnv>): Promise<string> {
  const url = new URL(context.req.url);
  const body =
    (await receiveForm(context))?.hash ?? new Uint8Array(await context.req.arrayBuffer());
  return createHash('sha256').update(`${url.pathname}${url.search}\n`).update(body).digest('hex');
}

async function claimOrFind(
  deps: Deps,
  actor: ActorContext,
  key: string,
  requestHash: string,
): Promise<StoredAnswer | null> {
  const { accountId } = actor;
  return await asActor(deps.database, actor, async (sql) => {
    const claim = { accountId, key, requestHash, now: deps.clock.now() };
    return (await claimKey(sql, claim)) ? null : await findAnswer(sql, accountId, key);
  });
}

function replay(context: Context<AppEnv>, stored: StoredAnswer, requestHash: string): Response {
  if (stored.requestHash !== requestHash) throw new AppError('request.idempotency_key_reused');
  if (stored.status === 0) throw new AppError('request.outcome_unknown');
  const type = stored.status < 400 ? 'application/json' : 'application/problem+json';
  const body = stored.body === null ? null : JSON.stringify(stored.body);
  return context.newResponse(body, stored.status as ContentfulStatusCode, {
    'content-type': `${type}; charset=utf-8`,
    [REPLAYED]: 'true',
  });
}

/** Keeps what was decided (2xx and 4xx); after a failure of ours the same key may try again. */
async function keepAnswer(
  context: Context<AppEnv>,
  deps: Deps,
  actor: ActorContext,
  key: string,
): Promise<void> {
  const { accountId } = actor;
  const { status } = context.res;
  const text = await answerText(context.res);
  await asActor(deps.database, actor, (sql) =>
    status < 500 && text !== null
      ? saveAnswer(sql, { accountId, key, status, bodyText: text, now: deps.clock.now() })
      : releaseKey(sql, accountId, key),
  );
}

/** The JSON of an answer (`null` in JSON when it has no body), or null when it is something else. */
async function answerText(response: Response): Promise<string | null> {
  if (response.body === null) return 'null';
  if (!/^application\/(problem\+)?json/.test(response.headers.get('content-type') ?? '')) {
    return null;
  }
  return await response.clone().text();
}

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
