import type { Spell } from './kaplan-meier.ts';

/** Closures: days under watch, recurrence or none, the group that they are compared with, and their number (1). */
export type Closure = Spell & { group: string; count?: number };

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

/** Numbers by ascending time, summed up to each; asked by bisection. */
type Steps = { times: number[]; values: number[] };
type Curve = { survival: Steps; entries: Steps; exits: Steps };

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
  const members = new Map<string, Closure[]>();
  for (const closure of closures) {
    const group = members.get(closure.group);
    if (group === undefined) members.set(closure.group, [closure]);
    else group.push(closure);
  }
  const groups = new Map([...members].map(([group, own]) => [group, curveOf(own)] as const));
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

/** The product-limit estimate as in kaplan-meier.ts, from numbers of closures instead of one by one. */
function curveOf(closures: readonly Closure[]): Curve {
  const entries = new Map<number, number>();
  const exits = new Map<number, number>();
  const events = new Map<number, number>();
  for (const { entry = 0, exit, event, count = 1 } of closures) {
    entries.set(entry, (entries.get(entry) ?? 0) + count);
    exits.set(exit, (exits.get(exit) ?? 0) + count);
    if (event) events.set(exit, (events.get(exit) ?? 0) + count);
  }
  const [entered, left] = [summed(entries), summed(exits)];
  const times = [...events.keys()].toSorted((a, b) => a - b);
  let survival = 1;
  const values = times.map((time) => {
    const atRisk = valueBefore(entered, time) - valueBefore(left, time);
    survival *= 1 - (events.get(time) ?? 0) / atRisk;
    return survival;
  });
  return { survival: { times, values }, entries: entered, exits: left };
}

function summed(numbers: ReadonlyMap<number, number>): Steps {
  const times = [...numbers.keys()].toSorted((a, b) => a - b);
  let sum = 0;
  return { times, values: times.map((time) => (sum += numbers.get(time) ?? 0)) };
}

/** Under watch beyond that age: entered by then and not gone by then. */
function atRisk({ entries, exits }: Curve, age: number): number {
  return Math.max(0, valueUpTo(entries, age, 0) - valueUpTo(exits, age, 0));
}

function chanceWithin({ survival }: Curve, age: number, horizon: number): number {
  const now = valueUpTo(survival, age, 1);
  return now === 0 ? 0 : 1 - valueUpTo(survival, age + horizon, 1) / now;
}

/** The value of the last time that is not after the given one; `none` before the first. */
function valueUpTo({ times, values }: Steps, time: number, none: number): number {
  return values[placeOf(times, (one) => one <= time) - 1] ?? none;
}

/** The sum of what came before a time. */
function valueBefore({ times, values }: Steps, time: number): number {
  return values[placeOf(times, (one) => one < time) - 1] ?? 0;
}

/** The number of ascending times, from the first on, for which the condition holds. */
function placeOf(times: readonly number[], holds: (time: number) => boolean): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(times[middle] ?? 0)) low = middle + 1;
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
