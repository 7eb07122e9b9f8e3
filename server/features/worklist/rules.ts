import type { Role } from '#server/contract/permission.ts';
import type { IsoDate } from '#server/contract/time.ts';
import {
  waitsForRole,
  WORK_KINDS,
  type WorkCount,
  type WorkKind,
  type Worklist,
} from '#server/contract/worklist.ts';

/** Sort position of a line in the list; the next page begins after it. */
export type WorkPosition = { passive: boolean; sortOn: IsoDate; kind: WorkKind; id: number };

type Line = { passive: boolean; dueOn: IsoDate | null; kind: WorkKind; id: number };

/** Sort position: due work by its day, work without a day like work due on the day of the list. */
export function positionOf(line: Line, on: IsoDate): WorkPosition {
  const { passive, kind, id } = line;
  return { passive, sortOn: line.dueOn ?? on, kind, id };
}

export function writeCursor(position: WorkPosition): string {
  return `${position.passive ? 1 : 0}.${position.sortOn}.${position.kind}.${position.id}`;
}

/** Null for none, and for one that names no kind: the list then starts from its beginning. */
export function readCursor(cursor: string | undefined): WorkPosition | null {
  const [passive, sortOn, name, id] = (cursor ?? '').split('.');
  const kind = WORK_KINDS.find((known) => known === name);
  if (sortOn === undefined || kind === undefined) return null;
  return { passive: passive === '1', sortOn, kind, id: Number(id) };
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
