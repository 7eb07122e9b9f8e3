import { newIdempotencyKey } from '#client/api/call.ts';
import type { Clock } from '#client/i18n/clock.ts';
import type { IsoInstant } from '#server/contract/time.ts';

import type { AttachmentContent, Entry, NewEntry } from './entry.ts';
import { isUnknownHere, isWorthAsking } from './rules.ts';

/** Writer, time and clock of an entry. */
type Writing = {
  accountId: string;
  now: () => number;
  clock: () => Clock;
  seenAt: () => IsoInstant;
};

/** Draws the id under which a thing written on this device is kept once, however often it is sent. */
export function drawId(): string {
  return newIdempotencyKey();
}

/** An entry that has not been tried: a key of its own, due at once. */
export function anew(): Pick<
  Entry,
  'key' | 'state' | 'attempts' | 'posted' | 'held' | 'receipt' | 'notBefore' | 'problem'
> {
  return {
    key: newIdempotencyKey(),
    state: 'waiting',
    attempts: 0,
    posted: false,
    held: null,
    receipt: null,
    notBefore: 0,
    problem: null,
  };
}

/** A refused entry as another intention, or a waiting one due at once; null for one that cannot be tried again. */
export function triedAgain(entry: Entry, body?: unknown): Entry | null {
  if (entry.state === 'waiting') return { ...entry, notBefore: 0 };
  if (entry.state !== 'refused') return null;
  // Nobody knows what became of it: as it was, under the old key, the server does not write it twice.
  const asItWas = isUnknownHere(entry.problem);
  return {
    ...entry,
    ...(body === undefined || asItWas ? {} : { body }),
    ...anew(),
    ...(asItWas ? { key: entry.key, posted: true } : {}),
    // Its writer has been asked about its days.
    clockKnown: true,
  };
}

type Built = { entry: Entry; contents: AttachmentContent[] };

/** Makes an entry of the outbox from a form, with the content of its files beside it. */
export async function entryOf(
  { attachments = [], holdMilliseconds = 0, openedBy, ...written }: NewEntry,
  { accountId, now, seenAt, clock }: Writing,
): Promise<Built> {
  const id = drawId();
  const atPress = clock();
  const skew = (openedBy ?? atPress).skew ?? 0;
  /** How far the clock was corrected anew while the form was open. */
  const moved = (atPress.skew ?? 0) - skew;
  const contents = await Promise.all(
    attachments.map(async (one) => ({
      id: one.id,
      entryId: id,
      bytes: await one.file.arrayBuffer(),
    })),
  );
  return {
    contents,
    entry: {
      ...written,
      ...anew(),
      notBefore: holdMilliseconds === 0 ? 0 : now() + holdMilliseconds,
      id,
      seq: 0,
      accountId,
      writtenAt: new Date(now() - moved).toISOString(),
      seenAt: seenAt(),
      clockKnown: atPress.isSure && !isWorthAsking(moved),
      skew,
      sentAt: null,
      attachments: attachments.map(({ file, ...one }) => ({
        ...one,
        name: file.name,
        type: file.type,
        bytes: file.size,
        sent: false,
      })),
    },
  };
}
