import type {
  ComparedCases,
  Comparison,
  ComparisonQuery,
  PopulationsBody,
} from '#server/contract/comparison.ts';
import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import { refuseForbiddenText } from '#server/contract/screened-text.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor, asSystem } from '#server/db/transaction.ts';
import { writeAsActor } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';

import { listLateTips, listOpenedCycles, readDataState } from './case-queries.ts';
import {
  insertPopulations,
  listComparedCommunes,
  listPopulations,
  type CommuneRow,
} from './comparison-queries.ts';
import { EXPOSURE_UNIT, gatherStrata } from './read-strata.ts';
import { periodBefore, periodOf } from './rules/period.ts';
import { cached, runOf } from './read-through-cache.ts';
import { compareCommunes } from './rules.ts';

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
  const whole = await asSystem(deps.database, async (sql) => {
    const { cutOff, revision } = await readDataState(sql);
    const parameters = { comparison: measure, period, today, revision };
    return cached(deps.database, parameters, async (): Promise<Comparison> => {
      const communes = await listComparedCommunes(sql, today);
      const previousPeriod = periodBefore(period);
      const now = await gatherStrata(sql, measure, period, { communes, today });
      const before = await gatherStrata(sql, measure, previousPeriod, { communes, today });
      const [population] = measure === 'new_points' ? await listPopulations(sql) : [];
      return {
        measure,
        period,
        previousPeriod,
        exposureUnit: EXPOSURE_UNIT[measure],
        run: runOf(cutOff),
        refused: measure === 'new_points' && population === undefined ? 'no_population' : null,
        population:
          population === undefined
            ? null
            : { countedOn: population.countedOn, source: population.source },
        ...compareCommunes(communes, { ...now, now: now.strata, before: before.strata }),
      };
    });
  });
  if (actor.reach === 'city') return whole;
  const own = new Set(actor.communeIds);
  return { ...whole, communes: whole.communes.filter(({ commune }) => own.has(commune.id)) };
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
    const commune = await communeOf(sql, actor, code, today);
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

async function communeOf(
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

/**
 * Enters how many people live in communes, as a source says; earlier figures stay.
 * @throws {AppError} `commune.not_found` with the rows whose codes are none
 */
export async function enterPopulations(
  deps: Deps,
  actor: Actor,
  body: PopulationsBody,
): Promise<{ communes: number }> {
  refuseForbiddenText({ source: body.source });
  return writeAsActor(deps.database, actor, async (sql) => {
    const communes = await listComparedCommunes(sql, deps.clock.today());
    const idOf = new Map(communes.map(({ code, id }) => [code, id]));
    const unknown = body.items.flatMap(({ commune }, i) =>
      idOf.has(commune) ? [] : [{ pointer: `/items/${i}/commune`, code: 'commune.not_found' }],
    );
    if (unknown.length > 0) throw new AppError('commune.not_found', { errors: unknown });
    const rows = body.items.map(({ commune, people }) => ({
      communeId: idOf.get(commune) ?? 0,
      people,
    }));
    await insertPopulations(sql, rows, {
      countedOn: body.countedOn,
      source: body.source,
      enteredBy: actor.accountId,
      enteredAt: deps.clock.now(),
    });
    await appendAudit(sql, deps.clock, {
      action: 'analysis.enter_populations',
      subjectKind: 'setting',
      subjectId: null,
      detail: { countedOn: body.countedOn, communes: rows.length },
    });
    return { communes: rows.length };
  });
}
