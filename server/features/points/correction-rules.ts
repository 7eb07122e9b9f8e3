import { type EventKind, EVENTS_UNTIL_HANDED_OVER } from '#server/contract/point.ts';
import type { ProblemCode } from '#server/contract/problem.ts';
import type { IsoDate } from '#server/contract/time.ts';

import type { OrderedEvent } from './history-queries.ts';

/** The events whose days must stay in the order in which they were entered. */
const ORDERED: readonly EventKind[] = [
  ...EVENTS_UNTIL_HANDED_OVER,
  'handover_reopened',
  'successor_asked',
  'successor_refused',
  'recurrence_confirmed',
  'delisted',
  'merged',
  'merge_undone',
];

const NOT_CORRECTABLE: readonly EventKind[] = [
  'successor_asked',
  'corrected',
  'merged',
  'merge_undone',
  'suspicion_lapsed',
  'suspicion_restored',
  'recurrence_withdrawn',
  'signal_appealed',
  'appeal_answered',
  'annulled',
];

/**
 * Reason why the day of an event may not become `to`; null when it may: it must not overtake a neighbour, or lie
 * after its entry or in the future.
 */
export function whyNotRedate(
  events: readonly OrderedEvent[],
  eventId: number,
  to: IsoDate,
  today: IsoDate,
): ProblemCode | null {
  const event = events.find((candidate) => candidate.id === eventId);
  if (event === undefined || NOT_CORRECTABLE.includes(event.kind))
    return 'point.event_not_correctable';
  if (to > today) return 'lifecycle.future_date';
  // What was entered had happened: a look that is moved past its entry would answer for what came later.
  if (to > event.recordedOn && to !== event.effectiveOn) return 'point.event_before_its_day';
  const ofSignal = whyNotRedateSignal(events, event, to);
  if (ofSignal !== null) return ofSignal;
  const ordered = events.filter((candidate) => ORDERED.includes(candidate.kind));
  const before = ordered.filter((candidate) => candidate.seq < event.seq);
  const after = ordered.filter((candidate) => candidate.seq > event.seq);
  if (before.some((candidate) => mustPrecede(candidate, event) && candidate.effectiveOn > to)) {
    return 'lifecycle.before_earlier_event';
  }
  if (!ORDERED.includes(event.kind)) return null;
  return after.some((candidate) => mustPrecede(event, candidate) && candidate.effectiveOn < to)
    ? 'lifecycle.after_later_event'
    : null;
}

/** The field of a correction that such an event does not have; null when it has them all. */
export function misplacedField(
  kind: EventKind,
  correction: { way?: unknown; grounds?: unknown },
): 'way' | 'grounds' | null {
  const { way, grounds } = correction;
  if (way !== undefined && kind !== 'eliminated') return 'way';
  const hasGrounds = kind === 'recurrence_confirmed' || kind === 'handover_proposed';
  return grounds !== undefined && !hasGrounds ? 'grounds' : null;
}

/** The values that a correction replaces, by the names of its fields. */
export function valuesBefore(
  event: OrderedEvent,
  fields: readonly string[],
): Record<string, unknown> {
  const { effectiveOn, documentNumber, note, detail } = event;
  const { way = null, grounds = null } = detail;
  const values: Record<string, unknown> = { effectiveOn, documentNumber, note, way, grounds };
  return Object.fromEntries(fields.map((field) => [field, values[field] ?? null]));
}

/** A suspicion is decided on the day on which it arose or later. */
function whyNotRedateSignal(
  events: readonly OrderedEvent[],
  event: OrderedEvent,
  to: IsoDate,
): ProblemCode | null {
  const { signalId } = event.detail;
  if (signalId === undefined) return null;
  const ofSignal = events.filter((other) => other.detail['signalId'] === signalId);
  const raised = ofSignal.find(({ kind }) => kind === 'recurrence_suspected');
  const decided = ofSignal.findLast(
    ({ kind }) => kind === 'suspicion_rejected' || kind === 'recurrence_confirmed',
  );
  if (event === raised && decided !== undefined && to > decided.effectiveOn) {
    return 'lifecycle.after_later_event';
  }
  return event === decided && raised !== undefined && to < raised.effectiveOn
    ? 'lifecycle.before_earlier_event'
    : null;
}

/** Communes answer independently of each other; everything else follows what was entered before it. */
function mustPrecede(earlier: OrderedEvent, later: OrderedEvent): boolean {
  const answers: readonly EventKind[] = ['handover_confirmed', 'handover_refused'];
  const asksOrAnswers: readonly EventKind[] = [...answers, 'successor_asked'];
  if (asksOrAnswers.includes(earlier.kind) && answers.includes(later.kind)) return false;
  // A look or a signal belongs to the closure, whenever its hand-over was.
  const looks: readonly EventKind[] = ['checked', 'recurrence_suspected'];
  return (
    !looks.includes(later.kind) || ['eliminated', 'recognised', 'proposed'].includes(earlier.kind)
  );
}

/** Events that figures count by their day, as more than one person made them or as they end what is counted. */
const MOVES_FIGURE: readonly EventKind[] = [
  'eliminated',
  'handover_confirmed',
  'recurrence_confirmed',
  'delisted',
];

/** True where the day of such an event decides in which period, or in whose favour, a figure counts it. */
export function movesFigure(kind: EventKind): boolean {
  return MOVES_FIGURE.includes(kind);
}

type Touched = readonly { communeId: number; lead: boolean }[];

/** True where a place lies in other communes than before, or another one of them leads. */
export function answersElsewhere(before: Touched, after: Touched): boolean {
  const named = (communes: Touched) =>
    communes
      .map(({ communeId, lead }) => `${communeId} ${lead}`)
      .toSorted()
      .join();
  return named(before) !== named(after);
}
