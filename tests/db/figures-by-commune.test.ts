import { afterAll, beforeAll, expect, it } from 'vitest';

import { CONDUCT_FIGURES } from '#server/contract/conduct.ts';
import type { Actor } from '#server/contract/permission.ts';
import type { TransactionSql } from '#server/db/client.ts';
import type { Deps } from '#server/deps.ts';
import {
  countByStatus,
  countDecidedProposals,
  countDecidedSignals,
  countNewPoints,
  countReplied,
} from '#server/features/analysis/comparison-queries.ts';
import { countConduct } from '#server/features/conduct/queries.ts';
import { listDuties } from '#server/features/overview/queries.ts';
import {
  countEliminations,
  countOpenings,
  listTipTimeliness,
} from '#server/features/plans/measure-queries.ts';
import { countReported, listRecurred } from '#server/features/reports/figure-queries.ts';
import { listTipStates } from '#server/features/tips/statistics-queries.ts';
import { gatherFigures } from '#server/features/weekly-sheets/read-figures.ts';
import { LEADER, openFiguresCity, type FiguresCity } from '#tests/support/database/figures-city.ts';
import { insertFigures } from '#tests/support/database/insert-figures.ts';
import { naiveFigures, type Figures } from '#tests/support/database/naive-figures.ts';
import { drawFigures, PERIOD } from '#tests/support/database/random-figures.ts';

const CITIES = Array.from({ length: 30 }, (_, at) => at + 1);
const DAYS = { firstOn: PERIOD.from, asOf: PERIOD.to };

let city: FiguresCity;
beforeAll(async () => {
  city = await openFiguresCity();
});
afterAll(() => city.database.close());

/** Inserts the third commune, in which nobody of the tests has an office. */
async function threeCommunes(sql: TransactionSql): Promise<number[]> {
  const [third] = await sql<{ id: number }[]>`
    insert into commune (code, valid_from, name, type, centre)
    select '99803', '2025-07-01', 'Xã 99803', 'xa', centre from commune where id = ${city.here}
    returning id`;
  return [city.here, city.there, third?.id ?? 0];
}

type Count = (name: string, communeId: number, by?: number) => void;

async function askAnalysis(sql: TransactionSql, count: Count, communeIds: readonly number[]) {
  for (const { communeId, events } of await countNewPoints(sql, PERIOD))
    count('analysis new', communeId, events);
  for (const [name, rows] of [
    ['signals', await countDecidedSignals(sql, PERIOD)],
    ['proposals', await countDecidedProposals(sql, PERIOD)],
  ] as const) {
    for (const { communeId, whole, part } of rows) {
      count(`analysis ${name}`, communeId, whole);
      count(`analysis ${name} decided`, communeId, part);
    }
  }
  for (const [name, openedBy] of OPENINGS) {
    for (const { communeId, part } of await countReplied(sql, PERIOD, openedBy))
      count(`analysis replied ${name}`, communeId, part);
  }
  for (const communeId of communeIds) {
    for (const row of await countByStatus(sql, communeId))
      count(`analysis status ${row.status}`, communeId, row.count);
  }
}

const OPENINGS = [
  ['new_points', 'recognised'],
  ['recurrences', 'recurrence_confirmed'],
] as const;

async function askPlans(sql: TransactionSql, count: Count, communeIds: readonly number[]) {
  for (const communeId of communeIds) {
    const span = { ...DAYS, communeIds: [communeId] };
    for (const [name, openedBy] of OPENINGS) {
      for (const row of await countOpenings(sql, openedBy, span))
        count(`plan ${name}`, communeId, row.count);
    }
    for (const row of await countEliminations(sql, null, span))
      count('plan eliminations', communeId, row.count);
    for (const { timeliness, own } of await listTipTimeliness(sql, span))
      count(`plan tips ${timeliness}${own ? ' own' : ''}`, communeId);
  }
}

async function askReports(sql: TransactionSql, count: Count, communeIds: readonly number[]) {
  for (const row of await countReported(sql, DAYS))
    count(`report ${row.figure}`, row.communeId, row.count);
  for (const communeId of communeIds)
    count('report listed', communeId, (await listRecurred(sql, DAYS, communeId)).length);
}

/** Statuses and flags are the engine's, which has an oracle of its own: here it knows no place. */
const EMPTY_ENGINE = {
  points: { count: () => ({ status: {}, flag: {} }), list: () => ({ ids: [] }) },
} as unknown as Deps;
const ACTOR: Actor = { accountId: LEADER, role: 'leader', reach: 'communes', communeIds: [] };

async function askSheets(sql: TransactionSql, count: Count, communeIds: readonly number[]) {
  for (const [at, id] of communeIds.entries()) {
    const commune = { id, code: `9980${at + 1}` };
    const sheet = await gatherFigures(sql, EMPTY_ENGINE, ACTOR, { ...DAYS, commune });
    for (const [figure, by] of Object.entries(sheet.counts)) count(`sheet ${figure}`, id, by);
    for (const [figure, codes] of Object.entries(sheet.codes))
      count(`sheet places of ${figure}`, id, codes.length);
  }
}

async function askOthers(sql: TransactionSql, count: Count, communeIds: readonly number[]) {
  for (const figure of CONDUCT_FIGURES) {
    for (const row of await countConduct(sql, figure, { ...PERIOD, communeIds: null })) {
      const { cases, weighed, looks, parts } = row;
      for (const [part, by] of Object.entries({ cases, weighed, ...looks, ...parts }))
        count(`conduct ${figure} ${part}`, row.communeId, by);
    }
  }
  const codes = new Map(communeIds.map((id, at) => [`9980${at + 1}`, id]));
  for (const duty of await listDuties(sql, PERIOD.to, [])) {
    const communeId = codes.get(duty.commune.code) ?? 0;
    count(`duty ${duty.kind}`, communeId, duty.count);
    count(`duty ${duty.kind} late`, communeId, duty.overdue);
  }
  for (const tip of await listTipStates(sql, PERIOD, PERIOD.to, 3)) {
    const communeId = codes.get(tip.communeCode) ?? 0;
    count(`statistics ${tip.timeliness} ${tip.handledOn ?? 'open'}`, communeId);
    if (tip.own) count('statistics own', communeId);
    count(`statistics verified ${tip.verifiedOn}`, communeId);
    count(`statistics classified ${tip.classifiedOn}`, communeId);
  }
}

it('every figure by commune of a random city is that of a slow count by hand', async () => {
  let compared = 0;
  for (const seed of CITIES) {
    const given = drawFigures(seed);
    const printed = await city.inRolledBack(async (sql) => {
      const communeIds = await threeCommunes(sql);
      await insertFigures(sql, given, communeIds);
      const figures: Figures = new Map();
      const count: Count = (name, communeId, by = 1) => {
        const key = `${name} ${communeIds.indexOf(communeId)}`;
        if (by > 0) figures.set(key, (figures.get(key) ?? 0) + by);
      };
      for (const ask of [askAnalysis, askPlans, askReports, askSheets, askOthers])
        await ask(sql, count, communeIds);
      return figures;
    });
    const byHand = naiveFigures(given);
    expect(Object.fromEntries(printed), `city ${seed}`).toEqual(Object.fromEntries(byHand));
    compared += byHand.size;
  }
  console.log(`figures by commune: ${CITIES.length} cities, ${compared} figures compared`);
  expect(compared).toBeGreaterThan(3_000);
});
