import { parseArgs } from 'node:util';
import { pino } from 'pino';
import * as z from 'zod';

import { systemClock } from '#server/clock.ts';
import { problemText } from '#server/contract/problem-text.ts';
import { AppError } from '#server/contract/problem.ts';
import { IsoDate } from '#server/contract/time.ts';
import type { Database } from '#server/db/client.ts';
import { generateRegister } from '#server/generator/commands.ts';
import { createEngineCopies } from '#server/live-engine/engine-copies.ts';
import { loadEngine } from '#server/live-engine/engine-load.ts';

import { configurationOfEnvironment, storeOf, withDatabase } from './open-database.ts';

const OPTIONS = {
  points: { type: 'string' },
  events: { type: 'string' },
  seed: { type: 'string', default: '1' },
  until: { type: 'string' },
} as const;

const MOST_POINTS = 5_000_000;
const MOST_EVENTS_PER_POINT = 30;

const Request = z
  .object({
    points: z.coerce.number().int().min(1).max(MOST_POINTS),
    events: z.coerce.number().int().optional(),
    seed: z.coerce.number().int().min(0).max(0xffff_ffff),
    until: IsoDate.refine((day) => day <= systemClock.today(), {
      error: 'lies in the future',
    }).optional(),
  })
  .transform((given) => ({ ...given, events: given.events ?? 5 * given.points }))
  .refine(({ points, events }) => events >= points && events <= MOST_EVENTS_PER_POINT * points, {
    error: `a point has between 1 and ${MOST_EVENTS_PER_POINT} events on average`,
    path: ['events'],
  });

/** Fills an empty register with an invented city. */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  const request = Request.safeParse(values);
  if (!request.success) {
    console.error(
      `generate --points N [--events M] [--seed S] [--until YYYY-MM-DD]\n${z.prettifyError(request.error)}`,
    );
    return 1;
  }
  const { points } = request.data;
  const start = performance.now();
  const seconds = () => ((performance.now() - start) / 1000).toFixed(1);
  try {
    const done = await withDatabase(async (database) => {
      const generated = await generateRegister(
        { database, clock: systemClock },
        request.data,
        (so) => {
          console.log(`${so.points} of ${points} points, ${so.events} events, ${seconds()} s`);
        },
      );
      await leaveCopy(database);
      return generated;
    });
    console.log(`generated ${done.points} points with ${done.events} events in ${seconds()} s`);
    return 0;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    console.error(problemText(error.code, 'vi', error.parameters));
    return 1;
  }
}

/** The first start is then like any later one. */
async function leaveCopy(database: Database): Promise<void> {
  const config = configurationOfEnvironment();
  const { dataDirectory: folder, logLevel } = config;
  const log = pino({ level: logLevel, base: null });
  const copies = createEngineCopies({ database, folder, log, store: storeOf(config) });
  const loaded = await loadEngine(database);
  if (copies.worthIt(loaded.engine)) await copies.keep(async () => loaded);
}
