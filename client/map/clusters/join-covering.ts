import { alarmOf, BADGE, ringBeyond, ringRadius, ringSize } from '#client/map/marks/mark-image.ts';
import type { LonLat } from '#server/contract/geo.ts';

/** Something that is drawn as a ring with its number, or as a single sign where it counts 1. */
export type Drawn = {
  at: LonLat;
  count: number;
  status: readonly number[];
  flags: readonly number[];
};

/** Width of half a digit and half the height of a number, CSS pixels. */
const HALF_DIGIT = 3.7;
const HALF_HEIGHT = 6;
const POINT_RADIUS = 11.5;
/** From this zoom on single points may touch everything: each of them has to be found. */
const POINTS_TOUCH_ZOOM = 16;
/** No two marks that cover each other lie farther apart, CSS pixels. */
const REACH = 80;

type Group<T> = { x: number; y: number; sum: Drawn; members: T[] };

/**
 * Joins marks of which one would cover the number of another, until none does. Zoomed in, they part again.
 * @param level whole zoom at which they are drawn; up to the next one they only move apart
 */
export function joinCovering<T extends Drawn>(marks: readonly T[], level: number): T[][] {
  const scale = 512 * 2 ** level;
  const cells = new Map<string, Group<T>[]>();
  // The largest first: what is near them joins them.
  for (const mark of marks.toSorted((a, b) => b.count - a.count)) {
    let group = groupOf(mark, [mark], scale);
    for (;;) {
      const other = findCovered(group, cells, level);
      if (other === null) break;
      take(other, cells);
      group = groupOf(together(group.sum, other.sum), [...other.members, ...group.members], scale);
    }
    put(group, cells);
  }
  return [...cells.values()].flatMap((groups) => groups.map(({ members }) => members));
}

function groupOf<T>(sum: Drawn, members: T[], scale: number): Group<T> {
  const [longitude, latitude] = sum.at;
  const angle = Math.PI / 4 + (latitude * Math.PI) / 360;
  return {
    x: (longitude / 360 + 0.5) * scale,
    y: (0.5 - Math.log(Math.tan(angle)) / (2 * Math.PI)) * scale,
    sum: { at: sum.at, count: sum.count, status: sum.status, flags: sum.flags },
    members,
  };
}

function together(a: Drawn, b: Drawn): Drawn {
  const count = a.count + b.count;
  const mean = (axis: 0 | 1) => (a.at[axis] * a.count + b.at[axis] * b.count) / count;
  return {
    at: [mean(0), mean(1)],
    count,
    status: a.status.map((share, index) => share + (b.status[index] ?? 0)),
    flags: a.flags.map((share, index) => share + (b.flags[index] ?? 0)),
  };
}

function findCovered<T>(
  group: Group<T>,
  cells: ReadonlyMap<string, Group<T>[]>,
  level: number,
): Group<T> | null {
  for (const dx of [-1, 0, 1]) {
    for (const dy of [-1, 0, 1]) {
      const near = cells.get(cellOf(group.x + dx * REACH, group.y + dy * REACH)) ?? [];
      const found = near.find((other) => oneCovers(group, other, level));
      if (found !== undefined) return found;
    }
  }
  return null;
}

function oneCovers<T>(a: Group<T>, b: Group<T>, level: number): boolean {
  const hasPoint = a.sum.count === 1 || b.sum.count === 1;
  if (hasPoint && level >= POINTS_TOUCH_ZOOM) return false;
  return covers(a, b) || covers(b, a);
}

/** True when the ring, the badge or the sign of the first reaches into the number of the second. */
function covers(
  upper: Pick<Group<unknown>, 'x' | 'y' | 'sum'>,
  lower: Pick<Group<unknown>, 'x' | 'y' | 'sum'>,
): boolean {
  if (lower.sum.count === 1) return false;
  const halfWidth = HALF_DIGIT * numberLength(lower.sum.count);
  const reaches = (x: number, y: number, radius: number) =>
    Math.hypot(
      Math.max(0, Math.abs(x - lower.x) - halfWidth),
      Math.max(0, Math.abs(y - lower.y) - HALF_HEIGHT),
    ) < radius;
  if (upper.sum.count === 1) return reaches(upper.x, upper.y, POINT_RADIUS);
  const radius = ringRadius(ringSize(upper.sum.count));
  const alarm = alarmOf(upper.sum);
  const badge = BADGE.place * radius;
  return (
    reaches(upper.x, upper.y, radius + ringBeyond(alarm)) ||
    (alarm.recurring && reaches(upper.x + badge, upper.y - badge, BADGE.radius))
  );
}

/** Digits of a count with the dots between thousands, which are half as wide. */
function numberLength(count: number): number {
  const digits = Math.floor(Math.log10(count)) + 1;
  return digits + Math.floor((digits - 1) / 3) / 2;
}

function cellOf(x: number, y: number): string {
  return `${Math.floor(x / REACH)}:${Math.floor(y / REACH)}`;
}

function put<T>(group: Group<T>, cells: Map<string, Group<T>[]>): void {
  const cell = cellOf(group.x, group.y);
  cells.set(cell, [...(cells.get(cell) ?? []), group]);
}

function take<T>(group: Group<T>, cells: Map<string, Group<T>[]>): void {
  const cell = cellOf(group.x, group.y);
  cells.set(
    cell,
    (cells.get(cell) ?? []).filter((other) => other !== group),
  );
}
