import { uniformInt } from 'pure-rand/distribution/uniformInt';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

import { kaplanMeier } from './kaplan-meier.ts';
import { LogRankSums } from './log-rank-sums.ts';
import { byStratum, groupNames, logRank, type GroupedSpell, type LogRank } from './log-rank.ts';
import { monteCarloP, seededGenerator } from './shuffle.ts';
import { SpellsAtRisk } from './spells-at-risk.ts';

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

/**
 * The event times of one stratum, those who could be at risk at each, and a draw of those with the events. Spells stand in
 * the order in which their watch ends, so that those whose watch is not over at a time are the last ones.
 */
class RedrawnStratum {
  readonly #times: readonly number[];
  readonly #events: readonly number[];
  readonly #group: Int32Array;
  readonly #entry: Float64Array;
  /** Index of the first time at which each spell is no longer watched. */
  readonly #goneAt: Int32Array;
  /** First spell, at each time, whose watch is not over. */
  readonly #firstWatched: readonly number[];
  /** Number of spells under watch at each time, by group. */
  readonly #counts: readonly Float64Array[];
  /** Number of the last draw that ended each spell. */
  readonly #endedIn: Int32Array;
  readonly #gone: Float64Array[];
  readonly #risk: Float64Array;
  #draw = 0;

  constructor(spells: readonly WatchedSpell[], names: readonly string[]) {
    const steps = kaplanMeier(spells);
    const watched = spells
      .map((spell) => ({ ...spell, exit: Math.max(spell.exit, spell.until) }))
      .toSorted((a, b) => a.exit - b.exit);
    const zeros = () => new Float64Array(names.length);
    this.#times = steps.map(({ time }) => time);
    this.#events = steps.map(({ events }) => events);
    this.#group = Int32Array.from(watched, ({ group }) => names.indexOf(group));
    this.#entry = Float64Array.from(watched, ({ entry = 0 }) => entry);
    this.#endedIn = new Int32Array(watched.length);
    this.#goneAt = new Int32Array(watched.length).fill(steps.length);
    let first = 0;
    this.#firstWatched = this.#times.map((time, at) => {
      while ((watched[first]?.exit ?? time) < time) this.#goneAt[first++] = at;
      return first;
    });
    const atRisk = new SpellsAtRisk(watched, names);
    this.#counts = this.#times.map((time) => atRisk.moveTo(time).slice());
    this.#gone = Array.from({ length: steps.length + 1 }, zeros);
    this.#risk = zeros();
  }

  redraw(generator: RandomGenerator, sums: LogRankSums): void {
    this.#draw += 1;
    const ended = new Float64Array(this.#risk.length);
    for (const gone of this.#gone) gone.fill(0);
    for (const at of this.#times.keys()) {
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
        const spell = this.#drawAlive(generator, at);
        const group = this.#group[spell] ?? 0;
        sums.addEvent(group);
        add(ended, group, 1);
        const gone = this.#gone[this.#goneAt[spell] ?? 0];
        if (gone !== undefined) add(gone, group, 1);
      }
    }
  }

  /** Draws one of those under watch at a time whom this draw has not ended yet; there must be one. */
  #drawAlive(generator: RandomGenerator, at: number): number {
    const time = this.#times[at] ?? 0;
    for (;;) {
      const spell = uniformInt(generator, this.#firstWatched[at] ?? 0, this.#group.length - 1);
      if (this.#endedIn[spell] === this.#draw || (this.#entry[spell] ?? 0) >= time) continue;
      this.#endedIn[spell] = this.#draw;
      return spell;
    }
  }
}

function add(values: Float64Array, place: number, by: number): void {
  values[place] = (values[place] ?? 0) + by;
}
