import { describe, expect, it } from 'vitest';

import { seeded } from '#tests/bench/city.ts';
import { naiveCounts, naiveMatches, type NaiveState } from '#tests/support/naive-engine.ts';

import { encodeTile } from './encode-tile.ts';
import { buildEngine } from './engine-builder.ts';
import { countMatches } from './match-queries.ts';
import { gridX, gridY } from './mercator.ts';
import type { PointRecord } from './point-record.ts';
import { queryTile } from './tile-query.ts';

const FIRST_DAY = 20_000;
const TILE = { z: 8, x: 203, y: 112 };
const random = seeded(3);
const dayWithin = (days: number) => FIRST_DAY + Math.floor(random() * days);

/** So many around two squares that a cell holds thousands and a leaf tens of thousands of events. */
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

/** Count and middle of each 64th of the tile, in its own units. */
function naiveCells(states: Iterable<NaiveState>) {
  const cells = new Map<string, { n: number; x: number; y: number }>();
  for (const { record } of states) {
    const unit = 2 ** (30 - TILE.z - 12);
    const x = gridX(record.longitude) / unit - TILE.x * 4096;
    const y = gridY(record.latitude) / unit - TILE.y * 4096;
    const key = `${Math.floor(x / 64)}/${Math.floor(y / 64)}`;
    const { n, x: sumX, y: sumY } = cells.get(key) ?? { n: 0, x: 0, y: 0 };
    cells.set(key, { n: n + 1, x: sumX + x, y: sumY + y });
  }
  return [...cells.values()].map(({ n, x, y }) => ({
    n,
    x: Math.floor(x / n),
    y: Math.floor(y / n),
  }));
}

describe('thousands of points in a few leaves', () => {
  const engine = buildEngine(records);

  it.each(queries)('are counted right on %o', (query) => {
    const expected = naiveCounts(naiveMatches(records, query).values());
    expect(countMatches(engine, query)).toEqual(expected);
  });

  it.each(queries)('have their cells at the weighted middle on %o', (query) => {
    const cells = queryTile(engine, TILE, query, 0).features.flatMap((feature) =>
      'point' in feature
        ? [{ n: 1, x: feature.x, y: feature.y }]
        : [{ n: feature.n, x: feature.x, y: feature.y }],
    );
    const byPlace = (a: { x: number; y: number }, b: { x: number; y: number }) =>
      a.x - b.x || a.y - b.y;
    expect(cells.toSorted(byPlace)).toEqual(
      naiveCells(naiveMatches(records, query).values()).toSorted(byPlace),
    );
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
      expect(encodeTile(queryTile(changed, TILE, query))).toEqual(
        encodeTile(queryTile(fresh, TILE, query)),
      );
    }
  });
});
