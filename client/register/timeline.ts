import { ANNULLABLE } from '#server/contract/annulment.ts';
import { can, REACH, type Role } from '#server/contract/permission.ts';
import type { Cycle, EventKind, PointDetail, PointEvent } from '#server/contract/point.ts';

/** The events of one cycle; cycle 0 is what came before the place was listed. */
export type TimelineGroup = { number: number; cycle: Cycle | null; events: PointEvent[] };

/**
 * The life of a point by cycles, the latest first; within a cycle by the day on which things
 * happened, and on one day by the order in which they were entered.
 */
export function groupByCycle(point: Pick<PointDetail, 'cycles' | 'events'>): TimelineGroup[] {
  const numbers = new Set([
    ...point.cycles.map((cycle) => cycle.number),
    ...point.events.map((event) => event.cycle),
  ]);
  return [...numbers]
    .toSorted((a, b) => b - a)
    .map((number) => ({
      number,
      cycle: point.cycles.find((cycle) => cycle.number === number) ?? null,
      events: point.events.filter((event) => event.cycle === number).toSorted(latestFirst),
    }));
}

function latestFirst(a: PointEvent, b: PointEvent): number {
  if (a.effectiveOn !== b.effectiveOn) return a.effectiveOn < b.effectiveOn ? 1 : -1;
  return b.seq - a.seq;
}

/** The events that were entered after the reader had last seen the record. */
export function eventsSince(seen: PointDetail, now: PointDetail): PointEvent[] {
  const latest = Math.max(0, ...seen.events.map((event) => event.seq));
  return now.events.filter((event) => event.seq > latest).toSorted((a, b) => a.seq - b.seq);
}

/** Corrections and merges are mended by another correction or an undoing; the successor's asking by none. */
export function isCorrectable(event: PointEvent): boolean {
  const kinds: readonly EventKind[] = [
    'successor_asked',
    'corrected',
    'merged',
    'merge_undone',
    'annulled',
  ];
  return event.annulledBy === null && !kinds.includes(event.kind);
}

/** The annulment of a look says also that the suspicion out of it is no more: one line is enough. */
export function isShown({ kind, detail }: PointEvent): boolean {
  return kind !== 'annulled' || detail['with'] === undefined;
}

/** True where the reader may ask for the annulment of an act; the server says whether it is possible now. */
export function mayAnnul(
  event: PointEvent,
  point: Pick<PointDetail, 'mergedInto' | 'removed'>,
  role: Role,
): boolean {
  const kinds: readonly EventKind[] = ANNULLABLE;
  return (
    kinds.includes(event.kind) &&
    event.annulledBy === null &&
    !point.removed &&
    (point.mergedInto === null || event.kind === 'merged') &&
    can(role, 'points:annul') &&
    (event.mine || REACH[role] === 'city')
  );
}
