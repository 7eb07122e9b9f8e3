import type { Role } from '#server/contract/permission.ts';
import type { IsoDate } from '#server/contract/time.ts';
import {
  waitsForRole,
  WORK_KINDS,
  type WorkCount,
  type Worklist,
} from '#server/contract/worklist.ts';

/**
 * Sort position of a place in the list; the next page begins after it. `passive`: only others act there; `later`: no
 * hand-over waits for the reader; `sortOn`: the day of its hand-over, else its earliest due day, else that of the list.
 */
export type PlacePosition = { passive: boolean; later: boolean; sortOn: IsoDate; pointId: number };

export function writeCursor({ passive, later, sortOn, pointId }: PlacePosition): string {
  return `${Number(passive)}.${Number(later)}.${sortOn}.${pointId}`;
}

/** Null for none: the list then starts from its beginning. */
export function readCursor(cursor: string | undefined): PlacePosition | null {
  const [passive, later, sortOn, pointId] = (cursor ?? '').split('.');
  if (sortOn === undefined || pointId === undefined) return null;
  return { passive: passive === '1', later: later === '1', sortOn, pointId: Number(pointId) };
}

/** The counts by kind, and how much of all that waits for this role itself. */
export function tally(
  counts: readonly WorkCount[],
  role: Role,
): Pick<Worklist, 'counts' | 'waiting' | 'overdue'> {
  const own = counts.filter(({ kind }) => waitsForRole(kind, role));
  const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
  return {
    counts: WORK_KINDS.flatMap((kind) => counts.filter((count) => count.kind === kind)),
    waiting: sum(own.map(({ total }) => total)),
    overdue: sum(own.map(({ overdue }) => overdue)),
  };
}
