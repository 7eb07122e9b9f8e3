import { describe, expect, it } from 'vitest';

import { seeded } from '#tests/bench/city.ts';
import { expectEqual } from '#tests/support/expect-equal.ts';
import {
  naiveCounts,
  naiveMatches,
  naiveTile,
  type NaiveState,
} from '#tests/support/engine/naive-engine.ts';
import { featuresOf } from '#tests/support/engine/tile-features.ts';

import { encodeTile } from './encode-tile.ts';
import type { Engine } from './engine.ts';
import { buildEngine } from './engine-builder.ts';
import { countMatches } from './match-queries.ts';
import { gridX, gridY } from './grid-positions.ts';
import type { PointRecord } from './point-record.ts';
import type { EngineQuery } from './query.ts';
import { type TileId, queryTile } from './tile-query.ts';

const FIRST_DAY = 20_000;
const TILE = { z: 8, x: 203, y: 112 };
/** Zooms of whole blocks, of whole plots and of smaller cells. */
const TILES = [
  TILE,
  { z: 10, x: 813, y: 450 },
  { z: 11, x: 1_626, y: 901 },
  { z: 13, x: 6_503, y: 3_606 },
];
/** Holds for all, so that points are added one by one where whole squares could be. */
const EVERY_KIND = { kinds: [0, 1] };
const random = seeded(3);
const dayWithin = (days: number) => FIRST_DAY + Math.floor(random() * days);

/** Records so close around two squares that a cell holds thousands and a leaf tens of thousands of events. */
const records = Array.from({ length: 12_000 }, (_, id) => someRecord(id));

function someRecord(id: number): PointRecord {
  const square = random() < 0.7 ? 105.8 : 105.9;
  return {
    id,
    longitude: square + (random() - 0.5) * 0.02,
    latitude: 21 + (random() - 0.5) * 0.02,
    kind: 0,
    category: 1,
    communeIds: [square < 105.85 ? 1 : 2],
    history: Array.from({ length: Math.floor(random() * 10) }, (__, seq) => ({
      effectiveDay: dayWithin(300),
      recordedDay: dayWithin(350),
      status: Math.floor(random() * 8),
      cycle: Math.floor(random() * 5),
      seq,
      supersededDay: random() < 0.05 ? dayWithin(350) : null,
    })),
    flags: Array.from({ length: Math.floor(random() * 3) }, () => {
      const fromDay = dayWithin(200);
      const toDay = random() < 0.5 ? fromDay + 40 : null;
      return { flag: Math.floor(random() * 7), fromDay, toDay, recordedDay: dayWithin(350) };
    }),
  };
}

const queries = [30, 75, 150, 151, 225, 290, 400].flatMap((day) => {
  const query = { asOf: FIRST_DAY + day, scope: 'city' } as const;
  return [query, { ...query, knownAt: FIRST_DAY + day }, { ...query, knownAt: FIRST_DAY + 100 }];
});

/** Matches of a query, read from the records once for all tests. */
const matchesOf = new Map(queries.map((query) => [query, naiveMatches(records, query)]));
const statesOf = (query: (typeof queries)[number]) => [...(matchesOf.get(query)?.values() ?? [])];
const grid = new Map(
  records.map((record) => [record, [gridX(record.longitude), gridY(record.latitude)] as const]),
);

/** Count and middle of each 32nd of the tile, in its own units. */
function naiveCells(states: Iterable<NaiveState>, tile: TileId) {
  const cells = new Map<number, { n: number; x: number; y: number }>();
  const unit = 2 ** (30 - tile.z - 12);
  for (const { record } of states) {
    const [column, row] = grid.get(record) ?? [0, 0];
    const x = column / unit - tile.x * 4096;
    const y = row / unit - tile.y * 4096;
    if (x < 0 || y < 0 || x >= 4096 || y >= 4096) continue;
    const key = Math.floor(x / 128) * 32 + Math.floor(y / 128);
    const { n, x: sumX, y: sumY } = cells.get(key) ?? { n: 0, x: 0, y: 0 };
    cells.set(key, { n: n + 1, x: sumX + x, y: sumY + y });
  }
  return [...cells.values()]
    .map(({ n, x, y }) => ({ n, x: Math.floor(x / n), y: Math.floor(y / n) }))
    .toSorted(byPlace);
}

function cellsOf(engine: Engine, tile: TileId, query: EngineQuery) {
  return featuresOf(queryTile(engine, tile, query, 0))
    .map((feature) => ({ n: 'point' in feature ? 1 : feature.n, x: feature.x, y: feature.y }))
    .toSorted(byPlace);
}

const byPlace = (a: { x: number; y: number }, b: { x: number; y: number }) =>
  a.x - b.x || a.y - b.y;

describe('thousands of points in a few leaves', { timeout: 60_000 }, () => {
  const engine = buildEngine(records);

  it.each(queries)('are counted right on %o', (query) => {
    expect(countMatches(engine, query)).toEqual(naiveCounts(statesOf(query)));
  });

  it.each(queries)('have their cells at the weighted middle on %o', (query) => {
    const states = statesOf(query);
    for (const tile of TILES) {
      const naive = naiveCells(states, tile);
      expect(naive.length).toBeGreaterThan(1);
      expectEqual(cellsOf(engine, tile, query), naive);
      expectEqual(cellsOf(engine, tile, { ...query, ...EVERY_KIND }), naive);
    }
  });

  it.each(queries)('give the same bytes by square as point by point on %o', (query) => {
    for (let z = 0; z <= 12; z += 1) {
      const shift = 2 ** (30 - z);
      const tile = { z, x: Math.floor(gridX(105.8) / shift), y: Math.floor(gridY(21) / shift) };
      for (const most of [0, 300]) {
        const byPoint = encodeTile(queryTile(engine, tile, { ...query, ...EVERY_KIND }, most));
        expectEqual(encodeTile(queryTile(engine, tile, query, most)), byPoint);
      }
    }
  });

  it('are all in the tiles of each zoom, each where it lies', () => {
    const asked = [{}, EVERY_KIND, { flags: [2, 5] }].map((more) => {
      const query = { asOf: FIRST_DAY + 225, scope: 'city', ...more } as const;
      return { query, matches: naiveMatches(records, query) };
    });
    for (let z = 0; z <= 22; z += 1) {
      const most = z < 16 ? 100 : undefined;
      const tileOf = records.map((record) => naiveTile(record, z));
      // Most tiles of the deepest zooms hold one point: some hundred tell as much as all.
      const tiles = [...new Set(tileOf)].filter((_, at) => z < 18 || at % 20 === 0);
      for (const { query, matches } of asked) {
        const counted = tiles.map((tile) => {
          const [x = 0, y = 0] = tile.split('/').map(Number);
          const { count, ns } = queryTile(engine, { z, x, y }, query, most);
          return ns.subarray(0, count).reduce((points, n) => points + n, 0);
        });
        const expected = new Map(tiles.map((tile) => [tile, 0]));
        for (const { record } of matches.values()) {
          const tile = tileOf[record.id] ?? '';
          const before = expected.get(tile);
          if (before !== undefined) expected.set(tile, before + 1);
        }
        expectEqual(counted, [...expected.values()]);
      }
    }
  });

  it('give the bytes of a new load after hundreds of changes', () => {
    const changed = buildEngine(records, { leafPoints: 2_000 });
    const current = new Map(records.map((record) => [record.id, record]));
    for (let batch = 0; batch < 5; batch += 1) {
      const upserts = Array.from({ length: 100 }, () => someRecord(Math.floor(random() * 13_000)));
      changed.apply(upserts.map((upsert) => ({ upsert })));
      for (const upsert of upserts) current.set(upsert.id, upsert);
    }
    const fresh = buildEngine(current.values());
    for (const query of queries) {
      expect(countMatches(changed, query)).toEqual(countMatches(fresh, query));
      const bytes = encodeTile(queryTile(changed, TILE, query));
      expectEqual(bytes, encodeTile(queryTile(fresh, TILE, query)));
    }
  });
});
