import { UNATTENDED_HEADER } from '#client/api/attendance.ts';
import { KEPT_AT_HEADER } from '#client/api/connection.ts';
import { answerOfInterface } from '#client/api/instance.ts';
import { deviceKeys, type AnswerKeys } from '#client/offline/keys/session-keys.ts';
import type { Me } from '#server/contract/account.ts';
import { STREET_ROLES } from '#server/contract/street-roles.ts';

import { ANSWERS, FORMER_ANSWERS } from './cache-names.ts';
import { nameOf, openAnswer, sealAnswer, storedAt } from './sealed-answer.ts';

/**
 * Requests whose answers are kept for a day without a network: the list, records, areas, marks and words that the
 * forms need.
 */
const KEPT = [
  /^\/api\/me(\/notices)?$/,
  /^\/api\/configuration$/,
  /^\/api\/(communes|categories|check-schedules|signal-parameters)$/,
  /^\/api\/communes\.geojson$/,
  /^\/api\/worklist$/,
  /^\/api\/points(\/\d+|\.geojson)?$/,
  /^\/api\/tiles\/points\//,
  /^\/api\/routes(\/(\d+|mine))?$/,
];
/** Address under which a former release kept the id of the account. */
const FORMER_OWNER = '/owner';
const ME = '/api/me';
/** A working day and the evening before it. */
const KEPT_MILLISECONDS = 30 * 3_600_000;
const MOST_ANSWERS = 800;
/** Longest time for an answer where an older one is kept: after that the reader is served the kept one. */
const PATIENCE_MILLISECONDS = 8_000;

/** Grows each time that everything is forgotten: what was asked before that is not kept after it. */
let epoch = 0;
/** Settles once the last answer was taken that tells whose the device is. */
let belonging: Promise<void> = Promise.resolve();
/** Settles once nothing readable of a former release is left, of which the worker may have been answering until now. */
let former: Promise<void> | null = null;

/** Deletes what is kept, and the keys with which it could be read. */
export async function forgetAnswers(): Promise<void> {
  epoch += 1;
  await deviceKeys.forgetAnswers();
  await Promise.all([caches.delete(ANSWERS), caches.delete(FORMER_ANSWERS)]);
}

export function isKept({ pathname }: URL): boolean {
  return KEPT.some((pattern) => pattern.test(pathname));
}

/** The server's answer, which is kept; where none comes, the one kept before. */
export async function answerTo(
  request: Request,
  waitUntil: (work: Promise<unknown>) => void,
): Promise<Response> {
  const asOf = epoch;
  const asked = fetch(request).then((answer) => unbroken(answerOfInterface(request, answer)));
  former ??= sealFormerAnswers().catch(() => undefined);
  waitUntil(former);
  waitUntil(
    asked.then((response) => takeInTurn(request, response.clone(), asOf)).catch(() => null),
  );
  const finding = find(request.url).catch(() => null);
  if (!request.headers.has(UNATTENDED_HEADER)) {
    waitUntil(finding.then(() => deviceKeys.noteUse()).catch(() => undefined));
  }
  // Looking for what is kept takes a while where another page has to be asked for the keys.
  const answer = await Promise.race([asked.catch(() => null), lateWhere(finding)]);
  if (answer !== null) return answer;
  const kept = await finding;
  if (kept === null) return await asked;
  return (await openAnswer(kept.keys, kept.name, kept.response)) ?? (await asked);
}

/** The answer kept for an address, once the session is open; without one, an answer that says so. */
export async function keptAnswer(request: Request): Promise<Response> {
  await belonging;
  await deviceKeys.reopen().catch(() => undefined);
  const kept = await find(request.url).catch(() => null);
  const opened = kept && (await openAnswer(kept.keys, kept.name, kept.response));
  return opened ?? new Response(null, { status: 504 });
}

/** Reads an answer to its end. Rejects where it breaks off on its way: half an answer is none, and must not be kept. */
async function unbroken(answer: Response): Promise<Response> {
  const { status, headers } = answer;
  const isJson = headers.get('content-type')?.startsWith('application/json') === true;
  if (!answer.ok || !isJson) return answer;
  const text = await answer.text();
  JSON.parse(text);
  return new Response(text, { status, headers });
}

/** Settles once nobody should wait any longer, where an older answer is kept. */
async function lateWhere(finding: Promise<unknown>): Promise<null> {
  const isKept = (await finding) !== null;
  return await new Promise<null>((resolve) => {
    if (isKept) setTimeout(() => resolve(null), PATIENCE_MILLISECONDS);
  });
}

/** The answer that is kept for an address, still sealed; null where there is none, or its key has gone. */
async function find(url: string) {
  const keys = (await deviceKeys.read().catch(() => null))?.answers;
  if (keys === null || keys === undefined || !(await caches.has(ANSWERS))) return null;
  const name = await nameOf(keys, url);
  const response = await (await caches.open(ANSWERS)).match(name);
  return response !== undefined && isFresh(storedAt(response)) ? { keys, name, response } : null;
}

/** Later answers wait until the one that tells whose the device is was taken: the server's share is on its way. */
async function takeInTurn(request: Request, response: Response, asOf: number): Promise<void> {
  const before = belonging;
  const isMe = isForMe(request);
  if (!isMe) await before;
  const taking = take(request, response, asOf);
  if (isMe) belonging = taking.catch(() => undefined);
  await taking;
}

const isForMe = ({ url }: Request) => new URL(url).pathname === ME;

async function take(request: Request, response: Response, asOf: number): Promise<void> {
  const isMe = isForMe(request);
  // Whoever must sign in again sees nothing of what was kept; unsent work is not here.
  if (isMe && response.status === 401) await forgetAnswers();
  const whole = response.status === 304 ? await wholeOf(request, response) : response;
  if (whole?.ok !== true) return;
  const body = await whole.blob();
  const me = isMe ? (JSON.parse(await body.text()) as Me) : null;
  if (asOf !== epoch) return;
  const keys = await (me === null ? keysOfOwner() : belongTo(me, asOf));
  if (keys !== null && asOf === epoch) {
    await keep(keys, request.url, { response: whole, body, storedAt: Date.now() });
  }
  // Forgotten at this very moment: it must not come back by this.
  if (asOf === epoch) return;
  await forgetAnswers();
  await deviceKeys.destroy();
}

/** Keys of what is kept; null where nothing is: most roles and browsers keep nothing. */
async function keysOfOwner(): Promise<AnswerKeys | null> {
  return (await deviceKeys.read())?.answers ?? null;
}

/** Makes room for an account: what another one has read goes. For most roles nothing is kept. */
async function belongTo({ account, role }: Me, asOf: number): Promise<AnswerKeys | null> {
  const wanted = STREET_ROLES.includes(role);
  if (wanted) await deviceKeys.begin(account.id);
  const session = await deviceKeys.read();
  if (asOf !== epoch) return null;
  const isNew = session !== null && session.answers === null;
  if (isNew || !wanted) await caches.delete(ANSWERS);
  return wanted ? await deviceKeys.answerKeys(account.id) : null;
}

/**
 * The whole answer behind a 304: the kept one with the time of this moment. A page may know what this worker never
 * kept: that is asked for once. Null where nothing is kept.
 */
async function wholeOf(
  request: Request,
  { headers: unchanged }: Response,
): Promise<Response | null> {
  const kept = await find(request.url);
  const known = kept === null ? null : await openAnswer(kept.keys, kept.name, kept.response);
  if (known !== null) {
    const headers = new Headers(known.headers);
    headers.delete(KEPT_AT_HEADER);
    headers.set('date', unchanged.get('date') ?? new Date().toUTCString());
    return new Response(known.body, { headers });
  }
  if ((await keysOfOwner()) === null) return null;
  const headers = new Headers(request.headers);
  headers.delete('if-none-match');
  const asked = new Request(request, { headers, cache: 'no-store' });
  return answerOfInterface(asked, await fetch(asked));
}

async function keep(
  keys: AnswerKeys,
  url: string,
  { response, body, storedAt: at }: { response: Response; body: Blob; storedAt: number },
): Promise<void> {
  const name = await nameOf(keys, url);
  const { status } = response;
  const headers = [...stamped(response)];
  const sealed = await sealAnswer(keys, name, { status, headers, storedAt: at, body });
  await (await caches.open(ANSWERS)).put(name, sealed);
}

/** The headers of an answer with the server's time, for the reader. */
function stamped(response: Response): Headers {
  const headers = new Headers(response.headers);
  const date = Date.parse(headers.get('date') ?? '');
  const at = new Date(Number.isNaN(date) ? Date.now() : date);
  if (!headers.has(KEPT_AT_HEADER)) headers.set(KEPT_AT_HEADER, at.toISOString());
  return headers;
}

function isFresh(at: number): boolean {
  return Math.abs(Date.now() - at) < KEPT_MILLISECONDS;
}

/** Deletes what has grown old, and the oldest of what is too much. */
export async function forgetOldAnswers(): Promise<void> {
  if (!(await caches.has(ANSWERS))) return;
  const cache = await caches.open(ANSWERS);
  const stored: { request: Request; at: number }[] = [];
  for (const request of await cache.keys()) {
    const response = await cache.match(request);
    if (response === undefined) continue;
    const at = storedAt(response);
    if (isFresh(at)) stored.push({ request, at });
    else await cache.delete(request);
  }
  const tooMany = stored.toSorted((a, b) => b.at - a.at).slice(MOST_ANSWERS);
  for (const { request } of tooMany) await cache.delete(request);
}

/** Seals the answers that a former release has kept readable, for the same account, and deletes them as they were. */
export async function sealFormerAnswers(): Promise<void> {
  if (!(await caches.has(FORMER_ANSWERS))) return;
  const former = await caches.open(FORMER_ANSWERS);
  const owner = await (await former.match(FORMER_OWNER))?.text();
  const session = await deviceKeys.read();
  if (owner !== undefined && (session === null || session.accountId === owner)) {
    await deviceKeys.begin(owner);
    const keys = await deviceKeys.answerKeys(owner);
    for (const request of await former.keys()) {
      const response = await former.match(request, { ignoreVary: true });
      if (keys === null || response === undefined || new URL(request.url).pathname === FORMER_OWNER)
        continue;
      const at = storedAt(response);
      if (!isFresh(at)) continue;
      await keep(keys, request.url, { response, body: await response.blob(), storedAt: at });
    }
  }
  await caches.delete(FORMER_ANSWERS);
}
