import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

/** A stream of random numbers that the same seed repeats. */
export function seededGenerator(seed: number): RandomGenerator {
  return xoroshiro128plus(seed);
}

/**
 * Brings `count` of the values, drawn without replacement, to the front in random order, in place (Fisher and
 * Yates); all of them when absent.
 */
export function shuffle(
  generator: RandomGenerator,
  values: Int32Array | Float64Array,
  count = values.length,
): void {
  for (let place = 0; place < count; place += 1) {
    const drawn = uniformInt(generator, place, values.length - 1);
    const kept = values[place] ?? 0;
    values[place] = values[drawn] ?? 0;
    values[drawn] = kept;
  }
}

/** Monte Carlo p: (1 + replicates at least as extreme) / (replicates + 1); never 0. */
export function monteCarloP(atLeastAsExtreme: number, replicates: number): number {
  return (1 + atLeastAsExtreme) / (replicates + 1);
}
