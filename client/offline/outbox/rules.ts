import type { Entry, EntryProblem, Held } from './entry.ts';

/** The server remembers the answer to a key for thirty days; past these nobody can say what became of a try. */
export const KEY_KEPT_DAYS = 29;
const DAY_MILLISECONDS = 86_400_000;
const FIRST_PAUSE = 2_000;
const LONGEST_PAUSE = 300_000;
/** Longest wait that a server can ask for. A time further away was set by a clock that has been set back since. */
const LONGEST_WAIT = 3_600_000;

/** Reason why nothing may be sent for this account at present. */
export type StoppedWhy =
  | 'signed_out'
  | 'revoked'
  | 'wiped'
  | 'other_account'
  | 'restricted'
  | 'confirm';

/** Outcome of one attempt. */
export type Outcome =
  | { kind: 'done'; answer: unknown; receipt: string | null }
  | { kind: 'refused'; problem: EntryProblem }
  /** No answer, or none that settles anything; `network` when it would befall every other entry too. */
  | { kind: 'later'; network: boolean; held: Held; retryAfterSeconds: number | null }
  | { kind: 'stopped'; why: StoppedWhy };

/**
 * The entry to send next: the oldest one that nothing holds back. An entry is held back by its own pause and
 * by every older one about the same thing that is not sent yet.
 */
export function nextEntry(entries: readonly Entry[], now: number): Entry | null {
  const held = new Set<string>();
  for (const entry of entries.toSorted((a, b) => a.seq - b.seq)) {
    if (entry.state === 'sent' || held.has(entry.lane)) continue;
    if (entry.state !== 'refused' && !isPaused(entry, now)) return entry;
    held.add(entry.lane);
  }
  return null;
}

/** Time when an entry will be due again; null when nothing waits for a time. */
export function nextDue(entries: readonly Entry[], now: number): number | null {
  const due = entries
    .filter((entry) => entry.state === 'waiting' && isPaused(entry, now))
    .map(({ notBefore }) => notBefore);
  return due.length === 0 ? null : Math.min(...due);
}

function isPaused({ notBefore }: Entry, now: number): boolean {
  return notBefore > now && notBefore - now <= LONGEST_WAIT;
}

/** Milliseconds to wait for a due time, by a clock that may have been set since that time was chosen. */
export function waitUntil(due: number, now: number): number {
  return Math.min(Math.max(0, due - now), LONGEST_WAIT);
}

/** Milliseconds before another try: twice as long each time, up to five minutes, or what the server asks for, up to an hour. */
export function pauseAfter(attempts: number, retryAfterSeconds: number | null): number {
  const doubled = FIRST_PAUSE * 2 ** Math.min(attempts - 1, 20);
  const asked = Math.min((retryAfterSeconds ?? 0) * 1_000, LONGEST_WAIT);
  return Math.max(Math.min(doubled, LONGEST_PAUSE), asked);
}

/** True when an earlier attempt is so old that its key may be forgotten: sending could then write twice. */
export function isTooOldToRepeat(entry: Entry, now: number): boolean {
  const age = now - Date.parse(entry.writtenAt);
  return entry.posted && entry.attempts > 0 && age > KEY_KEPT_DAYS * DAY_MILLISECONDS;
}

/** A clock that is wrong by more has its writer asked about the days of what was written by it: ten minutes. */
const WORTH_ASKING = 600_000;

/** Tests whether a clock that is wrong by so many milliseconds, either way, may have spoiled a day. */
export const isWorthAsking = (milliseconds: number): boolean =>
  Math.abs(milliseconds) > WORTH_ASKING;

/**
 * Finds that an entry was written by a clock that, as has turned out, was wrong; null where it was not. It was wrong where
 * it differs from what it was corrected by, and where the time of writing cannot be: later than now, or earlier than
 * something that its writer had seen. Then somebody has set the clock since, and nobody knows the true time.
 * @param skew milliseconds by which the device's clock is behind the server's; null while nobody knows
 */
export function clockProblem(
  { clockKnown, skew: correctedBy = 0, writtenAt, seenAt }: Entry,
  { now, skew }: { now: number; skew: number | null },
): EntryProblem | null {
  if (clockKnown || skew === null) return null;
  const cannotBe = (at: number) =>
    at > now + WORTH_ASKING || at < Date.parse(seenAt) - WORTH_ASKING;
  const written = Date.parse(writtenAt);
  const real = written + skew - correctedBy;
  if (!isWorthAsking(real - written) && !cannotBe(written)) return null;
  const known = isWorthAsking(real - written) && !cannotBe(real);
  return {
    code: 'device.clock_wrong',
    status: 0,
    sentence: '',
    errors: [],
    parameters: { written: writtenAt, ...(known ? { real: new Date(real).toISOString() } : {}) },
    requestId: '',
  };
}

/** Refusal of an act that decides: its writer must first show to be there. */
const CONFIRM_AGAIN: EntryProblem = {
  code: 'session.confirm_again',
  status: 401,
  sentence: '',
  errors: [],
  parameters: {},
  requestId: '',
};

export const OUTCOME_UNKNOWN: EntryProblem = {
  code: 'request.outcome_unknown',
  status: 409,
  sentence: '',
  errors: [],
  parameters: {},
  requestId: '',
};

/** True when the device itself gave up an old try: the server has said nothing about its key. */
export function isUnknownHere(problem: EntryProblem | null): boolean {
  return problem?.code === OUTCOME_UNKNOWN.code && problem.requestId === '';
}

/** Somebody changed meanwhile what the entry is about: both sides are to be looked at. */
export function isConflict({ state, problem }: Pick<Entry, 'state' | 'problem'>): boolean {
  return state === 'refused' && (problem?.status === 409 || problem?.status === 412);
}

/** True for an entry that its writer can still take out: kept on the device for a moment, never tried. */
export function isHeld(entry: Entry, now: number): boolean {
  return entry.state === 'waiting' && entry.attempts === 0 && isPaused(entry, now);
}

/** True when its content may be changed: not while the server may have it already. */
export function isChangeable({
  state,
  posted,
  problem,
}: Pick<Entry, 'state' | 'posted' | 'problem'>): boolean {
  if (state === 'refused') return !isUnknownHere(problem);
  return state === 'waiting' && !posted;
}

/** True when an older entry about the same thing has to go first. */
export function isBehind(entry: Entry, entries: readonly Entry[]): boolean {
  return entries.some(
    (other) => other.seq < entry.seq && other.lane === entry.lane && other.state !== 'sent',
  );
}

/** Problems that say something about the content: the same content is refused again. */
const CONTENT_REFUSED = new Set([400, 413, 415, 422]);

/** Acts that an unsent entry offers beside giving it up. */
export type Offered = { again: boolean; change: boolean };

/**
 * Acts that can still succeed for an entry: sending a refused one again as it is, and changing it.
 * @param settledBy refusals after which nothing of this kind can be recorded at this place any more
 * @param hasForm true when the kind has a form in which the content can be changed
 */
export function offeredFor(
  entry: Pick<Entry, 'state' | 'posted' | 'problem'>,
  { settledBy, hasForm }: { settledBy: readonly string[]; hasForm: boolean },
): Offered {
  if (isSettled(entry, settledBy)) return { again: false, change: false };
  const refused = entry.state === 'refused';
  return {
    again: refused && !CONTENT_REFUSED.has(entry.problem?.status ?? 0),
    change: hasForm && isChangeable(entry),
  };
}

/** True when the matter of a refused entry is decided: sending it in any form can only fail. */
export function isSettled(
  { state, problem }: Pick<Entry, 'state' | 'problem'>,
  settledBy: readonly string[],
): boolean {
  return state === 'refused' && problem !== null && settledBy.includes(problem.code);
}

/** Entries as the screen shows them: what needs its writer first, then what waits in order; sent ones latest first. */
export function inShownOrder(entries: readonly Entry[]): {
  unsent: readonly Entry[];
  sent: readonly Entry[];
} {
  const bySeq = entries.toSorted((a, b) => a.seq - b.seq);
  const refused = bySeq.filter(({ state }) => state === 'refused');
  const waiting = bySeq.filter(({ state }) => state === 'waiting' || state === 'sending');
  const sent = bySeq
    .filter(({ state }) => state === 'sent')
    .toSorted((a, b) => (b.sentAt ?? '').localeCompare(a.sentAt ?? ''));
  return { unsent: [...refused, ...waiting], sent };
}

/** The refusal that a writer at the form can do something about: of the write, or until they have confirmed it. */
export function problemForWriter(outcome: Outcome | null): EntryProblem | null {
  if (outcome?.kind === 'refused') return outcome.problem;
  return outcome?.kind === 'stopped' && outcome.why === 'confirm' ? CONFIRM_AGAIN : null;
}
