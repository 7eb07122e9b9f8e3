import type { Clock } from '#server/clock.ts';
import { AppError } from '#server/contract/problem.ts';
import { addDays, type IsoDate } from '#server/contract/time.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import { chunksOf, inChunksAhead } from '#server/db/chunks-ahead.ts';
import type { Database, TransactionSql } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import { markSchedulesApplied } from '#server/features/checks/queries.ts';
import {
  deriveCommunesOfPoints,
  findActiveSet,
  listCategories,
  listCommunes,
  listPlacesOutsideCity,
} from '#server/features/communes/queries.ts';
import { readWatchRules } from '#server/settings/life-cycle-settings.ts';

import { generateCity, type GeneratedPoint } from './city.ts';
import {
  analyseRegister,
  giveRoomToSort,
  insertCityRows,
  insertHandovers,
  lockRegister,
  moveSequences,
  planFor,
} from './queries.ts';
import { cityRows } from './rows.ts';
import { giveBack, keepLastEvents, logEverything, suspendRowWork } from './suspension-queries.ts';

const CHUNK_POINTS = 5_000;

export type GenerateRequest = {
  points: number;
  events: number;
  seed: number;
  /** Last day of the story; yesterday when absent, so that nothing lies in the future. */
  until?: IsoDate | undefined;
};

export type Generated = { points: number; events: number };

/**
 * Fills an empty register with an invented city, all of it or nothing. The same request gives the same
 * rows as long as boundaries and settings are the same.
 * @throws {AppError} `generator.register_not_empty` when there are points already.
 */
export async function generateRegister(
  deps: { database: Database; clock: Clock },
  request: GenerateRequest,
  report: (done: Generated) => void,
): Promise<Generated> {
  const until = request.until ?? addDays(deps.clock.today(), -1);
  return asSystem(deps.database, async (sql) => {
    if (!(await lockRegister(sql)).empty) throw new AppError('generator.register_not_empty');
    const city = generateCity({
      ...request,
      until,
      communes: await listCommunes(sql, deps.clock.today()),
      categories: await listCategories(sql),
      watch: await readWatchRules(sql),
    });
    const approximate = (await findActiveSet(sql))?.approximate ?? true;
    const suspended = await suspendRowWork(sql);
    if (deps.database.kind === 'server') await giveRoomToSort(sql);
    await planFor(sql, 'inserts');
    const done: Generated = { points: 0, events: 0 };
    await inChunksAhead(chunksOf(city, CHUNK_POINTS), async (chunk) => {
      const first = { pointId: done.points + 1, eventId: done.events + 1 };
      done.points += chunk.length;
      done.events += chunk.reduce((sum, { events }) => sum + events.length, 0);
      const so = { ...done };
      await insertChunk(sql, chunk, { first, approximate });
      report(so);
    });
    await planFor(sql, 'all rows');
    await keepLastEvents(sql);
    await giveBack(sql, suspended.indexes);
    await analyseRegister(sql);
    await placeInCommunes(sql);
    await insertHandovers(sql);
    await giveBack(sql, [...suspended.references, ...suspended.log]);
    await logEverything(sql);
    await moveSequences(sql);
    // The flags follow the schedules already: no start has to go through all places for that.
    await markSchedulesApplied(sql, deps.clock.now());
    await analyseRegister(sql);
    await appendAudit(sql, deps.clock, {
      action: 'points.generate',
      subjectKind: 'point',
      subjectId: null,
      detail: { ...done, seed: request.seed, until },
    });
    return done;
  });
}

async function insertChunk(
  sql: TransactionSql,
  chunk: GeneratedPoint[],
  given: { first: { pointId: number; eventId: number }; approximate: boolean },
): Promise<void> {
  if (!given.approximate) await keepInside(sql, chunk);
  await insertCityRows(sql, cityRows(chunk, given.first));
}

/** All at once: each piece of a border is then met once, and not once for each point. */
async function placeInCommunes(sql: TransactionSql): Promise<void> {
  const { outside } = await deriveCommunesOfPoints(sql, 'all');
  if (outside.length > 0) {
    throw new AppError('point.outside_city', {
      parameters: { pointIds: outside.slice(0, 20) },
    });
  }
}

/**
 * Moves generated places that lie outside of the city to the middle of their communes, where real borders are in
 * force.
 */
async function keepInside(sql: TransactionSql, chunk: GeneratedPoint[]): Promise<void> {
  const positions = chunk.map(({ position }) => position);
  for (const place of await listPlacesOutsideCity(sql, positions)) {
    const point = chunk[place];
    if (point !== undefined)
      chunk[place] = { ...point, position: point.commune.centre, shape: null };
  }
}
