import { uniformInt } from 'pure-rand/distribution/uniformInt';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

import { kaplanMeier } from './kaplan-meier.ts';
import { LogRankSums } from './log-rank-sums.ts';
import { byStratum, groupNames, logRank, type GroupedSpell, type LogRank } from './log-rank.ts';
import { monteCarloP, seededGenerator } from './shuffle.ts';

/** A spell with the end of its watch, had no event come first. */
export type WatchedSpell = GroupedSpell & { until: number };

type SurvivalDifference = LogRank & {
  /** Source of p: the χ² distribution, or a permutation where too few events are expected for it. */
  by: 'chi_square' | 'permutation';
};

/** The χ² distribution holds where every compared group expects this many events. */
const ENOUGH_EXPECTED = 5;
/**
 * This many replicates beyond the observed value settle that p is far above any level: no further ones are drawn (Besag
 * and Clifford 1991).
 */
const ENOUGH_BEYOND = 200;
/** Statistics that differ by rounding alone are equal. */
const ROUNDING = 1e-9;

/**
 * Runs the log-rank test of groups with a p that also holds for few events. Where a group expects fewer than five
 * events, each event is drawn anew among those at risk at its time, whatever their group. In such a replicate the one
 * drawn leaves, and the one with the real event stays under watch until its own watch ends. So groups may be watched
 * for different lengths of time, which shuffling their names would not allow. Null when no two groups can be compared.
 */
export function survivalDifference(
  spells: readonly WatchedSpell[],
  { seed, replicates }: { seed: number; replicates: number },
): SurvivalDifference | null {
  const test = logRank(spells);
  if (test === null) return null;
  const compared = new Set(test.compared.flat());
  const expected = test.groups.filter(({ group }) => compared.has(group));
  if (expected.every((group) => group.expected >= ENOUGH_EXPECTED)) {
    return { ...test, by: 'chi_square' };
  }
  const names = groupNames(spells);
  const strata = byStratum(spells).map((stratum) => new RedrawnStratum(stratum, names));
  const generator = seededGenerator(seed);
  const sums = new LogRankSums(names.length);
  const reached = test.chiSquare * (1 - ROUNDING);
  let beyond = 0;
  for (let drawn = 1; drawn <= replicates; drawn += 1) {
    sums.reset();
    for (const stratum of strata) stratum.redraw(generator, sums);
    if (sums.test().chiSquare >= reached) beyond += 1;
    if (beyond === ENOUGH_BEYOND) return { ...test, p: beyond / drawn, by: 'permutation' };
  }
  return { ...test, p: monteCarloP(beyond, replicates), by: 'permutation' };
}

/** The event times of one stratum, those who could be at risk at each, and a draw of those with the events. */
class RedrawnStratum {
  readonly #events: number[];
  /** Spells under watch at each time, as indices of `#group`. */
  readonly #watched: Int32Array[];
  readonly #group: Int32Array;
  /** Index of the first time at which each spell is no longer watched. */
  readonly #goneAt: Int32Array;
  /** Number of the last draw that ended each spell. */
  readonly #endedIn: Int32Array;
  readonly #counts: Float64Array[];
  readonly #gone: Float64Array[];
  readonly #risk: Float64Array;
  #draw = 0;

  constructor(spells: readonly WatchedSpell[], names: readonly string[]) {
    const steps = kaplanMeier(spells);
    this.#events = steps.map(({ events }) => events);
    this.#group = Int32Array.from(spells, ({ group }) => names.indexOf(group));
    this.#watched = steps.map(({ time }) =>
      Int32Array.from(
        spells.flatMap(({ entry = 0, exit, until }, i) =>
          entry < time && Math.max(exit, until) >= time ? [i] : [],
        ),
      ),
    );
    this.#goneAt = Int32Array.from(spells, ({ exit, until }) => {
      const place = steps.findIndex(({ time }) => time > Math.max(exit, until));
      return place === -1 ? steps.length : place;
    });
    this.#endedIn = new Int32Array(spells.length);
    const zeros = () => new Float64Array(names.length);
    this.#counts = this.#watched.map((watched) => {
      const counts = zeros();
      for (const i of watched) add(counts, this.#group[i] ?? 0, 1);
      return counts;
    });
    this.#gone = Array.from({ length: steps.length + 1 }, zeros);
    this.#risk = zeros();
  }

  redraw(generator: RandomGenerator, sums: LogRankSums): void {
    this.#draw += 1;
    const ended = new Float64Array(this.#risk.length);
    for (const gone of this.#gone) gone.fill(0);
    for (const [at, watched] of this.#watched.entries()) {
      const counts = this.#counts[at] ?? ended;
      let alive = 0;
      for (let g = 0; g < ended.length; g += 1) {
        // One ended earlier whose watch would be over by now is no longer missing.
        add(ended, g, -(this.#gone[at]?.[g] ?? 0));
        const atRisk = (counts[g] ?? 0) - (ended[g] ?? 0);
        this.#risk[g] = atRisk;
        alive += atRisk;
      }
      const events = Math.min(this.#events[at] ?? 0, alive);
      sums.addExpected(events, this.#risk);
      for (let event = 0; event < events; event += 1) {
        const spell = this.#drawAlive(generator, watched);
        const group = this.#group[spell] ?? 0;
        sums.addEvent(group);
        add(ended, group, 1);
        const gone = this.#gone[this.#goneAt[spell] ?? 0];
        if (gone !== undefined) add(gone, group, 1);
      }
    }
  }

  /** Draws one of those watched whom this draw has not ended yet; there must be one. */
  #drawAlive(generator: RandomGenerator, watched: Int32Array): number {
    for (;;) {
      const spell = watched[uniformInt(generator, 0, watched.length - 1)] ?? 0;
      if (this.#endedIn[spell] === this.#draw) continue;
      this.#endedIn[spell] = this.#draw;
      return spell;
    }
  }
}

function add(values: Float64Array, place: number, by: number): void {
  values[place] = (values[place] ?? 0) + by;
}
