import type { Text } from '#client/i18n/use-text.ts';
import type { Entry, NewEntry } from '#client/offline/outbox/entry.ts';
import { pointLane } from '#client/register/outbox-point.ts';
import type { JudgedPoint, ManyAct } from '#server/contract/many-acts.ts';
import type { IsoDate } from '#server/contract/time.ts';

/** Kind of the entries of one press; a name never changes, since entries outlive releases. */
export const MANY_ACTS_KIND = 'many-acts';
/** Last part of the address of each act. */
const VERBS: Readonly<Record<ManyAct, string>> = {
  recognise: 'recognise',
  decline: 'decline',
  propose_handover: 'handovers',
  check: 'checks',
};

/** Sorts judged points: those that the act may be recorded for on that day, and the others with the code why not. */
export function divide(points: readonly JudgedPoint[], effectiveOn: IsoDate | null) {
  const judged = points.map((point) => ({ point, why: whyNotOn(point, effectiveOn) }));
  return {
    may: judged.filter(({ why }) => why === null).map(({ point }) => point),
    mayNot: judged.flatMap(({ point, why }) => (why === null ? [] : [{ point, why }])),
  };
}

function whyNotOn({ why, notBefore }: JudgedPoint, effectiveOn: IsoDate | null): string | null {
  if (why !== null || effectiveOn === null || notBefore === null) return why;
  return effectiveOn < notBefore ? 'lifecycle.before_earlier_event' : null;
}

/** One act on one of the points, as the outbox sends it: an ordinary act under a key of its own. */
export function manyActsEntry(
  act: ManyAct,
  { id, code, officialName, version }: JudgedPoint,
  { body, batch, text }: { body: object; batch: string; text: Text },
): NewEntry {
  return {
    kind: MANY_ACTS_KIND,
    path: `/api/points/${id}/${VERBS[act]}`,
    body: { ...body, version, batchId: batch },
    lane: pointLane(id),
    title: text.register.act[act],
    label: `${code}, ${officialName}`,
    lines: [],
    context: { batch },
  };
}

/** True for the entries that one press has written. */
export function isOfBatch({ kind, context }: Entry, batch: string): boolean {
  return kind === MANY_ACTS_KIND && Object(context)['batch'] === batch;
}
