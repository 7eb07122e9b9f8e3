import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

import type { MatchingParameters } from '#server/contract/signal-parameters.ts';
import { addDays } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import { readMatchingParameters } from '#server/features/settings/signal-settings.ts';
import { matchSignal } from '#server/features/signals/match-commands.ts';
import { findPlacesOfSignals, type FoundPlace } from '#server/features/signals/match-queries.ts';
import {
  lonLatOf,
  matchByBruteForce,
  textOf,
  TOLERANCE_METRES,
  type Candidate,
  type GivenPlace,
  type GivenSignal,
  type Metres,
} from '#tests/support/brute-force-matcher.ts';
import { addManyPoints } from '#tests/support/many-points.ts';
import { reached } from '#tests/support/reached.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

const OCCURRED = '2026-11-01';

let testApp: TestApp;
let measures: MatchingParameters;
beforeAll(async () => {
  testApp = await createTestApp();
  await testApp.as('analyst');
  measures = await asSystem(testApp.database, (sql) => readMatchingParameters(sql, OCCURRED));
}, 120_000);
afterAll(() => testApp.close());

const position: fc.Arbitrary<Metres> = fc.tuple(
  fc.integer({ min: -400, max: 400 }),
  fc.integer({ min: -400, max: 400 }),
);
const error = fc.option(fc.integer({ min: 0, max: 250 }), { freq: 3 });
const shape = fc.oneof(
  { weight: 3, arbitrary: position.map((at) => ({ type: 'Point' as const, at })) },
  fc
    .tuple(position, fc.integer({ min: -200, max: 200 }), fc.integer({ min: 1, max: 200 }))
    .map(([[east, north], right, up]) => ({
      type: 'LineString' as const,
      at: [
        [east, north],
        [east + right, north + up],
      ] as [Metres, Metres],
    })),
  fc
    .tuple(position, fc.integer({ min: 20, max: 200 }), fc.integer({ min: 20, max: 200 }))
    .map(([[east, north], wide, high]) => ({
      type: 'Polygon' as const,
      at: [
        [east, north],
        [east + wide, north],
        [east + wide, north + high],
        [east, north + high],
      ] as [Metres, Metres, Metres, Metres],
    })),
);
const place = fc.record({
  shape,
  category: fc.constantFrom('KS', 'NN', 'KAR', 'NH', 'KHAC', 'CC-CV', 'CC-TD'),
  errorMetres: error,
  // About the limits of grace and window above all.
  daysAgo: fc.oneof(fc.integer({ min: -20, max: 800 }), fc.constantFrom(0, 7, 8, 364, 365, 366)),
});
const signal = fc.record({
  at: position,
  errorMetres: error,
  category: fc.option(fc.constantFrom('KS', 'KAR', 'NH', 'KHAC', 'CC-CV'), { freq: 4 }),
});
const parameters = fc.record({
  business: fc.constantFrom(30, 60, 150),
  public_area: fc.constantFrom(50, 100, 300),
  vicinityFactor: fc.constantFrom(1, 2, 3),
  unknownErrorMetres: fc.constantFrom(0, 15, 80),
});

describe('the matching of signals to closed places', () => {
  it('finds the same place as going through all of them one by one', async () => {
    await reached({ 'a place was found': 0.15, 'among two candidates or more': 0.04 }, (seen) =>
      fc.assert(
        fc.asyncProperty(
          fc.array(place, { minLength: 1, maxLength: 12 }),
          signal,
          parameters,
          async (given, told, radius) => {
            const changed = { ...measures, radius: { ...measures.radius, ...radius } };
            const asked: GivenSignal = { ...told, occurredOn: OCCURRED };
            const { found, places } = await inRolledBack(async (sql) => {
              const written = await insertPlaces(sql, given);
              const signalId = await insertSignal(sql, asked);
              const answers = await findPlacesOfSignals(sql, [signalId], changed);
              return { found: answers.get(signalId) ?? null, places: written };
            });
            const expected = matchByBruteForce(asked, places, changed);
            seen('a place was found', found !== null);
            seen('among two candidates or more', expected.length >= 2);
            expect(disagreement(found, expected)).toBeNull();
          },
        ),
        { numRuns: inject('databaseTemplate').kind === 'server' ? 300 : 100 },
      ),
    );
  }, 180_000);

  it.each([
    ['on the last day of grace', 7, false],
    ['on the first day after it', 8, true],
    ['on the last day of the window', 365, true],
    ['on the day after it', 366, false],
    ['on the day of the closure', 0, false],
    // Told late, of before the closure: never a recurrence.
    ['before the closure', -1, false],
  ])('judges an event %s', async (_, daysAgo, candidate) => {
    const at: Metres = [0, 0];
    const found = await inRolledBack(async (sql) => {
      const shapeThere = { type: 'Point' as const, at };
      await insertPlaces(sql, [{ shape: shapeThere, category: 'NN', errorMetres: null, daysAgo }]);
      const told = { at, errorMetres: null, category: 'KS', occurredOn: OCCURRED };
      const id = await insertSignal(sql, told);
      return (await findPlacesOfSignals(sql, [id], measures)).get(id);
    });
    expect(found !== undefined).toBe(candidate);
  });

  it('prefers the place that was named to a nearer one, and asks no more once it was named', async () => {
    const at = (east: number) => ({ type: 'Point' as const, at: [east, 0] as Metres });
    const closed = { category: 'NN', errorMetres: null, daysAgo: 100 };
    const told = { at: [0, 0] as Metres, errorMetres: null, category: 'KS', occurredOn: OCCURRED };
    const { near, named, byNearness, byName, touched, state } = await inRolledBack(async (sql) => {
      const [nearer, farther] = await insertPlaces(sql, [
        { ...closed, shape: at(5) },
        { ...closed, shape: at(25) },
      ]);
      const id = await insertSignal(sql, told);
      const found = async () => (await findPlacesOfSignals(sql, [id], measures)).get(id)?.pointId;
      const before = await found();
      await sql`update signal set named_point_id = ${farther?.id ?? 0} where id = ${id}`;
      const after = await found();
      const changed = await matchSignal(sql, testApp.deps, id, measures);
      const [row] = await sql<{ state: string }[]>`select state from signal where id = ${id}`;
      return {
        near: nearer?.id,
        named: farther?.id,
        byNearness: before,
        byName: after,
        touched: changed,
        state: row?.state,
      };
    });
    expect([byNearness, byName]).toEqual([near, named]);
    // A person has decided: matching again adds nothing.
    expect([touched, state]).toEqual([[], 'unmatched']);
  });

  it('reads closed places by the index of their reach, among many', async () => {
    const many = inject('databaseTemplate').kind === 'server' ? 50_000 : 6_000;
    await addManyPoints(testApp.database, many);
    const { scans, milliseconds, count } = await asSystem(testApp.database, async (sql) => {
      const [somewhere] = await sql<{ id: number }[]>`
        insert into signal (origin, state, occurred_on, recorded_at, position, raised_by)
        select
          'reported', 'unmatched', '2026-06-01', now(), anchor,
          (select id from app_user order by id limit 1)
        from point
        limit 1
        returning id`;
      await sql`analyze point, cycle, signal`;
      const before = await readScans(sql);
      const started = performance.now();
      const found = await findPlacesOfSignals(sql, [somewhere?.id ?? 0], measures);
      const took = performance.now() - started;
      const after = await readScans(sql);
      return {
        count: found.size,
        milliseconds: took,
        scans: after.map((scan, index) => scan - (before[index] ?? 0)),
      };
    });
    const [wholePoints, pointsByIndex, wholeCycles] = scans;
    console.log(`one signal among ${many} points: ${milliseconds.toFixed(1)} ms`);
    expect(count).toBe(1);
    expect(wholePoints).toBe(0);
    expect(pointsByIndex).toBeGreaterThan(0);
    expect(wholeCycles).toBe(0);
  });
});

/** Where the two differ by more than plane geometry may; null where they do not. */
function disagreement(found: FoundPlace | null, expected: readonly Candidate[]): string | null {
  if (found === null) {
    const missed = expected.find(({ margin }) => margin > TOLERANCE_METRES);
    return missed === undefined ? null : `missed place ${missed.id}`;
  }
  const [best] = expected;
  const chosen = expected.find(({ id }) => id === found.pointId);
  if (chosen === undefined || best === undefined) return `place ${found.pointId} is no candidate`;
  const off = Math.abs(chosen.metres - found.distanceMetres);
  if (off > TOLERANCE_METRES) return `place ${chosen.id} is ${off} m off`;
  const close = Math.abs(chosen.metres - best.metres);
  const unsure = Math.min(close, chosen.margin, best.margin) < TOLERANCE_METRES;
  return chosen.id === best.id || unsure ? null : `${chosen.id} instead of ${best.id}`;
}

class RollBack extends Error {}

/** Does some work in the database and leaves nothing of it. */
async function inRolledBack<T>(work: (sql: TransactionSql) => Promise<T>): Promise<T> {
  let result: { value: T } | null = null;
  try {
    await asSystem(testApp.database, async (sql) => {
      result = { value: await work(sql) };
      throw new RollBack();
    });
  } catch (thrown) {
    if (!(thrown instanceof RollBack)) throw thrown;
  }
  if (result === null) throw new Error('the work gave nothing');
  return (result as { value: T }).value;
}

type Drawn = Omit<GivenPlace, 'id' | 'kind' | 'closedOn'> & { daysAgo: number };

async function insertPlaces(sql: TransactionSql, drawn: readonly Drawn[]): Promise<GivenPlace[]> {
  const places: GivenPlace[] = [];
  for (const { daysAgo, ...given } of drawn) {
    const closedOn = addDays(OCCURRED, -daysAgo);
    const kind = given.category.startsWith('CC-') ? 'public_area' : 'business';
    const [row] = await sql<{ id: number }[]>`
      insert into point (
        official_name, kind, category, geom, anchor, location_error_metres, status, status_since,
        cycle, commune_uncertain, created_at
      )
      select
        'Nơi minh họa', ${kind}, ${given.category}, place.geom,
        point_anchor(place.geom, null, null), ${given.errorMetres}, 'eliminated', ${closedOn}, 1,
        false, now()
      from (select st_geomfromtext(${textOf(given.shape)}, 4326) as geom) place
      returning id`;
    const id = row?.id ?? 0;
    await sql`
      insert into cycle (point_id, number, opened_on, opened_by, eliminated_on)
      values (${id}, 1, '2020-01-01', 'recognised', ${closedOn})`;
    places.push({ ...given, id, kind, closedOn });
  }
  return places;
}

async function insertSignal(sql: TransactionSql, told: GivenSignal): Promise<number> {
  const [longitude, latitude] = lonLatOf(told.at);
  const [row] = await sql<{ id: number }[]>`
    insert into signal (
      origin, state, occurred_on, recorded_at, position, location_error_metres, category, raised_by
    ) values (
      'reported', 'unmatched', ${told.occurredOn}, now(),
      st_setsrid(st_makepoint(${longitude}::float8, ${latitude}::float8), 4326),
      ${told.errorMetres}, ${told.category}, (select id from app_user order by id limit 1)
    )
    returning id`;
  return row?.id ?? 0;
}

/** Whole reads of points, reads of points by an index, whole reads of cycles, in this transaction. */
async function readScans(sql: TransactionSql): Promise<number[]> {
  const [row] = await sql<{ scans: number[] }[]>`
    select array[
      max(seq_scan) filter (where relname = 'point'), max(idx_scan) filter (where relname = 'point'),
      max(seq_scan) filter (where relname = 'cycle')
    ]::integer[] as scans
    from pg_stat_xact_user_tables`;
  return row?.scans ?? [];
}
