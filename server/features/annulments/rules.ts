import type { ActEffect } from '#server/contract/act-effect.ts';
import { ANNULLABLE } from '#server/contract/annulment.ts';
import type { HandoverState } from '#server/contract/handover.ts';
import type { EventKind, PointStatus } from '#server/contract/point.ts';
import type { ProblemCode } from '#server/contract/problem.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import { mustAskAnew } from '#server/features/handovers/rules.ts';

import { companionsOf, standingOn } from './standing-rules.ts';

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

const idsOf = (parts: readonly LifePart[]) => ({
  handoverIds: parts.map(({ id }) => id),
  communeIds: parts.map(({ communeId }) => communeId),
});

export type LifeEvent = {
  id: number;
  seq: number;
  cycle: number;
  kind: EventKind;
  effectiveOn: IsoDate;
  recordedAt: IsoInstant;
  actorId: string | null;
  actorName: string | null;
  statusAfter: PointStatus;
  detail: Readonly<Record<string, unknown>>;
  /** Declared mistaken, or taken back, by a later event. */
  annulled: boolean;
};
export type LifePart = {
  id: number;
  cycle: number;
  attempt: number;
  communeId: number;
  state: HandoverState;
  proposedBy: string | null;
  answerDueOn: IsoDate | null;
};
/** A place with all that its acts may be judged by, events in the order of entry. */
export type Life = {
  status: PointStatus;
  cycle: number;
  merged: boolean;
  proposedBy: string | null;
  events: readonly LifeEvent[];
  parts: readonly LifePart[];
  signals: readonly {
    id: number;
    cycle: number;
    raisedBy: string;
    /** Code of a place that was proposed because the suspicion was of another place. */
    newPoint: string | null;
    /** Nobody has decided on it, and the measures alone brought it here. */
    matched: boolean;
  }[];
  /** Cycles that the commune was asked to explain; `replied`: it has written already. */
  asked: readonly { cycle: number; dueOn: IsoDate; replied: boolean }[];
  /** Communes that the place lies in now. */
  presentCommuneIds: readonly number[];
};

/** An act that may be annulled, with everything that follows; `also` are events that belong to it. */
export type Plan = {
  event: LifeEvent;
  also: readonly LifeEvent[];
  status: PointStatus;
  cycle: number;
  effects: readonly ActEffect[];
};
/** A later event, or the commune's reply about a cycle, that stands on an act. */
export type Standing =
  | LifeEvent
  | { kind: 'replied'; cycle: number }
  | { kind: 'new_point'; code: string };
export type Refusal = { refusal: ProblemCode; standing: readonly Standing[] };

/**
 * Finds what follows when an act is declared mistaken, so that the place stands as if it had never been. The preview
 * shows this plan and the recording carries it out. Refused where later acts stand on it: these come first.
 */
export function planAnnulment(life: Life, eventId: number): Plan | Refusal {
  const event = life.events.find(({ id }) => id === eventId);
  if (event === undefined) return { refusal: 'annulment.no_such_event', standing: [] };
  if (event.annulled) return { refusal: 'annulment.annulled_already', standing: [] };
  if (!isAct(event, life)) return { refusal: 'annulment.no_act', standing: [] };
  if (life.merged && event.kind !== 'merged') return standsUnderAnother(life);
  const also = companionsOf(event, life);
  const standing = standingOn(event, life);
  if (standing.length > 0) return { refusal: 'annulment.acts_stand_on_it', standing };
  const before = stateBefore(life, event);
  const own = effectsOf({ event, also, life, before });
  const moves = before.status !== life.status || before.cycle !== life.cycle;
  const status: ActEffect = {
    kind: 'status',
    from: life.status,
    to: before.status,
    cycle: before.cycle,
  };
  const { status: to, cycle } = before;
  return { event, also, status: to, cycle, effects: moves ? [status, ...own] : own };
}

/** An entry that is shown under another has no acts of its own to mend: its merge comes first. */
function standsUnderAnother({ events }: Life): Refusal {
  const merge = events.findLast(({ kind, annulled }) => kind === 'merged' && !annulled);
  return merge === undefined
    ? { refusal: 'point.merged', standing: [] }
    : { refusal: 'annulment.acts_stand_on_it', standing: [merge] };
}

export function isRefusal(plan: Plan | Refusal): plan is Refusal {
  return 'refusal' in plan;
}

/** A decision that only carried out the answer to an objection is no act of its own. */
function isAct(event: LifeEvent, { events }: Life): boolean {
  if (!(ANNULLABLE as readonly EventKind[]).includes(event.kind)) return false;
  const answered = events.some(
    ({ kind, seq, detail }) =>
      kind === 'appeal_answered' &&
      detail['answer'] === 'granted' &&
      detail['signalId'] === event.detail['signalId'] &&
      (seq === event.seq - 1 || seq === event.seq - 2),
  );
  return event.kind !== 'suspicion_rejected' || !answered;
}

const MOVES: readonly EventKind[] = [
  'proposed',
  'recognised',
  'declined',
  'eliminated',
  'handover_reopened',
  'successor_refused',
  'recurrence_confirmed',
  'delisted',
];

/** True for an event that moved the status of its place. */
export function movesStatus({ kind, statusAfter }: LifeEvent): boolean {
  return MOVES.includes(kind) || (kind === 'handover_confirmed' && statusAfter === 'handed_over');
}

export type Before = {
  status: PointStatus;
  cycle: number;
  handoverStands: boolean;
  takenBack: boolean;
};

/** Finds the state of a place without the act: by the latest event that moved it and stays. */
function stateBefore(life: Life, event: LifeEvent): Before {
  const last = life.events.findLast(
    (other) => movesStatus(other) && !other.annulled && other.id !== event.id,
  );
  if (last === undefined)
    return { status: life.status, cycle: life.cycle, handoverStands: true, takenBack: false };
  const { statusAfter: status, cycle } = last;
  const stands = event.kind !== 'recurrence_confirmed' || !bindsOthers(life, event, status);
  // A place handed over to other communes than those of today is the city's again.
  const takenBack = !stands && status === 'handed_over';
  return { status: takenBack ? 'eliminated' : status, cycle, handoverStands: stands, takenBack };
}

/** True when a hand-over that would come back binds other communes than those the place lies in now. */
function bindsOthers(life: Life, event: LifeEvent, statusBefore: PointStatus): boolean {
  const ofCycle = life.parts.filter(({ cycle }) => cycle === event.cycle - 1);
  const latest = Math.max(0, ...ofCycle.map(({ attempt }) => attempt));
  const fallen = fallenBy(event, life).map(({ id }) => id);
  const parts = ofCycle
    .filter(({ attempt }) => attempt === latest)
    .map(({ id, communeId, state }) => ({
      communeId,
      state: fallen.includes(id) ? 'pending' : state,
    }))
    .filter(({ state }) => ['pending', 'confirmed', 'recorded'].includes(state));
  return mustAskAnew(statusBefore, parts, {
    before: parts.map(({ communeId }) => communeId),
    after: life.presentCommuneIds,
  });
}

/**
 * Parts that fell away because a recurrence or delisting ended their closure. A refusal ends its own attempt, and what
 * fell with a delisting had fallen before the recurrence that followed it.
 */
function fallenBy(event: LifeEvent, { parts, events }: Life): LifePart[] {
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

function effectsOf(act: Act): ActEffect[] {
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
