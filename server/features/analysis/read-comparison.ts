import type { ClosedPlacesOfDay } from '#server/closed-places/closed-places.ts';
import type {
  ComparedCases,
  Comparison,
  ComparisonQuery,
  Measure,
  Period,
} from '#server/contract/comparison.ts';
import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor, asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { standardise } from '#server/methods/standardisation.ts';
import { listRuleChanges } from '#server/settings/rule-change-queries.ts';

import { listLateTips, listOpenedCycles, readDataState } from './case-queries.ts';
import { listComparedCommunes, listPopulations, type CommuneRow } from './comparison-queries.ts';
import { countStrata, EXPOSURE_UNIT, gatherStrata, type StrataSource } from './read-strata.ts';
import { periodBefore, periodOf } from './rules/period.ts';
import { cached, runOf } from './read-through-cache.ts';
import { compareCommunes } from './rules.ts';
import { monthsUpTo } from './rules/smallest-change.ts';

const MOST_YEARS = 5;
const MONTHS_A_YEAR = 12;
/** A commune that expects fewer events is not judged. */
const LEAST_EXPECTED = 5;

/**
 * Finds the shortest period of whole years, longer than the one given and up to the same day, in which at least one
 * commune expects five events or more; null where five years are not enough.
 */
async function readWiderPeriod(
  sql: TransactionSql,
  measure: Measure,
  { from, to }: Period,
  given: StrataSource,
): Promise<Comparison['wider']> {
  for (let years = 1; years <= MOST_YEARS; years += 1) {
    const period = monthsUpTo(to, years * MONTHS_A_YEAR);
    if (period.from >= from) continue;
    const strata = await countStrata(sql, measure, period, given);
    const units = standardise(
      strata.map(({ communeId, ...rest }) => ({ unit: String(communeId), ...rest })),
    );
    if (units.some(({ expected }) => expected >= LEAST_EXPECTED)) {
      const observed = units.reduce((sum, unit) => sum + unit.observed, 0);
      return { ...period, years, observed };
    }
  }
  return null;
}

/**
 * Communes against what chance would bring them. The limits come from the whole city, so this reads it all;
 * who answers for communes gets the rows of these alone.
 */
export async function compare(
  deps: Deps,
  actor: Actor,
  query: ComparisonQuery,
): Promise<Comparison> {
  const today = deps.clock.today();
  const period = periodOf(query, today);
  const { measure } = query;
  const places = await deps.closedPlaces.read(today);
  const whole = await asSystem(deps.database, async (sql) => {
    const { cutOff, revision } = await readDataState(sql);
    const parameters = { comparison: measure, period, today, revision };
    const compared = await cached(deps.database, parameters, () =>
      compareCity(sql, measure, period, { today, cutOff, places }),
    );
    const { from } = compared.previousPeriod;
    return { ...compared, ruleChanges: await listRuleChanges(sql, { from, to: period.to }) };
  });
  if (actor.reach === 'city') return whole;
  const own = new Set(actor.communeIds);
  return { ...whole, communes: whole.communes.filter(({ commune }) => own.has(commune.id)) };
}

async function compareCity(
  sql: TransactionSql,
  measure: Measure,
  period: Period,
  {
    today,
    cutOff,
    places,
  }: { today: IsoDate; cutOff: IsoInstant | null; places: ClosedPlacesOfDay },
): Promise<Omit<Comparison, 'ruleChanges'>> {
  const communes = await listComparedCommunes(sql, today);
  const given = { communes, today, places };
  const previousPeriod = periodBefore(period);
  const now = await gatherStrata(sql, measure, period, given);
  const before = await countStrata(sql, measure, previousPeriod, given);
  const [population] = measure === 'new_points' ? await listPopulations(sql) : [];
  const refused = measure === 'new_points' && population === undefined ? 'no_population' : null;
  const compared = compareCommunes(communes, { ...now, now: now.strata, before });
  return {
    measure,
    period,
    previousPeriod,
    exposureUnit: EXPOSURE_UNIT[measure],
    run: runOf(cutOff),
    refused,
    population:
      population === undefined
        ? null
        : { countedOn: population.countedOn, source: population.source },
    wider:
      refused !== null || compared.dispersion.units > 0
        ? null
        : await readWiderPeriod(sql, measure, period, given),
    ...compared,
  };
}

/**
 * Reads the counted cases of one commune, each with the commune's reply.
 * @throws {AppError} `commune.not_found`, `analysis.other_commune`, `analysis.period_invalid`
 */
export async function readCases(
  deps: Deps,
  actor: Actor,
  code: string,
  query: ComparisonQuery,
): Promise<ComparedCases> {
  const today = deps.clock.today();
  const period = periodOf(query, today);
  const { measure } = query;
  return asActor(deps.database, actor, async (sql) => {
    const commune = await findComparedCommune(sql, actor, code, today);
    const items =
      measure === 'late_tips'
        ? await listLateTips(sql, commune.id, period, today)
        : await listOpenedCycles(
            sql,
            commune.id,
            period,
            measure === 'recurrences' ? 'recurrence_confirmed' : 'recognised',
          );
    return { commune, measure, period, items };
  });
}

/**
 * Finds a commune of today by its code, within the reach of the reader.
 * @throws {AppError} `commune.not_found`, `analysis.other_commune`
 */
export async function findComparedCommune(
  sql: TransactionSql,
  actor: Actor,
  code: string,
  today: string,
): Promise<CommuneRow> {
  const commune = (await listComparedCommunes(sql, today)).find((one) => one.code === code);
  if (commune === undefined) throw new AppError('commune.not_found');
  if (actor.reach !== 'city' && !actor.communeIds.includes(commune.id)) {
    throw new AppError('analysis.other_commune');
  }
  return commune;
}
