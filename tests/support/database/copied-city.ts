import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { expect } from 'vitest';

import { dayNumber } from '#server/contract/civil-day.ts';
import type { Database, TransactionSql } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import { encodeTile } from '#server/engine/encode-tile.ts';
import type { Engine } from '#server/engine/engine.ts';
import { countMatches } from '#server/engine/match-queries.ts';
import { NO_DAY, statusDays } from '#server/engine/status-days.ts';
import { queryTile } from '#server/engine/tile-query.ts';
import { generateRegister } from '#server/generator/commands.ts';
import { createEngineCopies } from '#server/live-engine/engine-copies.ts';
import { loadEngine } from '#server/live-engine/engine-load.ts';
import type { ObjectStore } from '#server/object-store/object-store.ts';
import { installReferenceData } from '#server/reference-data/install-reference-data.ts';

import { openAccount } from '#tests/support/accounts/people.ts';
import { expectEqual } from '#tests/support/expect-equal.ts';
import { openTestDatabase } from './test-database.ts';

export const POINTS = 400;
export const clock = { now: () => '2026-11-24T03:00:00.000Z', today: () => '2026-11-24' };
const DAYS = ['2022-01-01', '2024-09-09', '2026-01-01', '2026-11-23', '2026-11-25'].map(dayNumber);
const LAST_DAY = dayNumber('2026-11-25');
/** One day in thirty over ten years. */
const MONTHLY = Array.from({ length: 122 }, (_, months) => LAST_DAY - 30 * months);
const COMMUNES = Array.from({ length: 126 }, (_, index) => index + 1);

/** A small generated city, of whose engine copies are kept in a folder of each test's own. */
export async function openCopiedCity() {
  const database = await openTestDatabase();
  await installReferenceData(database, clock);
  const request = { points: POINTS, events: 2_000, seed: 5, until: '2026-11-20' };
  await generateRegister({ database, clock }, request, () => {});
  await openAccount(database, { username: 'proposer', role: 'analyst' });
  await openAccount(database, { username: 'answerer', role: 'coordinator' });
  return copiedCity(database);
}

export type CopiedCity = Awaited<ReturnType<typeof openCopiedCity>>;

function copiedCity(database: Database) {
  let folder = '';
  let store: ObjectStore | null = null;
  /** Reasons why copies were not used, from the log. */
  let reasons: string[] = [];
  const copies = () => {
    const write = (line: string) => {
      const { reason, err } = JSON.parse(line) as { reason?: string; err?: unknown };
      if (err !== undefined) throw new Error(line);
      if (reason !== undefined) reasons.push(reason);
    };
    return createEngineCopies({
      database,
      folder,
      store,
      log: pino({ level: 'info' }, { write }),
      leastPoints: 1,
    });
  };
  return {
    database,
    copies,
    get folder() {
      return folder;
    },
    /** From now on copies lie in this store too. */
    useStore(given: ObjectStore | null) {
      store = given;
    },
    async begin() {
      folder = await mkdtemp(join(tmpdir(), 'diaban-copy-'));
      reasons = [];
    },
    end: () => rm(folder, { recursive: true }),
    keep: () => copies().keep(() => loadEngine(database)),
    async change(work: (sql: TransactionSql) => Promise<unknown>): Promise<void> {
      await asSystem(database, async (sql) => {
        await work(sql);
      });
    },
    reasons: () => reasons,
    forgetReasons: () => (reasons = []),
  };
}

/** A start from the copy answers as one that reads everything anew. */
export async function expectSameAsLoaded(city: CopiedCity): Promise<void> {
  const restored = await city.copies().restore(7);
  expect(city.reasons()).toEqual([]);
  if (restored === null) throw new Error('there was no copy');
  expectEqual(answers(restored.engine), answers((await loadEngine(city.database)).engine));
}

export async function expectRefused(city: CopiedCity, reason: RegExp): Promise<void> {
  city.forgetReasons();
  expect(await city.copies().restore(7)).toBeNull();
  expect(city.reasons()).toEqual([expect.stringMatching(reason)]);
}

/** First day of the status of each point, by its number; going through a leaf once tells all its points. */
function sinceWhen(engine: Engine, asOf: number, knownAt: number | null): [number, number][] {
  const days = engine.leaves.flatMap((leaf) => {
    const since = statusDays(leaf, asOf, knownAt);
    return Array.from(leaf.ids, (id, slot): [number, number] => [id, since[slot] ?? NO_DAY]);
  });
  return days.toSorted(([one], [other]) => one - other);
}

/** Answers of an engine, in which one point whose change was missed shows. */
function answers(engine: Engine) {
  const now = { asOf: LAST_DAY, scope: 'city' } as const;
  return {
    onDays: answersOnDays(engine),
    monthly: MONTHLY.map((day) => sinceWhen(engine, day, null)),
    communes: COMMUNES.map((id) => countMatches(engine, { ...now, communes: [id] })),
  };
}

/** Answers on some days, as known then and now: the state of every point, and the tiles over all. */
function answersOnDays(engine: Engine) {
  const ids = Array.from({ length: POINTS + 40 }, (_, index) => index + 1);
  return DAYS.flatMap((asOf) =>
    [undefined, asOf, asOf - 30].map((knownAt) => {
      const query = { asOf, knownAt, scope: 'city' } as const;
      return {
        states: ids.map((id) => engine.stateOf(id, asOf, knownAt ?? null)),
        since: sinceWhen(engine, asOf, knownAt ?? null),
        tiles: [
          [0, 0, 0],
          [9, 406, 225],
        ].map(([z = 0, x = 0, y = 0]) => encodeTile(queryTile(engine, { z, x, y }, query, 0))),
      };
    }),
  );
}
