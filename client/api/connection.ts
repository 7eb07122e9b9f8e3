import { learnServerTime, now } from '#client/i18n/clock.ts';
import type { IsoInstant } from '#server/contract/time.ts';

import { withAttendance } from './attendance.ts';
import { senderOf, StrangerAnswered, withInstance } from './instance.ts';
import { noteAnswerTime } from './shown-data.ts';

/** The device's own answer to a question that reached nobody carries here since when it has had it. */
export const KEPT_AT_HEADER = 'x-diaban-kept-at';

export type Connection = {
  /** True when the server answered the last request. */
  reachable: boolean;
  /** While it is not: of when the data are that are shown instead. */
  keptAt: IsoInstant | null;
  /** Sender that answers in its place; null where nobody does. */
  stranger: StrangerAnswered['sender'] | null;
};

const LAST_CONTACT_KEY = 'dia-ban-last-contact';
const REMEMBER_EVERY = 10_000;

let current: Connection = { reachable: true, keptAt: null, stranger: null };
let remembered = 0;
const listeners = new Set<() => void>();

export function connection(): Connection {
  return current;
}

export function onConnectionChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Fetches like `fetch`, and notes from the result that the server can be reached or not, and its time. An answer of anybody
 * else tells nothing, not even the time.
 * @throws {StrangerAnswered} for such an answer
 */
export async function watchedFetch(
  input: RequestInfo | URL,
  init?: RequestInit,
): Promise<Response> {
  const begun = performance.now();
  let response;
  try {
    response = await fetch(input, withInstance(withAttendance(init, begun)));
  } catch (error) {
    if (init?.signal?.aborted !== true) noteSilence();
    throw error;
  }
  const keptAt = response.headers.get(KEPT_AT_HEADER);
  const sender = keptAt === null ? senderOf(response) : 'ours';
  if (sender !== 'ours') {
    const stranger = new StrangerAnswered(sender, response.status);
    noteSilence(stranger.isGateway ? null : sender);
    throw stranger;
  }
  noteAnswerTime(pathOf(input), init?.signal, keptAt ?? timeIn(response));
  if (keptAt === null) noteContact(response.headers.get('date'), performance.now() - begun);
  else set({ reachable: false, keptAt, stranger: current.stranger });
  return response;
}

function pathOf(input: RequestInfo | URL): string {
  const address = input instanceof Request ? input.url : input.toString();
  return new URL(address, 'http://localhost').pathname;
}

function timeIn({ headers }: Response): IsoInstant {
  const date = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(date) ? now() : new Date(date).toISOString();
}

/** No answer of the server came, and nothing is kept in its place. */
export function noteSilence(stranger: Connection['stranger'] = null): void {
  const keptAt = current.reachable ? lastContact() : current.keptAt;
  set({ reachable: false, keptAt, stranger });
}

function noteContact(date: string | null, way: number): void {
  learnServerTime(date, way);
  set({ reachable: true, keptAt: null, stranger: null });
  // A clock that was set back is far from the last note too.
  if (Math.abs(Date.now() - remembered) < REMEMBER_EVERY) return;
  remembered = Date.now();
  localStorage.setItem(LAST_CONTACT_KEY, now());
}

/** Time of the last contact, by the server's clock; null on a device that never had one. */
export function lastContact(): IsoInstant | null {
  return localStorage.getItem(LAST_CONTACT_KEY);
}

function set(next: Connection): void {
  const { reachable, keptAt, stranger } = current;
  if (next.reachable === reachable && next.keptAt === keptAt && next.stranger === stranger) return;
  current = next;
  for (const listener of listeners) listener();
}
