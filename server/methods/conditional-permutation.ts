/**
 * Additions that one answer may cost, about a second of work. Whole numbers that need more are grouped in lumps; real
 * values are put on as many steps as this allows.
 */
const MOST_ADDITIONS = 6e8;
/**
 * More steps than these no longer separate cells. A prime, so that round values do not lie halfway between two steps.
 */
const MOST_STEPS = 997;

/**
 * Computes p of the sum over each unit's neighbours when the unit keeps its own value and the neighbours are drawn from
 * all others: a conditional permutation that counts every drawing instead of sampling some. So p has no floor (999
 * samples could never reach the level that a correction over a thousand cells requires) and needs no seed. Two-sided:
 * twice the smaller tail. Whole numbers are exact up to some thousands; other values are first put on steps, hundreds
 * of them for the cells of a city.
 * @param neighbours for each unit the indices of its near ones, itself left out; a dozen at most
 */
export function conditionalPermutationP(
  values: readonly number[],
  neighbours: readonly (readonly number[])[],
): number[] {
  const most = neighbours.reduce((longest, around) => Math.max(longest, around.length), 0);
  const levels = levelsOf(values, most);
  const unitsOf = new Map<number, number[]>();
  for (const [i, level] of levels.entries()) {
    const units = unitsOf.get(level);
    if (units === undefined) unitsOf.set(level, [i]);
    else units.push(i);
  }
  const counts = [...unitsOf].map(([level, units]) => [level, units.length] as const);
  const p = Array.from<number>({ length: values.length }).fill(1);
  forEachLeftOut(counts, most, (own, ways) => {
    for (const i of unitsOf.get(own) ?? []) {
      const around = neighbours[i] ?? [];
      const observed = around.reduce((sum, j) => sum + (levels[j] ?? 0), 0);
      p[i] = twoSided(ways[around.length] ?? new Float64Array(1), observed);
    }
  });
  return p;
}

/** Doubles the smaller tail: ways with at most, and with at least, the observed sum. */
function twoSided(bySum: Float64Array, observed: number): number {
  const at = bySum[observed] ?? 0;
  let [below, above] = [at, at];
  for (let sum = 0; sum < observed; sum += 1) below += bySum[sum] ?? 0;
  for (let sum = observed + 1; sum < bySum.length; sum += 1) above += bySum[sum] ?? 0;
  const all = below + above - at;
  return all > 0 ? Math.min(1, (2 * Math.min(below, above)) / all) : 1;
}

type Counted = readonly [level: number, count: number];

/**
 * Gives for each level the ways to draw 0, 1, … `most` of all units except one unit of that level, by their sum. The
 * levels are halved again and again, and each half is worked out with the other half already added. So every level is
 * added about log₂ times instead of once for each other level, and nothing is subtracted, which would cost digits.
 */
function forEachLeftOut(
  counts: readonly Counted[],
  most: number,
  visit: (own: number, ways: readonly Float64Array[]) => void,
): void {
  // There is one way to draw nothing, and no way yet to draw a unit.
  const none = Array.from({ length: most + 1 }, (_, drawn) =>
    Float64Array.from(drawn === 0 ? [1] : []),
  );
  const halve = (some: readonly Counted[], ways: readonly Float64Array[]): void => {
    const [only] = some;
    if (only === undefined) return;
    if (some.length === 1) {
      const [own, count] = only;
      visit(own, addUnits(ways, own, count - 1));
      return;
    }
    const middle = some.length >> 1;
    const [left, right] = [some.slice(0, middle), some.slice(middle)];
    const withAll = (others: readonly Counted[]) =>
      others.reduce((so, [level, count]) => addUnits(so, level, count), ways);
    halve(left, withAll(right));
    halve(right, withAll(left));
  };
  halve(counts, none);
}

/** Adds `count` units of one level to those that are drawn from. Each array is as long as its largest sum. */
function addUnits(before: readonly Float64Array[], level: number, count: number): Float64Array[] {
  return before.map((same, drawn) => {
    const most = Math.min(drawn, count);
    let length = same.length;
    for (let taken = 1; taken <= most; taken += 1) {
      const fewer = before[drawn - taken]?.length ?? 0;
      if (fewer > 0) length = Math.max(length, fewer + taken * level);
    }
    const target = new Float64Array(length);
    target.set(same);
    let choose = 1;
    for (let taken = 1; taken <= most; taken += 1) {
      choose *= (count - taken + 1) / taken;
      const fewer = before[drawn - taken] ?? same;
      const shift = taken * level;
      for (let sum = 0; sum < fewer.length; sum += 1) {
        target[sum + shift] = (target[sum + shift] ?? 0) + choose * (fewer[sum] ?? 0);
      }
    }
    return target;
  });
}

/**
 * Keeps whole numbers as they are while their count is affordable; puts other values on equal steps from the smallest.
 */
function levelsOf(values: readonly number[], most: number): number[] {
  const [smallest, largest] = values.reduce(
    ([least, top], value) => [Math.min(least, value), Math.max(top, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
  const span = largest - smallest;
  if (!(span > 0)) return values.map(() => 0);
  const counted = values.every((value) => Number.isInteger(value));
  // Subtracting a common amount from all values changes no drawing.
  const exact = values.map((value) => value - smallest);
  if (counted && additionsOf(exact, most) <= MOST_ADDITIONS) return exact;
  let steps = counted ? span : MOST_STEPS;
  for (;;) {
    const levels = exact.map((value) => Math.round((steps * value) / span));
    if (steps <= 1 || additionsOf(levels, most) <= MOST_ADDITIONS) return levels;
    steps = Math.floor(steps * 0.8);
  }
}

/** Estimates the additions needed to count such levels. */
function additionsOf(levels: readonly number[], most: number): number {
  const counts = new Map<number, number>();
  for (const level of levels) counts.set(level, (counts.get(level) ?? 0) + 1);
  let pairs = 0;
  for (const count of counts.values()) {
    for (let drawn = 1; drawn <= most; drawn += 1) pairs += Math.min(drawn, count);
  }
  const highest = levels.toSorted((a, b) => b - a).slice(0, most);
  const largestSum = highest.reduce((sum, level) => sum + level, 1);
  return pairs * Math.ceil(Math.log2(counts.size + 1)) * largestSum;
}
