import { learnServerTime, now } from '#client/i18n/clock.ts';
import type { IsoInstant } from '#server/contract/time.ts';

import { withAttendance } from './attendance.ts';
import { noteAnswerTime } from './shown-data.ts';

/** The device's own answer to a question that reached nobody carries here since when it has had it. */
export const KEPT_AT_HEADER = 'x-diaban-kept-at';

export type Connection = {
  /** True when the server answered the last request. */
  reachable: boolean;
  /** While it is not: of when the data are that are shown instead. */
  keptAt: IsoInstant | null;
};

const LAST_CONTACT_KEY = 'dia-ban-last-contact';
const REMEMBER_EVERY = 10_000;

let current: Connection = { reachable: true, keptAt: null };
let remembered = 0;
const listeners = new Set<() => void>();

export function connection(): Connection {
  return current;
}

export function onConnectionChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Fetches like `fetch`, and notes from the result that the server can be reached or not, and its time. */
export async function watchedFetch(
  input: RequestInfo | URL,
  init?: RequestInit,
): Promise<Response> {
  let response;
  try {
    response = await fetch(input, withAttendance(init, performance.now()));
  } catch (error) {
    if (init?.signal?.aborted !== true) noteSilence();
    throw error;
  }
  const keptAt = response.headers.get(KEPT_AT_HEADER);
  noteAnswerTime(pathOf(input), init?.signal, keptAt ?? timeIn(response));
  if (keptAt === null) noteContact(response.headers.get('date'));
  else set({ reachable: false, keptAt });
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

/** No answer came, and nothing is kept in its place. */
export function noteSilence(): void {
  if (current.reachable) set({ reachable: false, keptAt: lastContact() });
}

function noteContact(date: string | null): void {
  learnServerTime(date);
  if (!current.reachable) set({ reachable: true, keptAt: null });
  // A clock that was set back is far from the last note too.
  if (Math.abs(Date.now() - remembered) < REMEMBER_EVERY) return;
  remembered = Date.now();
  localStorage.setItem(LAST_CONTACT_KEY, now());
}

function lastContact(): IsoInstant | null {
  return localStorage.getItem(LAST_CONTACT_KEY);
}

function set(next: Connection): void {
  if (next.reachable === current.reachable && next.keptAt === current.keptAt) return;
  current = next;
  for (const listener of listeners) listener();
}
