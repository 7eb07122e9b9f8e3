import type { ActEffect } from '#server/contract/act-effect.ts';
import type { EventKind } from '#server/contract/point.ts';
import type { IsoDate } from '#server/contract/time.ts';

import type { Before, Life, LifeEvent, LifePart } from './rules.ts';

/**
 * Parts that fell away because a recurrence or delisting ended their closure. A refusal ends its own attempt, and what
 * fell with a delisting had fallen before the recurrence that followed it.
 */
export function fallenBy(event: LifeEvent, { parts, events }: Life): LifePart[] {
  const cycle = event.kind === 'recurrence_confirmed' ? event.cycle - 1 : event.cycle;
  const fellBefore = events.some(
    (other) =>
      other.kind === 'delisted' &&
      !other.annulled &&
      other.cycle === cycle &&
      other.seq < event.seq,
  );
  if (fellBefore) return [];
  const ofCycle = parts.filter((part) => part.cycle === cycle);
  return ofCycle.filter(
    ({ state, attempt }) =>
      state === 'cancelled' &&
      !ofCycle.some((other) => other.attempt === attempt && other.state === 'refused'),
  );
}

type Act = { event: LifeEvent; also: readonly LifeEvent[]; life: Life; before: Before };

/** Rows that each act had made and its annulment takes back; the plan moves the status. */
const EFFECTS: Partial<Record<EventKind, (act: Act) => ActEffect[]>> = {
  proposed: () => [{ kind: 'place_removed' }],
  recognised: ({ event, life }) => cycleGone(life, event.cycle),
  eliminated: ({ event: { cycle }, life }) => [
    { kind: 'closure_removed', cycle },
    ...life.signals
      .filter((signal) => signal.matched && signal.cycle === cycle)
      .map(({ id }) => ({ kind: 'suspicion_matched_anew' as const, signalId: id })),
  ],
  handover_proposed: (act) => of('handover_removed', partsOf(act)),
  handover_confirmed: (act) => [
    ...(act.life.status === 'handed_over' && act.before.status !== 'handed_over'
      ? [{ kind: 'handed_over_removed' as const, cycle: act.event.cycle }]
      : []),
    ...back(partsOf(act).filter((part) => isMeant(part, act))),
  ],
  handover_refused: (act) =>
    back(partsOf(act).filter((part) => isMeant(part, act) || part.state === 'cancelled')),
  handover_withdrawn: (act) => back(partsOf(act).filter(({ state }) => state === 'withdrawn')),
  refusal_answered: (act) =>
    of(
      'response_removed',
      partsOf(act).filter((part) => isMeant(part, act)),
    ),
  checked: ({ event, also }) => [
    { kind: 'check_removed', eventId: event.id },
    ...also.map(({ detail }) => ({
      kind: 'suspicion_removed' as const,
      signalId: Number(detail['signalId']),
    })),
  ],
  suspicion_rejected: ({ event }) => suspicionBack(event),
  recurrence_confirmed: ({ event, life, before }) => [
    ...cycleGone(life, event.cycle),
    ...(before.takenBack
      ? [{ kind: 'handover_taken_back' as const, cycle: event.cycle - 1 }]
      : returned(fallenBy(event, life), before)),
    ...suspicionBack(event),
  ],
  delisted: ({ event, life, before }) => returned(fallenBy(event, life), before),
  merged: () => [{ kind: 'merge_removed' }],
};

export function effectsOf(act: Act): ActEffect[] {
  return EFFECTS[act.event.kind]?.(act) ?? [];
}

/** Parts of the attempt that a hand-over's event speaks of. */
function partsOf({ event, life }: Act): LifePart[] {
  return life.parts.filter(
    ({ cycle, attempt }) => cycle === event.cycle && attempt === event.detail['attempt'],
  );
}

function isMeant({ id }: LifePart, { event }: Act): boolean {
  return id === event.detail['handoverId'];
}

function cycleGone({ asked }: Life, cycle: number): ActEffect[] {
  const request = asked.find((one) => one.cycle === cycle);
  return [
    { kind: 'cycle_removed', cycle },
    ...(request === undefined
      ? []
      : [{ kind: 'reply_no_longer_asked' as const, cycle, dueOn: request.dueOn }]),
  ];
}

function suspicionBack({ detail }: LifeEvent): ActEffect[] {
  return typeof detail['signalId'] === 'number'
    ? [{ kind: 'suspicion_back', signalId: detail['signalId'] }]
    : [];
}

function returned(parts: readonly LifePart[], { handoverStands }: Before): ActEffect[] {
  return handoverStands ? back(parts) : of('handover_not_back', parts);
}

const idsOf = (parts: readonly LifePart[]) => ({
  handoverIds: parts.map(({ id }) => id),
  communeIds: parts.map(({ communeId }) => communeId),
});

function of(
  kind: 'handover_removed' | 'handover_not_back' | 'response_removed',
  parts: readonly LifePart[],
): ActEffect[] {
  return parts.length === 0 ? [] : [{ kind, ...idsOf(parts) }];
}

function back(parts: readonly LifePart[]): ActEffect[] {
  if (parts.length === 0) return [];
  const dueOn = parts.reduce<IsoDate | null>(
    (latest, part) => ((part.answerDueOn ?? '') > (latest ?? '') ? part.answerDueOn : latest),
    null,
  );
  return [{ kind: 'handover_back', ...idsOf(parts), dueOn }];
}
