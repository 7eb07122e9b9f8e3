import { createHash } from 'node:crypto';
import type { Context, MiddlewareHandler, Next } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import * as z from 'zod';

import { AppError } from '#server/contract/problem.ts';
import { findRecord, type KeyedRecord, saveAnswer } from '#server/db/keyed-write-queries.ts';
import { type ActorContext, asActor } from '#server/db/transaction.ts';
import { type KeyedWrite, underKey } from '#server/db/write-once.ts';
import { VERSION } from '#server/version.ts';

import type { AppEnv } from './environment.ts';
import { problemAgain } from './problem-response.ts';
import { addReceipt } from './receipt.ts';
import { receiveForm } from './uploads.ts';

const Key = z.uuid();
const REPLAYED = 'idempotency-replayed';
const TOO_MANY = 429;

/** Tells how a route tells a repeated request from a new one; a route that only reads takes no key. */
export type KeyPolicy = 'required' | 'optional' | 'none';

/** Tells where the answer of a repeated request is looked for and stored. */
type Keeping = { answersInWrite: boolean };

/**
 * Answers a repeated request with the first answer, so that it writes once. Comes after the check of rights. A second
 * request waits while the first one runs. After a failure of ours, also a killed process, the request runs again and
 * continues after the committed parts: see `db/write-once.ts`. The outcome is unknown only where another version of
 * the program would have to continue.
 * @param policy with `optional` a request without a key passes, because something else recognises a repetition
 * @param keeping with `answersInWrite` the route looks for the earlier answer in its only writing transaction, and
 *   stores its own there (`answerInWrite`); only a refusal is stored afterwards
 */
export function writesOnce(
  policy: 'required' | 'optional',
  keeping: Keeping = { answersInWrite: false },
): MiddlewareHandler<AppEnv> {
  return async function readAndAnswer(context, next) {
    const key = readKey(context);
    if (key !== null) return await answerOnce(context, next, key, keeping);
    if (policy === 'required') throw new AppError('request.idempotency_key_missing');
    await next();
  };
}

function readKey(context: Context<AppEnv>): string | null {
  const given = context.req.header('idempotency-key');
  if (given === undefined) return null;
  if (Key.safeParse(given).success) return given.toLowerCase();
  throw new AppError('request.invalid', {
    errors: [{ pointer: '/idempotency-key', in: 'header', code: 'invalid_format' }],
  });
}

/** Requests now running in this process, by account and key. */
const running = new Map<string, Promise<void>>();

async function answerOnce(
  context: Context<AppEnv>,
  next: Next,
  key: string,
  keeping: Keeping,
): Promise<Response | void> {
  const asker = askerOf(context);
  const name = `${asker.accountId} ${key}`;
  // Checked again after each wait: others may wait for the same request.
  for (let other = running.get(name); other !== undefined; other = running.get(name)) await other;

  const { promise: done, resolve: finish } = deferred();
  running.set(name, done);
  try {
    const { body, ...write } = await newWrite(context, asker, key);
    const answer = keeping.answersInWrite
      ? await runAndAnswer(context, next, asker, write)
      : await answerOrRun(context, next, asker, write);
    await addReceipt(context, write, { answer: answer ?? context.res, body });
    return answer;
  } finally {
    running.delete(name);
    finish();
  }
}

async function newWrite(
  context: Context<AppEnv>,
  asker: ActorContext,
  key: string,
): Promise<KeyedWrite & { body: string }> {
  return {
    accountId: asker.accountId,
    key,
    ...(await hashesOf(context)),
    program: VERSION,
    at: context.get('deps').clock.now(),
    results: [],
    passed: 0,
  };
}

async function answerOrRun(
  context: Context<AppEnv>,
  next: Next,
  asker: ActorContext,
  write: KeyedWrite,
): Promise<Response | void> {
  const record = await asActor(context.get('deps').database, asker, (sql) =>
    findRecord(sql, write),
  );
  if (record !== null) {
    noteLine(write, record);
    const earlier = earlierAnswer(context, record, write);
    if (earlier !== null) return earlier;
    context.header(REPLAYED, 'true');
    write.results.push(...record.results);
  }
  await underKey(write, next);
  await keepAnswer(context, asker, write);
}

/**
 * Runs a route that finds and stores its answer in its own writing transaction. What did not get that far is a refusal:
 * here the key is looked up after it, since an earlier attempt may have been answered otherwise.
 */
async function runAndAnswer(
  context: Context<AppEnv>,
  next: Next,
  asker: ActorContext,
  write: KeyedWrite,
): Promise<void> {
  await underKey(write, next);
  if (write.repeated === true) context.header(REPLAYED, 'true');
  if (write.answered === true) return;
  const record =
    write.earlier ??
    (await asActor(context.get('deps').database, asker, (sql) => findRecord(sql, write)));
  if (record !== null) noteLine(write, record);
  const earlier = record === null ? null : earlierAnswer(context, record, write);
  if (earlier === null) await keepAnswer(context, asker, write);
  else context.res = earlier;
}

function noteLine(write: KeyedWrite, { line }: KeyedRecord): void {
  if (line !== null) write.earlierLine = line;
}

/**
 * Gives the stored answer of a record, null where it has none. Throws where the key belongs to another request, or where
 * another version of the program would have to continue it.
 */
function earlierAnswer(
  context: Context<AppEnv>,
  record: KeyedRecord,
  { requestHash }: KeyedWrite,
): Response | null {
  if (record.requestHash !== requestHash) throw new AppError('request.idempotency_key_reused');
  if (record.status !== null) return replay(context, record, record.status);
  if (record.program !== VERSION) throw new AppError('request.outcome_unknown');
  return null;
}

/** Gives the actor of the request: a person, or a source with its token. */
function askerOf(context: Context<AppEnv>): ActorContext {
  const person = context.get('actor') as ActorContext | undefined;
  const asker = person ?? (context.get('source') as ActorContext | undefined);
  if (asker === undefined) throw new AppError('session.missing');
  return asker;
}

/**
 * Hashes the content with SHA-256, and the whole request: address, `If-Match` and content. The encoding of a form makes
 * no difference.
 */
async function hashesOf(context: Context<AppEnv>): Promise<{ body: string; requestHash: string }> {
  const url = new URL(context.req.url);
  const form = await receiveForm(context);
  const bytes = form === null ? new Uint8Array(await context.req.arrayBuffer()) : null;
  const seen = context.req.header('if-match');
  const requestHash = createHash('sha256')
    .update(`${url.pathname}${url.search}\n`)
    .update(seen === undefined ? '' : `${seen}\n`)
    .update(form?.hash ?? bytes ?? '')
    .digest('hex');
  const body =
    form?.hash ??
    createHash('sha256')
      .update(bytes ?? '')
      .digest('hex');
  return { body, requestHash };
}

function replay(context: Context<AppEnv>, { body }: KeyedRecord, status: number): Response {
  if (status >= 400) return problemAgain(body, context, { [REPLAYED]: 'true' });
  const text = body === null || status === 204 ? null : JSON.stringify(body);
  return context.newResponse(text, status as ContentfulStatusCode, {
    'content-type': 'application/json; charset=utf-8',
    [REPLAYED]: 'true',
  });
}

/**
 * Stores a decided answer (2xx and 4xx), so that a repetition gets the very same one. Files and streams are not stored:
 * they are made again from the results of the write. The write itself does not depend on this.
 */
async function keepAnswer(
  context: Context<AppEnv>,
  asker: ActorContext,
  write: KeyedWrite,
): Promise<void> {
  const { database, log } = context.get('deps');
  const { status } = context.res;
  const bodyText = status < 500 && status !== TOO_MANY ? await answerText(context.res) : null;
  if (bodyText === null) return;
  try {
    await asActor(database, asker, async (sql) => saveAnswer(sql, write, { status, bodyText }));
  } catch (error) {
    log.warn({ err: error, requestId: context.get('requestId') }, 'an answer was not kept');
  }
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
