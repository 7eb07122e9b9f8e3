import type { Clock } from '#server/clock.ts';
import { AppError } from '#server/contract/problem.ts';
import { addDays, type IsoDate } from '#server/contract/time.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { Database, TransactionSql } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import { markSchedulesApplied } from '#server/features/checks/schedule-queries.ts';
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
  insertCityRows,
  insertHandovers,
  lockRegister,
  moveSequences,
} from './queries.ts';
import { cityRows } from './rows.ts';

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
    const done: Generated = { points: 0, events: 0 };
    for (const chunk of inChunks(city, CHUNK_POINTS)) {
      if (!approximate) await keepInside(sql, chunk);
      await insertChunk(sql, chunk, done);
      if (done.points === 0) await analyseRegister(sql);
      done.points += chunk.length;
      done.events += chunk.reduce((sum, { events }) => sum + events.length, 0);
      report({ ...done });
    }
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
  chunk: readonly GeneratedPoint[],
  before: Generated,
): Promise<void> {
  const first = before.points + 1;
  await insertCityRows(sql, cityRows(chunk, { pointId: first, eventId: before.events + 1 }));
  await deriveCommunesOfPoints(
    sql,
    chunk.map((_, index) => first + index),
  );
  await insertHandovers(sql, { first, last: first + chunk.length - 1 });
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

function* inChunks<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let chunk: T[] = [];
  for (const item of items) {
    chunk.push(item);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
