/** Real values are laid on so many steps: fine enough to tell cells apart, coarse enough to count all ways. */
const STEPS = 31;
/** Whole numbers up to here are counted as they are. */
const LARGEST_COUNT = 60;

/**
 * p of the sum over each unit's neighbours when the unit keeps its own value and the neighbours are drawn from all
 * others: conditional permutation, with every drawing counted instead of some sampled. So p has no floor (999
 * samples could never reach what a correction over a thousand cells asks for), and no seed. Two-sided: twice
 * the smaller tail. Whole numbers up to 60 are exact; other values are first laid on 32 steps.
 * @param neighbours for each unit the places of the near ones, itself left out; a dozen at most
 */
export function conditionalPermutationP(
  values: readonly number[],
  neighbours: readonly (readonly number[])[],
): number[] {
  const levels = levelsOf(values);
  const most = neighbours.reduce((longest, around) => Math.max(longest, around.length), 0);
  const counts = new Map<number, number>();
  for (const level of levels) counts.set(level, (counts.get(level) ?? 0) + 1);
  const withoutOwn = new Map<number, Float64Array[]>();
  return levels.map((own, i) => {
    const ways = withoutOwn.get(own) ?? waysToDraw(counts, own, most);
    withoutOwn.set(own, ways);
    const around = neighbours[i] ?? [];
    const observed = around.reduce((sum, j) => sum + (levels[j] ?? 0), 0);
    const bySum = ways[around.length] ?? new Float64Array(1);
    let below = 0;
    let above = 0;
    for (const [sum, number] of bySum.entries()) {
      if (sum <= observed) below += number;
      if (sum >= observed) above += number;
    }
    const all = bySum.reduce((total, number) => total + number, 0);
    return Math.min(1, (2 * Math.min(below, above)) / all);
  });
}

/** Shares of all ways to draw 0, 1, … `most` of the others, by their sum: one value after the other is let in. */
function waysToDraw(
  counts: ReadonlyMap<number, number>,
  own: number,
  most: number,
): Float64Array[] {
  const largest = Math.max(0, ...counts.keys());
  const ways = Array.from({ length: most + 1 }, () => new Float64Array(most * largest + 1));
  const [none] = ways;
  if (none !== undefined) none[0] = 1;
  for (const [level, count] of counts) {
    const left = level === own ? count - 1 : count;
    for (let drawn = most; drawn >= 1; drawn -= 1) {
      const target = ways[drawn];
      if (target === undefined) continue;
      let choose = 1;
      for (let taken = 1; taken <= Math.min(drawn, left); taken += 1) {
        choose *= (left - taken + 1) / taken;
        const before = ways[drawn - taken] ?? new Float64Array(0);
        const shift = taken * level;
        for (let sum = 0; sum + shift < target.length; sum += 1) {
          target[sum + shift] = (target[sum + shift] ?? 0) + choose * (before[sum] ?? 0);
        }
      }
    }
  }
  return ways;
}

function levelsOf(values: readonly number[]): number[] {
  const largest = values.reduce((most, value) => Math.max(most, value), 0);
  const counted = values.every((value) => Number.isInteger(value) && value >= 0);
  if (counted && largest <= LARGEST_COUNT) return [...values];
  const smallest = values.reduce((least, value) => Math.min(least, value), largest);
  const span = largest - smallest;
  return values.map((value) => (span === 0 ? 0 : Math.round((STEPS * (value - smallest)) / span)));
}
