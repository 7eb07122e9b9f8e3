import { KEPT_AT_HEADER } from '#client/api/connection.ts';
import type { Me } from '#server/contract/account.ts';
import { STREET_ROLES } from '#server/contract/street-roles.ts';

import { ANSWERS } from './cache-names.ts';

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
const OWNER = '/owner';
const ME = '/api/me';
/** Header with the time of storing by the device's clock, right or wrong: only differences count. */
const STORED_HEADER = 'x-diaban-stored-at';
/** A working day and the evening before it. */
const KEPT_MILLISECONDS = 30 * 3_600_000;
const MOST_ANSWERS = 800;
/** Longest time for an answer where an older one is kept: after that the reader is served the kept one. */
const PATIENCE_MILLISECONDS = 8_000;

/** Grows each time that everything is forgotten: what was asked before that is not kept after it. */
let epoch = 0;

export async function forgetAnswers(): Promise<void> {
  epoch += 1;
  await caches.delete(ANSWERS);
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
  const kept = await find(request);
  const asked = fetch(request);
  waitUntil(asked.then((response) => take(request, response.clone(), asOf)).catch(() => undefined));
  if (kept === null) return await asked;
  const late = new Promise<null>((resolve) => {
    setTimeout(() => resolve(null), PATIENCE_MILLISECONDS);
  });
  const answer = await Promise.race([asked, late]).catch(() => null);
  return answer ?? kept;
}

async function find(request: Request): Promise<Response | null> {
  if (!(await caches.has(ANSWERS))) return null;
  const cache = await caches.open(ANSWERS);
  const response = await cache.match(request, { ignoreVary: true });
  return response !== undefined && isFresh(response) ? response : null;
}

async function take(request: Request, response: Response, asOf: number): Promise<void> {
  const isMe = new URL(request.url).pathname === ME;
  // Whoever must sign in again sees nothing of what was kept; unsent work is not here.
  if (isMe && response.status === 401) await forgetAnswers();
  if (!response.ok) return;
  const answer = await stamped(response.clone());
  const me = isMe ? ((await response.json()) as Me) : null;
  if (asOf !== epoch) return;
  if (me !== null) await belongTo(me);
  // Opened only when it is there: opening makes one.
  if (!(await caches.has(ANSWERS))) return;
  const cache = await caches.open(ANSWERS);
  await cache.put(request, answer);
  // Forgotten at this very moment: it must not come back by this.
  if (asOf !== epoch) await caches.delete(ANSWERS);
}

/** Makes room for an account: what another one has read goes. For most roles nothing is kept. */
async function belongTo({ account, role }: Me): Promise<void> {
  const owner = await (await caches.match(OWNER, { cacheName: ANSWERS }))?.text();
  const wanted = STREET_ROLES.includes(role);
  if (owner !== account.id || !wanted) await caches.delete(ANSWERS);
  if (wanted) await (await caches.open(ANSWERS)).put(OWNER, new Response(account.id));
}

/** The answer with the server's time, for the reader, and the device's, for its age. */
async function stamped(response: Response): Promise<Response> {
  const headers = new Headers(response.headers);
  const date = Date.parse(headers.get('date') ?? '');
  const at = new Date(Number.isNaN(date) ? Date.now() : date);
  headers.set(KEPT_AT_HEADER, at.toISOString());
  headers.set(STORED_HEADER, String(Date.now()));
  return new Response(await response.blob(), { status: response.status, headers });
}

function isFresh(response: Response): boolean {
  return Math.abs(Date.now() - Number(response.headers.get(STORED_HEADER))) < KEPT_MILLISECONDS;
}

/** Deletes what has grown old, and the oldest of what is too much. */
export async function forgetOldAnswers(): Promise<void> {
  if (!(await caches.has(ANSWERS))) return;
  const cache = await caches.open(ANSWERS);
  const stored: { request: Request; at: number }[] = [];
  for (const request of await cache.keys()) {
    if (new URL(request.url).pathname === OWNER) continue;
    const response = await cache.match(request, { ignoreVary: true });
    if (response === undefined) continue;
    if (isFresh(response)) {
      stored.push({ request, at: Number(response.headers.get(STORED_HEADER)) });
    } else await cache.delete(request, { ignoreVary: true });
  }
  const tooMany = stored.toSorted((a, b) => b.at - a.at).slice(MOST_ANSWERS);
  for (const { request } of tooMany) await cache.delete(request, { ignoreVary: true });
}
