import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { POINT_FLAGS, POINT_STATUSES } from '#server/contract/point.ts';

import { type Drawn, joinCovering } from './join-covering.ts';

const LEVEL = 12;
/** The levels of the map: from the whole city to a house. */
const LEVELS = { min: 5, max: 19 };
const pixelsAt = (level: number) => 512 * 2 ** level;
const CENTRE = { x: 0.794, y: 0.44 };
const RECURRING = POINT_STATUSES.indexOf('recurring');

/** A mark so many pixels right of and below the middle of the city. */
function mark(x: number, y: number, count: number, recurs = false, level = LEVEL): Drawn {
  const longitude = (CENTRE.x + x / pixelsAt(level) - 0.5) * 360;
  const angle = (0.5 - (CENTRE.y + y / pixelsAt(level))) * 2 * Math.PI;
  const latitude = (360 / Math.PI) * Math.atan(Math.exp(angle)) - 90;
  return {
    at: [longitude, latitude],
    count,
    status: POINT_STATUSES.map((_, at) => (at === (recurs ? RECURRING : 2) ? count : 0)),
    flags: POINT_FLAGS.map(() => 0),
  };
}

function pixelOf({ at: [longitude, latitude] }: Drawn, level: number): [x: number, y: number] {
  const angle = Math.PI / 4 + (latitude * Math.PI) / 360;
  return [
    (longitude / 360 + 0.5) * pixelsAt(level),
    (0.5 - Math.log(Math.tan(angle)) / (2 * Math.PI)) * pixelsAt(level),
  ];
}

/** The sum of a group, its place as the mean of all points. */
function summed(group: readonly Drawn[]): Drawn {
  const count = group.reduce((sum, one) => sum + one.count, 0);
  const mean = (axis: 0 | 1) =>
    group.reduce((sum, one) => sum + one.at[axis] * one.count, 0) / count;
  const add = (lists: (readonly number[])[]) =>
    lists.reduce((sums, list) => sums.map((sum, at) => sum + (list[at] ?? 0)));
  return {
    at: [mean(0), mean(1)],
    count,
    status: add(group.map(({ status }) => status)),
    flags: add(group.map(({ flags }) => flags)),
  };
}

/** Smallest distance at which the ring of one lies beside the number of the other, whatever the direction. */
function ringReaches(upper: Drawn, lower: Drawn, level: number): boolean {
  const radius = [16, 19, 23, 28][Math.min(3, String(upper.count).length - 1)] ?? 28;
  const [x, y] = pixelOf(upper, level);
  const [numberX, numberY] = pixelOf(lower, level);
  // The middle of the number must be free by at least half the height of a digit.
  return Math.hypot(x - numberX, y - numberY) < radius + 5;
}

describe('joining marks that cover numbers', () => {
  it('joins two rings of which one lies on the number of the other', () => {
    const groups = joinCovering([mark(0, 0, 2_524), mark(30, 0, 3_334)], LEVEL);
    expect(groups).toHaveLength(1);
    expect(summed(groups[0] ?? []).count).toBe(5_858);
  });

  it('leaves rings that touch only at their edges', () => {
    expect(joinCovering([mark(0, 0, 25), mark(36, 0, 33)], LEVEL)).toHaveLength(2);
  });

  it('joins what the badge of a recurrence would cover, up and to the right', () => {
    const below = mark(-26, 26, 14);
    expect(joinCovering([mark(0, 0, 12), mark(26, -26, 14)], LEVEL)).toHaveLength(2);
    expect(joinCovering([mark(0, 0, 12, true), mark(26, -26, 14)], LEVEL)).toHaveLength(1);
    expect(joinCovering([mark(0, 0, 12, true), below], LEVEL)).toHaveLength(2);
  });

  it('leaves two points alone however near they are, and points beside rings close up', () => {
    expect(joinCovering([mark(0, 0, 1), mark(3, 0, 1)], LEVEL)).toHaveLength(2);
    const near = (level: number) => [mark(0, 0, 5, false, level), mark(10, 0, 1, false, level)];
    expect(joinCovering(near(15), 15)).toHaveLength(1);
    expect(joinCovering(near(16), 16)).toHaveLength(2);
  });

  it('leaves no number covered at any zoom, and loses no mark', () => {
    const place = fc.integer({ min: 0, max: 400 });
    const count = fc.oneof(fc.constant(1), fc.integer({ min: 2, max: 9_000 }));
    let joined = 0;
    fc.assert(
      fc.property(
        fc.array(fc.record({ x: place, y: place, count, recurs: fc.boolean() }), {
          minLength: 20,
          maxLength: 60,
        }),
        fc.integer(LEVELS),
        (given, level) => {
          const marks = given.map(({ x, y, count: n, recurs }) => mark(x, y, n, recurs, level));
          const groups = joinCovering(marks, level);
          expect(new Set(groups.flat())).toEqual(new Set(marks));
          expect(groups.flat()).toHaveLength(marks.length);
          joined += marks.length - groups.length;
          const drawn = groups.map(summed).filter((one) => one.count > 1);
          const covered = drawn.filter((lower) =>
            drawn.some((upper) => upper !== lower && ringReaches(upper, lower, level)),
          );
          expect(covered).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
    expect(joined).toBeGreaterThan(60);
  });
});
