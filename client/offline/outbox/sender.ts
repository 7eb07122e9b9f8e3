import type { Clock } from '#client/i18n/clock.ts';

import type { Entry, EntryProblem } from './entry.ts';
import {
  clockProblem,
  isTooOldToRepeat,
  nextDue,
  nextEntry,
  OUTCOME_UNKNOWN,
  pauseAfter,
  type Outcome,
} from './rules.ts';
import type { ReadReceipt } from './receipt.ts';
import type { OutboxStore } from './store.ts';
import { sendEntry, type Fetch } from './transport.ts';

/** Lets one sender at a time work, over all tabs of the device. */
export type OneAtATime = (work: () => Promise<void>) => Promise<void>;

export type SenderPorts = {
  store: OutboxStore;
  fetch: Fetch;
  readReceipt: ReadReceipt;
  /** Milliseconds since 1970, by the server's clock where it is known. */
  now: () => number;
  clock: () => Clock;
  /**
   * Checks, before an attempt, that the server can be reached and its time is known: an entry that never left the
   * device can still be changed.
   */
  reachable: () => Promise<boolean>;
  oneAtATime: OneAtATime;
  /** Called after each settled or postponed try. */
  onOutcome: (entry: Entry, outcome: Outcome) => void;
};

/**
 * Sends what waits for an account, oldest first, until nothing is left that may go now. Gives the moment at
 * which to come again (milliseconds since 1970), or null. Whatever happens to this tab on the way, an entry
 * stays until its answer has come, and keeps its key.
 */
export async function sendWaiting(
  { store, fetch, readReceipt, now, clock, reachable, oneAtATime, onOutcome }: SenderPorts,
  accountId: string,
): Promise<number | null> {
  let again: number | null = null;
  await oneAtATime(async () => {
    for (;;) {
      const own = (await store.all()).filter((entry) => entry.accountId === accountId);
      const next = nextEntry(own, now());
      if (next === null) {
        again = nextDue(own, now());
        return;
      }
      if (!(await reachable())) {
        again = now() + pauseAfter(next.attempts + 1, null);
        return;
      }
      const entry = await begin(store, next);
      // Changed or discarded at this very moment: look again.
      if (entry === null) continue;
      const doubt = doubtAbout(next, { now: now(), skew: clock().skew });
      const outcome: Outcome =
        doubt !== null
          ? { kind: 'refused', problem: doubt }
          : await sendEntry(entry, {
              fetch,
              content: (id) => store.content(id),
              readReceipt,
              onAttachmentSent: (id) => markSent(store, entry.id, id),
              async onPosting() {
                if (entry.posted) return;
                await store.update(entry.id, (one) => ({ ...one, posted: true }));
              },
            });
      const settled = await settle(store, entry, outcome, now());
      onOutcome(settled ?? entry, outcome);
      if (outcome.kind === 'stopped') return;
      if (outcome.kind === 'later' && outcome.network) {
        again = now() + pauseAfter(entry.attempts, outcome.retryAfterSeconds);
        return;
      }
    }
  });
  return again;
}

/**
 * Reason why its writer should look at an entry before it is sent. Days are asked about before the first try only: after
 * it the server may have the entry, and only the same key keeps it from being written twice.
 */
function doubtAbout(entry: Entry, at: { now: number; skew: number | null }): EntryProblem | null {
  if (isTooOldToRepeat(entry, at.now)) return OUTCOME_UNKNOWN;
  return entry.posted ? null : clockProblem(entry, at);
}

/** Counts the try before it begins: whoever finds the entry afterwards knows that the server may have it. */
function begin(store: OutboxStore, next: Entry): Promise<Entry | null> {
  return store.update(next.id, (entry) =>
    entry.state === 'sent' || entry.state === 'refused' || entry.key !== next.key
      ? null
      : {
          ...entry,
          state: 'sending',
          attempts: entry.attempts + 1,
          // Nothing goes before it: it is sent itself at once.
          posted: entry.posted || entry.attachments.every(({ sent }) => sent),
        },
  );
}

async function settle(
  store: OutboxStore,
  { id, key }: Entry,
  outcome: Outcome,
  now: number,
): Promise<Entry | null> {
  const settled = await store.update(id, (entry) => {
    // Where there is no lock, another tab may have settled it already.
    if (entry.key !== key || entry.state !== 'sending') return null;
    switch (outcome.kind) {
      case 'done':
        return {
          ...entry,
          state: 'sent',
          problem: null,
          held: null,
          receipt: outcome.receipt,
          sentAt: new Date(now).toISOString(),
        };
      case 'refused':
        return { ...entry, state: 'refused', held: null, problem: outcome.problem };
      case 'later':
        return {
          ...entry,
          state: 'waiting',
          held: outcome.held,
          // Without a network nothing can be sent; then it is the sender that pauses.
          notBefore: outcome.network
            ? entry.notBefore
            : now + pauseAfter(entry.attempts, outcome.retryAfterSeconds),
        };
      case 'stopped':
        // It was turned away at the door: the server has not looked at it.
        return {
          ...entry,
          state: 'waiting',
          attempts: entry.attempts - 1,
          posted: entry.posted && entry.attempts > 1,
        };
    }
  });
  if (outcome.kind === 'done') await store.removeContents(id);
  return settled;
}

async function markSent(store: OutboxStore, entryId: string, id: string): Promise<void> {
  await store.update(entryId, (entry) => ({
    ...entry,
    attachments: entry.attachments.map((one) => (one.id === id ? { ...one, sent: true } : one)),
  }));
}
