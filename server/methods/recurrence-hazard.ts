import { kaplanMeier, type Spell, type SurvivalStep } from './kaplan-meier.ts';

/** One closure: days under watch, recurrence or none, and the group that it is compared with. */
export type Closure = Spell & { group: string };

/** Prior chance of a recurrence, and its weight as a number of watched closures. */
type HazardPrior = { chance: number; strength: number };

export type HazardEstimate = {
  /** Chance that activity comes back within the horizon, given that it has not until now. */
  chance: number;
  groupAtRisk: number;
  cityAtRisk: number;
  /** Share of the prior in `chance`, from 0 to 1. */
  priorShare: number;
};

type Curve = { steps: SurvivalStep[]; entries: number[]; exits: number[] };

/**
 * The chance of a recurrence within `horizon` days of age `age`: 1 − S(age + horizon) / S(age) by Kaplan and
 * Meier (left truncation kept), of the closure's own group, shrunk toward that of the city, and that toward the
 * prior: p = (n·p̂ + k·p₀) / (n + k), where n are the closures watched at that age and k the prior's strength
 * (the posterior mean of a binomial share under a beta prior of that weight).
 */
export function recurrenceHazard(
  closures: readonly Closure[],
  prior: HazardPrior,
  horizon: number,
): (group: string, age: number) => HazardEstimate {
  const city = curveOf(closures);
  const groups = new Map<string, Curve>();
  for (const group of new Set(closures.map((closure) => closure.group))) {
    groups.set(group, curveOf(closures.filter((closure) => closure.group === group)));
  }
  return (group, age) => {
    const cityAtRisk = atRisk(city, age);
    const cityShare = weightOf(cityAtRisk, prior);
    const cityChance = mix(chanceWithin(city, age, horizon), prior.chance, cityShare);
    const own = groups.get(group);
    const groupAtRisk = own === undefined ? 0 : atRisk(own, age);
    const groupShare = weightOf(groupAtRisk, prior);
    const ownChance = own === undefined ? 0 : chanceWithin(own, age, horizon);
    return {
      chance: mix(ownChance, cityChance, groupShare),
      groupAtRisk,
      cityAtRisk,
      priorShare: (1 - groupShare) * (1 - cityShare),
    };
  };
}

function curveOf(closures: readonly Spell[]): Curve {
  const ascending = (values: number[]) => values.toSorted((a, b) => a - b);
  return {
    steps: kaplanMeier(closures),
    entries: ascending(closures.map(({ entry = 0 }) => entry)),
    exits: ascending(closures.map(({ exit }) => exit)),
  };
}

/** Under watch beyond that age: entered by then and not gone by then. */
function atRisk({ entries, exits }: Curve, age: number): number {
  return Math.max(0, countUpTo(entries, age) - countUpTo(exits, age));
}

function chanceWithin({ steps }: Curve, age: number, horizon: number): number {
  const now = survivalAt(steps, age);
  return now === 0 ? 0 : 1 - survivalAt(steps, age + horizon) / now;
}

function survivalAt(steps: readonly SurvivalStep[], time: number): number {
  return steps.findLast((step) => step.time <= time)?.survival ?? 1;
}

function countUpTo(ascending: readonly number[], value: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function weightOf(watched: number, { strength }: HazardPrior): number {
  return watched + strength === 0 ? 0 : watched / (watched + strength);
}

function mix(own: number, other: number, share: number): number {
  return share * own + (1 - share) * other;
}
