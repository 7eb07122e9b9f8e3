import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  MATCH_SHARES,
  pointChange,
  recordsAndQuery,
  noteMatches,
} from '#tests/support/engine/engine-arbitraries.ts';
import { naiveMatches } from '#tests/support/engine/naive-engine.ts';
import { expectEqual } from '#tests/support/expect-equal.ts';
import { reached } from '#tests/support/reached.ts';

import { encodeTile } from './encode-tile.ts';
import { Engine } from './engine.ts';
import { buildEngine } from './engine-builder.ts';
import { IdBitset } from './point-ids.ts';
import { countMatches } from './match-queries.ts';
import { gridX, gridY } from './grid-positions.ts';
import type { PointRecord } from './point-record.ts';
import { queryTile } from './tile-query.ts';

const SMALL = { leafPoints: 4, snapshotBytes: 64 };
const NOW = { asOf: 20_010, scope: 'city' } as const;

const changes = fc.array(fc.array(pointChange, { maxLength: 12 }), { minLength: 1, maxLength: 5 });

function place(id: number, longitude: number, latitude: number): PointRecord {
  return {
    id,
    longitude,
    latitude,
    kind: 0,
    category: 3,
    communeIds: [1],
    history: [{ effectiveDay: 20_000, recordedDay: 20_000, status: 2, cycle: 1, seq: 1 }],
  };
}

/** Column and row of the tile that holds a place. */
function tileAt(longitude: number, latitude: number, z = 10): [x: number, y: number] {
  return [gridX(longitude) >>> (30 - z), gridY(latitude) >>> (30 - z)];
}

function tileBytes(engine: Engine, query: Parameters<typeof queryTile>[2]) {
  return [
    encodeTile(queryTile(engine, { z: 0, x: 0, y: 0 }, query)),
    encodeTile(queryTile(engine, { z: 0, x: 0, y: 0 }, query, 0)),
    encodeTile(queryTile(engine, { z: 10, x: 813, y: 450 }, query)),
  ];
}

describe('an engine kept up to date', () => {
  it('gives the very bytes that a newly loaded one would', () => {
    reached(MATCH_SHARES, (seen) => {
      fc.assert(
        fc.property(recordsAndQuery, changes, ({ records, query: { ids, ...rest } }, batches) => {
          const query = { ...rest, ids: ids === undefined ? undefined : new IdBitset(ids) };
          noteMatches(seen, naiveMatches(records, { ...rest, ids }));
          const engine = buildEngine(records, SMALL);
          const current = new Map(records.map((record) => [record.id, record]));
          for (const batch of batches) {
            // Asked in between, so that states of replaced leaves would be found if they were kept.
            countMatches(engine, query);
            engine.apply(batch);
            for (const change of batch) {
              if ('remove' in change) current.delete(change.remove);
              else current.set(change.upsert.id, change.upsert);
            }
            const fresh = buildEngine(current.values(), { leafPoints: 1000 });
            expectEqual(engine.size, current.size);
            expectEqual(countMatches(engine, query), countMatches(fresh, query));
            expectEqual(tileBytes(engine, query), tileBytes(fresh, query));
          }
        }),
        { numRuns: 300 },
      );
    });
  }, 60_000);

  it('takes a load in one batch and divides it into leaves', () => {
    const engine = new Engine({ leafPoints: 100 });
    engine.apply(
      Array.from({ length: 20_000 }, (_, id) => ({
        upsert: place(id, 105 + (id % 141) / 100, 20 + (id % 97) / 100),
      })),
    );
    expect(engine.size).toBe(20_000);
    expect(Math.max(...engine.leaves.map((leaf) => leaf.size))).toBeLessThanOrEqual(150);
    expect(countMatches(engine, NOW).total).toBe(20_000);
    expect(engine.stateOf(19_999, NOW.asOf)?.status).toBe(2);
  });

  it('changes nothing when one record of a batch is refused', () => {
    const engine = buildEngine([place(1, 105.8, 21)]);
    const version = engine.version;
    const bad = { ...place(3, 105, 21), longitude: Number.NaN };
    expect(() => engine.apply([{ upsert: place(2, 105, 21) }, { upsert: bad }])).toThrow(
      'point 3: longitude cannot be NaN',
    );
    expect([engine.size, engine.version]).toEqual([1, version]);
  });

  it('leaves a reader the moment at which it began', () => {
    const engine = buildEngine([place(1, 105.8, 21), place(2, 105.9, 21)]);
    const before = engine.leaves;
    engine.remove(1);
    expect(before.flatMap((leaf) => [...leaf.ids])).toEqual([1, 2]);
    expect(engine.leaves.flatMap((leaf) => [...leaf.ids])).toEqual([2]);
  });

  it('renews the version of the tiles above a change and of no others', () => {
    const engine = buildEngine([place(1, 105.8, 21), place(2, -70, -30)], { version: 500 });
    expect(engine.tileVersion(12, 0, 0)).toBe(500);
    engine.apply([{ upsert: place(1, 105.8, 21.001) }], 900);
    expect(engine.version).toBe(900);
    expect(engine.tileVersion(0, 0, 0)).toBe(900);
    expect(engine.tileVersion(10, 812, 450)).toBe(900);
    // Deeper tiles share the version of their block of zoom 12.
    expect(engine.tileVersion(14, 13_006, 7_214)).toBe(900);
    expect(engine.tileVersion(10, 312, 603)).toBe(500);
  });

  it('renews the version of the tile that a point leaves and of the one that it enters', () => {
    const engine = buildEngine([place(1, 105.8, 21)], { version: 900 });
    const [left, entered, neither] = [tileAt(105.8, 21), tileAt(10, 50), tileAt(-70, -30)];
    engine.upsert(place(1, 10, 50));
    const versions = [left, entered, neither].map(([x, y]) => engine.tileVersion(10, x, y));
    expect(versions).toEqual([901, 901, 900]);
  });

  it('renews the versions of all tiles that a batch of changes far apart touches', () => {
    const places = [place(1, 105.8, 21), place(2, -70, -30), place(3, 10, 50)];
    const engine = buildEngine(places, { version: 500 });
    engine.apply([{ upsert: place(4, 105.8, 21) }, { remove: 2 }, { upsert: place(5, 150, -35) }]);
    const versionAt = (longitude: number, latitude: number) =>
      engine.tileVersion(12, ...tileAt(longitude, latitude, 12));
    expect(versionAt(105.8, 21)).toBe(501);
    expect(versionAt(-70, -30)).toBe(501);
    expect(versionAt(150, -35)).toBe(501);
    expect(versionAt(10, 50)).toBe(500);
  });

  it('never gives two states the same version, whatever number an update has', () => {
    const engine = buildEngine([place(1, 105.8, 21)], { version: 500 });
    engine.apply([{ remove: 1 }], 500);
    expect(engine.version).toBe(501);
    engine.apply([{ upsert: place(1, 105.8, 21) }], 7);
    expect(engine.version).toBe(502);
    expect(engine.tileVersion(10, ...tileAt(105.8, 21))).toBe(502);
  });

  it('keeps the states of past days within the memory it was given', () => {
    const engine = buildEngine(
      Array.from({ length: 1_000 }, (_, id) => place(id, 105 + id / 1000, 21)),
      { snapshotBytes: 10_000, snapshotDates: 5 },
    );
    for (let asOf = 19_990; asOf < 20_100; asOf += 1) countMatches(engine, { ...NOW, asOf });
    expect(engine.bytes.snapshots).toBeGreaterThan(0);
    expect(engine.bytes.snapshots).toBeLessThanOrEqual(10_000);
  });
});
