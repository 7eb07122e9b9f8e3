import type { Text } from '#client/i18n/use-text.ts';
import type { Entry, NewEntry } from '#client/offline/outbox/entry.ts';
import { pointLane } from '#client/register/outbox-point.ts';
import type { BatchAct } from '#server/contract/act-batch.ts';
import type { IsoDate } from '#server/contract/time.ts';

import { MANY_ACTS_KIND } from './many-acts-entry.ts';

/** Acts of a batch by what can become of them now. */
export type SortedActs = {
  may: BatchAct[];
  mayNot: BatchAct[];
  undone: BatchAct[];
  /** Their undoing is on the device and not sent yet. */
  onTheirWay: BatchAct[];
  /** Refused undoings of acts that may be undone now: they are replaced by the new ones. */
  refused: readonly Entry[];
};

/** Sorts the acts of a batch: a second press writes nothing for those whose undoing is done or on its way. */
export function sortActs(acts: readonly BatchAct[], entries: readonly Entry[]): SortedActs {
  const unsent = new Map<number, Entry>();
  for (const entry of entries) {
    const eventId = undoneBy(entry);
    if (eventId !== null && entry.state !== 'sent') unsent.set(eventId, entry);
  }
  const open = acts.filter(({ undone }) => !undone);
  const isOnItsWay = ({ eventId }: BatchAct) => {
    const state = unsent.get(eventId)?.state;
    return state === 'waiting' || state === 'sending';
  };
  const settled = open.filter((act) => !isOnItsWay(act));
  const may = settled.filter(({ why }) => why === null);
  return {
    may,
    mayNot: settled.filter(({ why }) => why !== null),
    undone: acts.filter(({ undone }) => undone),
    onTheirWay: open.filter(isOnItsWay),
    refused: may.flatMap(({ eventId }) => unsent.get(eventId) ?? []),
  };
}

/** Id of the act that an entry undoes; null for every other entry. */
function undoneBy({ kind, context }: Entry): number | null {
  const eventId: unknown = Object(context)['undoes'];
  return kind === MANY_ACTS_KIND && typeof eventId === 'number' ? eventId : null;
}

/** Words of the form that undoes, as the server takes them. */
export type UndoWords = { reason: string; documentNumber: string | null };

/** One undoing, as the outbox sends it: an annulment or a withdrawal under a key of its own. */
export function undoEntry(
  act: BatchAct,
  { reason, documentNumber }: UndoWords,
  { batch, today, text }: { batch: string; today: IsoDate; text: Text },
): NewEntry {
  const { eventId, handoverId, pointId, version, code, officialName } = act;
  return {
    kind: MANY_ACTS_KIND,
    ...(handoverId === null
      ? { path: `/api/events/${eventId}/annul`, body: { version, reason, documentNumber } }
      : {
          path: `/api/handovers/${handoverId}/withdraw`,
          body: { effectiveOn: today, reason, documentNumber },
        }),
    lane: pointLane(pointId),
    title: text.manyActs.undoAll,
    label: `${code}, ${officialName}`,
    lines: [],
    context: { batch, undoes: eventId },
  };
}
