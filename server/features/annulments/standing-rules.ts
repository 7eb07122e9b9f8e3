import { EVENT_NAMES } from '#server/contract/event-names.ts';
import type { EventKind } from '#server/contract/point.ts';

import type { Life, LifeEvent, Standing } from './rules.ts';

/**
 * Events that say nothing about whether an act before them was right: they fall with it, are derived again, or are
 * over, as a merge that was undone. A suspicion stands with the look that raised it.
 */
const STAND_ON_NOTHING: readonly EventKind[] = [
  'recurrence_suspected',
  'merged',
  'merge_undone',
  'corrected',
  'annulled',
  'suspicion_lapsed',
  'suspicion_restored',
  'recurrence_withdrawn',
];

const OF_A_HANDOVER: readonly EventKind[] = [
  'handover_confirmed',
  'handover_refused',
  'refusal_answered',
  'handover_withdrawn',
  'handover_reopened',
  'successor_asked',
  'successor_refused',
];
/** Events by which parts that wait fall away, or the place goes on from its hand-over. */
const END_OF_CLOSURE: readonly EventKind[] = ['recurrence_confirmed', 'delisted'];
/** Looks and suspicions: they belong to the closure, whatever became of the listing or the hand-over. */
const LOOKS: readonly EventKind[] = [
  'checked',
  'suspicion_rejected',
  'signal_appealed',
  'appeal_answered',
];

/** A look that saw signs raised a suspicion in the same breath. */
export function companionsOf(event: LifeEvent, { events }: Life): LifeEvent[] {
  if (event.kind !== 'checked' || event.detail['result'] !== 'signs') return [];
  const next = events.find(({ seq }) => seq === event.seq + 1);
  return next?.kind === 'recurrence_suspected' && !next.annulled ? [next] : [];
}

/**
 * The later acts that would not have been possible or would mean something else without this one, and those that stand
 * on them in turn; the latest first, so that each of them can be annulled once those before it are.
 */
export function standingOn(event: LifeEvent, life: Life): readonly Standing[] {
  const found = new Set<LifeEvent>();
  const collect = (below: LifeEvent): void => {
    const also = companionsOf(below, life);
    for (const other of life.events) {
      if (other.seq <= below.seq || other.annulled || found.has(other)) continue;
      if (STAND_ON_NOTHING.includes(other.kind) || !standsOn(below, also, other)) continue;
      found.add(other);
      collect(other);
    }
  };
  collect(event);
  const acts = [...found].toSorted((a, b) => b.seq - a.seq);
  const words = [event, ...acts].flatMap((one) => [
    ...repliesTo(one, life),
    ...newPointsOf(one, life),
  ]);
  return [...words, ...acts];
}

type Judge = (event: LifeEvent, also: readonly LifeEvent[], later: LifeEvent) => boolean;
const onAnswer: Judge = (event, _also, later) =>
  standsOnAnswer(event, later) || END_OF_CLOSURE.includes(later.kind);
const onAttempt: Judge = (event, _also, later) => standsOnAnswer(event, later);
const butForLooks: Judge = (_event, _also, later) => !LOOKS.includes(later.kind);

/** Judges if a later event stands on an act, by the kind of the act; on every other act all later events do. */
const STANDS: Partial<Record<EventKind, Judge>> = {
  handover_proposed: onAttempt,
  refusal_answered: onAttempt,
  handover_confirmed: onAnswer,
  handover_refused: onAnswer,
  handover_withdrawn: onAnswer,
  checked: (_event, also, later) =>
    also.some(({ detail }) => isOfSignal(later, detail['signalId'])),
  suspicion_rejected: (event, _also, later) => isOfSignal(later, event.detail['signalId']),
  recurrence_confirmed: butForLooks,
  delisted: butForLooks,
};

function standsOn(event: LifeEvent, also: readonly LifeEvent[], later: LifeEvent): boolean {
  return STANDS[event.kind]?.(event, also, later) ?? true;
}

/** A further word in the same cycle about this hand-over, or a further attempt. */
function standsOnAnswer(event: LifeEvent, later: LifeEvent): boolean {
  if (later.cycle !== event.cycle) return false;
  if (later.kind === 'handover_proposed') return true;
  if (!OF_A_HANDOVER.includes(later.kind)) return false;
  const answersBeside = event.kind === 'handover_confirmed' && later.kind === 'handover_confirmed';
  // Communes answer independently of each other; only the last yes completes the hand-over.
  return !answersBeside || later.detail['complete'] === true;
}

function isOfSignal({ detail }: LifeEvent, signalId: unknown): boolean {
  return signalId !== undefined && detail['signalId'] === signalId;
}

/** A commune's reply about a cycle is its own word: the listing or recurrence it speaks of stays. */
function repliesTo({ kind, cycle }: LifeEvent, { asked }: Life): Standing[] {
  const opens = kind === 'recognised' || kind === 'recurrence_confirmed';
  const replied = asked.some((request) => request.cycle === cycle && request.replied);
  return opens && replied ? [{ kind: 'replied', cycle }] : [];
}

/** A new place was proposed because the suspicion was rejected. */
function newPointsOf({ kind, detail }: LifeEvent, { signals }: Life): Standing[] {
  const signal = signals.find(({ id }) => id === detail['signalId']);
  if (kind !== 'suspicion_rejected' || signal?.newPoint == null) return [];
  return [{ kind: 'new_point', code: signal.newPoint }];
}

/** Names of later acts with their days in both languages, as parameters of a refusal. */
export function actNames(standing: readonly Standing[]): Record<string, string> {
  const named = (language: 'vi' | 'en') =>
    standing
      .map((one) => {
        if (one.kind === 'replied') {
          return language === 'vi' ? 'Giải trình của phường, xã' : 'Reply of the commune';
        }
        if (one.kind === 'new_point') {
          return `${EVENT_NAMES.proposed[language]} ${one.code}`;
        }
        const day = one.effectiveOn.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3/$2/$1');
        return `${EVENT_NAMES[one.kind][language]} ${day}`;
      })
      .join('; ');
  return standing.length === 0 ? {} : { acts: named('vi'), actsInEnglish: named('en') };
}
