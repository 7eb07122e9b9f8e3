import type { Actor } from '#server/contract/permission.ts';
import {
  MOST_CURVES,
  SURVIVAL_DAYS,
  type Survival,
  type SurvivalCurve,
  type SurvivalGrouping,
  type SurvivalQuery,
} from '#server/contract/survival.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { holm } from '#server/methods/false-discovery.ts';
import {
  kaplanMeier,
  medianSurvival,
  restrictedMean,
  type SurvivalStep,
} from '#server/methods/kaplan-meier.ts';
import { logRank, type GroupedSpell } from '#server/methods/log-rank.ts';
import { simultaneousBand } from '#server/methods/survival-bands.ts';

import { listSpells, readDataState, type SpellRow } from './case-queries.ts';
import { listComparedCommunes } from './comparison-queries.ts';
import { cached, DEFINITIONS } from './result-cache.ts';

const HORIZON = 365;
const ALL = 'all';
const NO_WAY = 'unknown';

/**
 * How long eliminated places stay quiet. Who answers for communes sees these beside the city as a whole, and no
 * other commune.
 */
export async function readSurvival(
  deps: Deps,
  actor: Actor,
  query: SurvivalQuery,
): Promise<Survival> {
  const asOf = deps.clock.today();
  const own = actor.reach === 'city' ? null : actor.communeIds.toSorted((a, b) => a - b);
  return asSystem(deps.database, async (sql) => {
    const { cutOff, revision } = await readDataState(sql);
    return cached(deps.database, { survival: query, asOf, own, revision }, async () => {
      const communes = await listComparedCommunes(sql, asOf);
      const nameOf = new Map(communes.map(({ code, name }) => [code, name]));
      const mine = new Set(
        communes.filter(({ id }) => own === null || own.includes(id)).map(({ code }) => code),
      );
      const spells = (await listSpells(sql, asOf)).map((row) => spellOf(row, query.by));
      const sizes = new Map<string, number>();
      for (const { group } of spells) sizes.set(group, (sizes.get(group) ?? 0) + 1);
      const groups = [...sizes]
        .filter(([key]) => query.by !== 'commune' || mine.has(key))
        .toSorted(([a, most], [b, least]) => least - most || (a < b ? -1 : 1));
      const chosen = groups
        .map(([key]) => key)
        .filter((key) => query.groups === undefined || query.groups.includes(key))
        .slice(0, query.by === 'commune' && own !== null ? MOST_CURVES - 1 : MOST_CURVES);
      const shown = spells.filter(({ group }) => chosen.includes(group));
      const curves = chosen.map((key) => {
        const members = shown.filter(({ group }) => group === key);
        const name = query.by === 'commune' ? (nameOf.get(key) ?? key) : null;
        return curveOf(key, name, members, query.band);
      });
      // A commune stands beside the city.
      if (query.by === 'commune') curves.push(curveOf(ALL, null, spells, query.band));
      const result: Survival = {
        by: query.by,
        band: query.band,
        asOf,
        run: { definitions: DEFINITIONS, dataCutOff: cutOff, seed: null, replicates: null },
        curves,
        groups: groups.map(([key, closures]) => ({
          key,
          name: query.by === 'commune' ? (nameOf.get(key) ?? key) : null,
          closures,
        })),
        test: testOf(shown),
        pairs: pairsOf(chosen, shown),
      };
      return result;
    });
  });
}

type Spell = GroupedSpell & { stratum: string };

/** A place that was closed and came back on one day was closed for half a day. */
function spellOf(row: SpellRow, by: SurvivalGrouping): Spell {
  const groups: Record<SurvivalGrouping, string> = {
    all: ALL,
    category: row.category,
    way: row.way ?? NO_WAY,
    commune: row.communeCode,
  };
  return {
    group: groups[by],
    stratum: by === 'category' ? '' : row.category,
    entry: row.entry,
    exit: row.exit > 0 ? row.exit : 0.5,
    event: row.recurred,
  };
}

function curveOf(
  key: string,
  name: string | null,
  all: readonly Spell[],
  band: SurvivalQuery['band'],
): SurvivalCurve {
  const spells = all.filter(({ entry = 0, exit }) => exit > entry);
  const steps = kaplanMeier(spells);
  const bands =
    band === 'pointwise'
      ? new Map(steps.map(({ time, interval }) => [time, interval]))
      : new Map(
          simultaneousBand(steps, spells.length, band).map(
            ({ time, low, high }) => [time, [low, high] as const] as const,
          ),
        );
  const lastDays = spells.reduce((latest, { exit }) => Math.max(latest, exit), 0);
  return {
    key,
    name,
    closures: spells.length,
    recurrences: spells.filter(({ event }) => event).length,
    medianDays: medianSurvival(steps),
    restrictedMean: restrictedMean(steps, HORIZON),
    lastDays,
    at: SURVIVAL_DAYS.filter((days) => days <= lastDays).map((days) => ({
      days,
      ...standingAt(steps, days),
      atRisk: spells.filter(({ entry = 0, exit }) => entry < days && exit >= days).length,
    })),
    steps: steps.map(({ time, survival, atRisk }) => {
      const interval = bands.get(time) ?? null;
      return { days: time, survival, atRisk, interval: interval === null ? null : [...interval] };
    }),
  };
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

function testOf(spells: readonly Spell[]): Survival['test'] {
  const test = logRank(spells.filter(({ entry = 0, exit }) => exit > entry));
  if (test === null) return null;
  const { chiSquare, degreesOfFreedom, p } = test;
  return { chiSquare, degreesOfFreedom, p };
}

function pairsOf(keys: readonly string[], spells: readonly Spell[]): Survival['pairs'] {
  if (keys.length < 3) return [];
  const tested = keys.flatMap((first, i) =>
    keys.slice(i + 1).flatMap((second) => {
      const test = testOf(spells.filter(({ group }) => group === first || group === second));
      return test === null ? [] : [{ first, second, p: test.p }];
    }),
  );
  const adjusted = holm(tested.map(({ p }) => p));
  return tested.map((pair, i) => ({ ...pair, p: adjusted[i] ?? 1 }));
}
