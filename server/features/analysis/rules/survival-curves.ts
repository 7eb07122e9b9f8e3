import {
  FEW_AT_RISK,
  MOST_CURVES,
  SURVIVAL_DAYS,
  type Survival,
  type SurvivalCurve,
  type SurvivalGrouping,
  type SurvivalQuery,
} from '#server/contract/survival.ts';
import type { ClosureSpell as SpellInCommune } from '#server/closed-places/closures.ts';
import { holm } from '#server/methods/false-discovery.ts';
import {
  kaplanMeier,
  medianSurvival,
  restrictedMean,
  watchWithoutGap,
  type SurvivalStep,
} from '#server/methods/kaplan-meier.ts';
import { simultaneousBand } from '#server/methods/survival-bands.ts';
import { survivalDifference, type WatchedSpell } from '#server/methods/survival-difference.ts';

const ALL = 'all';
const NO_WAY = 'unknown';
const HORIZON = 365;
/** Fixed, so that the same data give the same p; used only where few events are expected. */
export const PERMUTATION = { seed: 1, replicates: 999 };

/** A closure with the code of the commune that leads its place; empty where that is not in force. */
export type SpellRow = Omit<SpellInCommune, 'communeId'> & { communeCode: string };

type ClosureSpell = WatchedSpell & { stratum: string };

/** Counts a place that was closed and came back on the same day as closed for half a day. */
function spellOf(row: SpellRow, by: SurvivalGrouping): ClosureSpell {
  const groups: Record<SurvivalGrouping, string> = {
    all: ALL,
    category: row.category,
    way: row.way ?? NO_WAY,
    commune: row.communeCode,
  };
  const exit = row.exit > 0 ? row.exit : 0.5;
  return {
    group: groups[by],
    stratum: by === 'category' ? '' : row.category,
    entry: row.entry,
    exit,
    until: Math.max(exit, row.until),
    event: row.recurred,
  };
}

/** Names of the communes that the reader may see; only these get curves of their own. */
type NamedCommunes = ReadonlyMap<string, string>;

export type SurvivalAnswer = Pick<Survival, 'curves' | 'groups' | 'test' | 'pairs'> & {
  /** True where a permutation gave one of the p. */
  permuted: boolean;
};

/**
 * Works out the curves of the groups asked for, or of those with the most closures, and tests whether they differ.
 * @param names of the communes that the reader may see, by code
 * @param mostCurves the largest number of curves of groups
 */
export function survivalAnswer(
  rows: readonly SpellRow[],
  query: SurvivalQuery,
  names: NamedCommunes,
  mostCurves = MOST_CURVES,
): SurvivalAnswer {
  const byCommune = query.by === 'commune';
  const nameOf = (key: string) => (byCommune ? (names.get(key) ?? key) : null);
  const spells = rows.map((row) => spellOf(row, query.by));
  const sizes = new Map<string, number>();
  for (const { group } of spells) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  const groups = [...sizes]
    .filter(([key]) => !byCommune || names.has(key))
    .toSorted(([a, most], [b, least]) => least - most || (a < b ? -1 : 1));
  const chosen = groups
    .map(([key]) => key)
    .filter((key) => query.groups === undefined || query.groups.includes(key))
    .slice(0, mostCurves);
  const shown = spells.filter(({ group }) => chosen.includes(group));
  const curves = chosen.map((key) =>
    curveOf(
      key,
      nameOf(key),
      shown.filter(({ group }) => group === key),
      query.band,
    ),
  );
  // Beside communes there is always the curve of the whole city.
  if (byCommune) curves.push(curveOf(ALL, null, spells, query.band));
  const test = testDifference(shown);
  const pairs = testPairs(chosen, shown);
  return {
    curves,
    groups: groups.map(([key, closures]) => ({ key, name: nameOf(key), closures })),
    test,
    pairs: pairs.map(({ first, second, p }) => ({ first, second, p })),
    permuted: [test, ...pairs].some((one) => one?.by === 'permutation'),
  };
}

/** Leaves out closures whose watch began only after it had ended: they carry no information. */
function watched(spells: readonly ClosureSpell[]): ClosureSpell[] {
  return spells.filter(({ entry = 0, exit }) => exit > entry);
}

function curveOf(
  key: string,
  name: string | null,
  all: readonly ClosureSpell[],
  band: SurvivalQuery['band'],
): SurvivalCurve {
  const spells = watched(all);
  const { until, resumedAt } = watchWithoutGap(spells);
  const steps = kaplanMeier(spells).filter(({ time }) => time <= until);
  const bands =
    band === 'pointwise'
      ? new Map(steps.map(({ time, interval }) => [time, interval]))
      : new Map(
          simultaneousBand(steps, spells.length, band).map(
            ({ time, low, high }) => [time, [low, high] as const] as const,
          ),
        );
  return {
    key,
    name,
    closures: spells.length,
    recurrences: spells.filter(({ event }) => event).length,
    medianDays: medianSurvival(steps, until),
    restrictedMean: restrictedMean(steps, HORIZON, until),
    lastDays: until,
    resumedDays: resumedAt,
    manyUntilDays: manyUntil(spells, until),
    // Once no place is left without recurrence, the curve stays at 0, even beyond the end of the watch.
    at: SURVIVAL_DAYS.filter((days) => days <= until || steps.at(-1)?.survival === 0).map(
      (days) => ({
        days,
        ...standingAt(steps, days),
        atRisk: atRisk(spells, days),
      }),
    ),
    steps: steps.map(({ time, survival, atRisk: left }) => {
      const interval = bands.get(time) ?? null;
      return {
        days: time,
        survival,
        atRisk: left,
        interval: interval === null ? null : [...interval],
      };
    }),
  };
}

function atRisk(spells: readonly ClosureSpell[], days: number): number {
  return spells.filter(({ entry = 0, exit }) => entry < days && exit >= days).length;
}

/** Finds the last end of a spell at which ten or more are under watch, not beyond the end of the curve. */
function manyUntil(spells: readonly ClosureSpell[], end: number): number {
  const times = [...new Set(spells.map(({ exit }) => exit))].filter((exit) => exit <= end);
  return times.toSorted((a, b) => b - a).find((time) => atRisk(spells, time) >= FEW_AT_RISK) ?? 0;
}

function standingAt(
  steps: readonly SurvivalStep[],
  days: number,
): Pick<SurvivalCurve['at'][number], 'survival' | 'interval'> {
  const step = steps.findLast(({ time }) => time <= days);
  if (step === undefined) return { survival: 1, interval: null };
  const { survival, interval } = step;
  return { survival, interval: interval === null ? null : [...interval] };
}

/** Tests whether the groups differ; null where no two of them can be compared. */
function testDifference(spells: readonly ClosureSpell[]): Survival['test'] {
  const test = survivalDifference(watched(spells), PERMUTATION);
  if (test === null) return null;
  const { chiSquare, degreesOfFreedom, p, by, compared } = test;
  return { chiSquare, degreesOfFreedom, p, by, compared };
}

/** Tests each pair that can be compared, p after Holm over all of them; none where there are only two curves. */
function testPairs(
  keys: readonly string[],
  spells: readonly ClosureSpell[],
): (Survival['pairs'][number] & { by: 'chi_square' | 'permutation' })[] {
  if (keys.length < 3) return [];
  const tested = keys.flatMap((first, i) =>
    keys.slice(i + 1).flatMap((second) => {
      const test = testDifference(
        spells.filter(({ group }) => group === first || group === second),
      );
      return test === null ? [] : [{ first, second, p: test.p, by: test.by }];
    }),
  );
  const adjusted = holm(tested.map(({ p }) => p));
  return tested.map((pair, i) => ({ ...pair, p: adjusted[i] ?? 1 }));
}
