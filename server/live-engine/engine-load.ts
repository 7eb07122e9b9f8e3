import { setImmediate as nextTurn } from 'node:timers/promises';

import type { Database, TransactionSql } from '#server/db/client.ts';
import { readBeside, readOneMoment } from '#server/db/transaction.ts';
import { EngineBuilder } from '#server/engine/engine-builder.ts';
import type { Engine, EngineOptions } from '#server/engine/engine.ts';

import { BulkLoader } from './bulk-loader.ts';
import {
  exportSnapshot,
  giveRoomToGroup,
  listPointsWithTwistedHistory,
  readCommuneBlock,
  readEventBlock,
  readExtent,
  readFlagBlock,
  readPlaceBlock,
  useSnapshot,
  type BlockRange,
} from './bulk-queries.ts';
import { readSnapshot } from './change-queries.ts';
import { readChecks, readMoves } from './queries.ts';
import { checkOf, moveOf } from './read-changes.ts';

/** Blocks of one statement: a few hundred thousand rows, so that neither side waits for the other between two of them. */
const BLOCKS_AT_ONCE = 4096;
/** Blocks of one statement of rows that take longer here, in which other requests wait. */
const PLACE_BLOCKS_AT_ONCE = 1024;
const TWISTED_AT_ONCE = 2_000;
const MOST_MILLISECONDS_A_TURN = 5;
/** Statements in flight on a connection: one runs while the result of the one before is processed. */
const STATEMENTS_AHEAD = 2;

/** An engine with the snapshot of the database up to which it is complete. */
export type LoadedEngine = { engine: Engine; snapshot: string };

type Task = (sql: TransactionSql) => Promise<void>;

/**
 * Loads all points of the database, as of one moment, into a new engine. A server reads over two connections that
 * share a snapshot; the embedded database has one connection.
 */
export async function loadEngine(
  database: Database,
  options: Pick<EngineOptions, 'version'> = {},
): Promise<LoadedEngine> {
  return readOneMoment(database, async (sql) => {
    if (database.connections < 2) return load([sql], options);
    const snapshot = await exportSnapshot(sql);
    return readBeside(database, async (second) => {
      await useSnapshot(second, snapshot);
      return load([sql, second], options);
    });
  });
}

async function load(
  connections: readonly TransactionSql[],
  options: Pick<EngineOptions, 'version'>,
): Promise<LoadedEngine> {
  const [sql] = connections;
  if (sql === undefined) throw new Error('a load needs a connection');
  const snapshot = await readSnapshot(sql);
  await Promise.all(connections.map((each) => giveRoomToGroup(each)));
  const blocks = await readExtent(sql);
  const builder = new EngineBuilder(options);
  const loader = new BulkLoader(builder);
  let twisted: number[] = [];
  await runAll(connections, [
    async (one) => {
      twisted = await listPointsWithTwistedHistory(one);
      loader.leaveOut(twisted);
    },
    ...tasks(
      blocks.point_commune,
      readCommuneBlock,
      (block) => loader.takeCommunes(block),
      PLACE_BLOCKS_AT_ONCE,
    ),
  ]);
  const places = tasks(
    blocks.point,
    readPlaceBlock,
    (block) => loader.takePlaces(block),
    PLACE_BLOCKS_AT_ONCE,
  );
  const flags = tasks(blocks.point_flag, readFlagBlock, (block) => loader.takeFlags(block));
  const events = tasks(blocks.event, readEventBlock, (block) => loader.takeEvents(block));
  const first = watched([...places, ...flags]);
  const reading = runAll(connections, [...first.tasks, ...events]);
  // While the database still reads the events, the leaves are prepared here: both processors have work to the end.
  const preparing = first.done.then(() => inShortTurns(builder.prepareInSteps()));
  await Promise.all([reading, preparing]);
  await runAll(connections, twistedTasks(twisted, builder));
  return { engine: await inShortTurns(builder.finishInSteps()), snapshot };
}

/** Tells when all of some tasks are done. */
function watched(all: readonly Task[]): { tasks: Task[]; done: Promise<void> } {
  let left = all.length;
  let tell = (): void => undefined;
  const done = new Promise<void>((resolve) => {
    tell = resolve;
  });
  if (left === 0) tell();
  const counted = all.map((task): Task => async (sql) => {
    await task(sql);
    left -= 1;
    if (left === 0) tell();
  });
  return { tasks: counted, done };
}

/** Reads the histories that are left out of the blocks of events. */
function twistedTasks(twisted: readonly number[], builder: EngineBuilder): Task[] {
  return Array.from({ length: Math.ceil(twisted.length / TWISTED_AT_ONCE) }, (_, index) => {
    const ids = twisted.slice(index * TWISTED_AT_ONCE, (index + 1) * TWISTED_AT_ONCE);
    return async (sql) => {
      for (const row of await readMoves(sql, { ids })) builder.addEvent(row[0], moveOf(row));
      for (const row of await readChecks(sql, { ids })) builder.addCheck(row[0], checkOf(row));
    };
  });
}

/** Works in steps, so that a running server answers other requests in between, and arriving rows are taken in. */
async function inShortTurns<T>(work: Generator<void, T>): Promise<T> {
  for (let began = performance.now(); ;) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (performance.now() - began < MOST_MILLISECONDS_A_TURN) continue;
    await nextTurn();
    began = performance.now();
  }
}

function tasks<Block>(
  blocks: number,
  read: (sql: TransactionSql, range: BlockRange) => Promise<Block[]>,
  take: (block: Block) => void,
  atOnce = BLOCKS_AT_ONCE,
): Task[] {
  return Array.from({ length: Math.ceil(blocks / atOnce) }, (_, index) => {
    const range = { from: index * atOnce, to: (index + 1) * atOnce };
    return async (sql) => {
      for (const block of await read(sql, range)) take(block);
    };
  });
}

/** Runs tasks on several connections; each takes the next task when it is free. */
async function runAll(connections: readonly TransactionSql[], all: readonly Task[]): Promise<void> {
  const waiting = all.values();
  await Promise.all(
    connections.flatMap((sql) =>
      Array.from({ length: STATEMENTS_AHEAD }, async () => {
        for (const task of waiting) await task(sql);
      }),
    ),
  );
}
