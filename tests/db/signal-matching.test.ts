import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

import type { MatchingParameters } from '#server/contract/signal-parameters.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import { matchSignal } from '#server/features/signals/match-commands.ts';
import { findSignalPlace } from '#server/features/signals/list-queries.ts';
import { type FoundPlace, findPlacesOfSignals } from '#server/features/signals/match-queries.ts';
import { readMatchingParameters } from '#server/settings/signal-settings.ts';
import {
  distanceTo,
  matchByBruteForce,
  TOLERANCE_METRES,
  type Candidate,
  type GivenSignal,
  type Metres,
} from '#tests/support/signals/brute-force-matcher.ts';
import { addManyPoints } from '#tests/support/database/many-points.ts';
import {
  drawnPlace,
  drawnSignal,
  insertPlaces,
  insertSignal,
  OCCURRED,
  position,
} from '#tests/support/signals/drawn-signals.ts';
import { reached } from '#tests/support/reached.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

let testApp: TestApp;
let measures: MatchingParameters;
beforeAll(async () => {
  testApp = await createTestApp();
  await testApp.as('analyst');
  measures = await asSystem(testApp.database, (sql) => readMatchingParameters(sql, OCCURRED));
}, 120_000);
afterAll(() => testApp.close());

const parameters = fc.record({
  business: fc.constantFrom(30, 60, 150),
  public_area: fc.constantFrom(50, 100, 300),
  vicinityFactor: fc.constantFrom(1, 2, 3),
  unknownErrorMetres: fc.constantFrom(0, 15, 80),
});

describe('the matching of signals to closed places', () => {
  it('finds the same place as going through all of them one by one', async () => {
    const least = {
      'a place was found': 0.15,
      'among two candidates or more': 0.04,
      'the closure had ended since': 0.03,
    };
    await reached(least, (seen) =>
      fc.assert(
        fc.asyncProperty(
          fc.array(drawnPlace, { minLength: 1, maxLength: 12, size: 'max' }),
          drawnSignal,
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
            const chosen = places.find(({ id }) => id === found?.pointId);
            const ended = chosen?.closures.find(({ cycle }) => cycle === found?.cycle);
            seen('the closure had ended since', ended !== undefined && ended.reopenedOn !== null);
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

  it('leaves out an entry that was merged into another', async () => {
    const told = { at: [0, 0] as Metres, errorMetres: null, category: 'KS', occurredOn: OCCURRED };
    const closed = { category: 'NN', errorMetres: null, daysAgo: 100 };
    const at = (east: number) => ({ type: 'Point' as const, at: [east, 0] as Metres });
    const { kept, found } = await inRolledBack(async (sql) => {
      const [merged, other] = await insertPlaces(sql, [
        { ...closed, shape: at(5) },
        { ...closed, shape: at(25) },
      ]);
      await sql`update point set merged_into = ${other?.id ?? 0} where id = ${merged?.id ?? 0}`;
      const id = await insertSignal(sql, told);
      return { kept: other?.id, found: (await findPlacesOfSignals(sql, [id], measures)).get(id) };
    });
    expect(found?.pointId).toBe(kept);
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

  it.each([
    ['that is near', 30, 1],
    ['in the ring around it', 120, 0],
  ])(
    'writes into the history of a place %s no more than belongs there',
    async (_, east, places) => {
      const radius = { ...measures.radius, business: 60, vicinityFactor: 3, unknownErrorMetres: 0 };
      const told = { at: [0, 0] as Metres, errorMetres: 0, category: 'KS', occurredOn: OCCURRED };
      const changed = await inRolledBack(async (sql) => {
        const shape = { type: 'Point' as const, at: [east, 0] as Metres };
        await insertPlaces(sql, [{ shape, category: 'NN', errorMetres: 0, daysAgo: 100 }]);
        const id = await insertSignal(sql, told);
        return await matchSignal(sql, testApp.deps, id, { ...measures, radius });
      });
      expect(changed).toHaveLength(places);
    },
  );

  it('draws as the ground that is judged all that is so near to the shape of the place, and no more', async () => {
    await reached({ inside: 0.15, outside: 0.15 }, (seen) =>
      fc.assert(
        fc.asyncProperty(
          drawnPlace,
          position,
          fc.integer({ min: 10, max: 700 }),
          async (given, at, metres) => {
            const covered = await inRolledBack(async (sql) => {
              const [there] = await insertPlaces(sql, [given]);
              const told = { at, errorMetres: null, category: null, occurredOn: OCCURRED };
              const id = await insertSignal(sql, told);
              await sql`update signal set state = 'vicinity', grade = 'vicinity', near_point_id = ${there?.id ?? 0} where id = ${id}`;
              const shown = await findSignalPlace(sql, id, metres);
              const [row] = await sql<{ covered: boolean }[]>`
              select st_covers(
                st_geomfromgeojson(${JSON.stringify(shown?.judgedArea)}::text), position
              ) as covered
              from signal where id = ${id}`;
              return row?.covered;
            });
            const away = distanceTo(given.shape, at);
            // Both are right on the very edge, and where arcs are drawn by chords.
            if (Math.abs(away - metres) < TOLERANCE_METRES + metres * 0.002) return;
            seen('inside', away < metres);
            seen('outside', away > metres);
            expect(covered).toBe(away < metres);
          },
        ),
        { numRuns: 150 },
      ),
    );
  }, 120_000);

  it('reads closed places by the index of their reach, among many', async () => {
    const many = 6_000;
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
  }, 120_000);
});

/** Describes a difference of the two beyond what plane geometry explains; null where there is none. */
function disagreement(found: FoundPlace | null, expected: readonly Candidate[]): string | null {
  if (found === null) {
    const missed = expected.find(({ margin }) => margin > TOLERANCE_METRES);
    return missed === undefined ? null : `missed place ${missed.id}`;
  }
  const [best] = expected;
  const chosen = expected.find(({ id }) => id === found.pointId);
  if (chosen === undefined || best === undefined) return `place ${found.pointId} is no candidate`;
  if (chosen.cycle !== found.cycle) return `place ${chosen.id} in cycle ${found.cycle}`;
  const off = Math.abs(chosen.metres - found.distanceMetres);
  if (off > TOLERANCE_METRES) return `place ${chosen.id} is ${off} m off`;
  const close = Math.abs(chosen.metres - best.metres);
  const unsure = Math.min(close, chosen.margin, best.margin) < TOLERANCE_METRES;
  return chosen.id === best.id || unsure ? null : `${chosen.id} instead of ${best.id}`;
}

class RollBack extends Error {}

/** Runs some work in the database and rolls it back. */
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
