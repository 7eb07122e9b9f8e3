import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { describe, expect, it } from 'vitest';

import { isTileCell, POINTS_LAYER } from '#server/contract/tile.ts';

import { encodeTile } from './encode-tile.ts';
import { buildEngine } from './engine-builder.ts';
import type { PointRecord } from './point-record.ts';
import { MOST_FEATURES } from './tile-features.ts';
import { queryTile } from './tile-query.ts';

const QUERY = { asOf: 20_100, scope: 'city' } as const;

/** A small invented town: forty places in two quarters, a stack at one spot and one place far out. */
function town(): PointRecord[] {
  return Array.from({ length: 40 }, (_, index): PointRecord => {
    const quarter = index % 2;
    const stacked = index % 10 === 4;
    const away = index === 39;
    return {
      id: 100 + index,
      longitude: away ? 105.9 : 105.8 + quarter * 0.03 + (stacked ? 0 : (index % 7) * 0.0011),
      latitude: away ? 21.1 : 21 + quarter * 0.02 + (stacked ? 0 : (index % 5) * 0.0013),
      kind: index % 3 === 0 ? 1 : 0,
      category: index % 16,
      communeIds: [1 + quarter],
      history: [2, 3, 4, 5, 3].slice(0, 1 + (index % 5)).map((status, step) => ({
        effectiveDay: 20_000 + step * 20,
        recordedDay: 20_000 + step * 20,
        status,
        cycle: step < 3 ? 1 : 2,
        seq: step + 1,
      })),
      flags:
        index % 4 === 0
          ? [{ flag: index % 7, fromDay: 20_050, toDay: null, recordedDay: 20_050 }]
          : [],
    };
  });
}

function decoded(bytes: Uint8Array) {
  const layer = new VectorTile(new PbfReader(bytes)).layers[POINTS_LAYER];
  if (layer === undefined) throw new Error('no layer of points');
  const features = Array.from({ length: layer.length }, (_, index) => {
    const feature = layer.feature(index);
    const [[position] = []] = feature.loadGeometry();
    return {
      ...(feature.id === undefined ? {} : { id: feature.id }),
      type: feature.type,
      x: position?.x,
      y: position?.y,
      properties: { ...feature.properties },
    };
  });
  return { version: layer.version, extent: layer.extent, features };
}

describe('an encoded tile', () => {
  it('holds each of few points', async () => {
    const tile = queryTile(buildEngine(town()), { z: 11, x: 1625, y: 901 }, QUERY);
    const content = JSON.stringify(decoded(encodeTile(tile)), null, 1);
    await expect(`${content}\n`).toMatchFileSnapshot('../../tests/golden/engine-tile-points.json');
  });

  it('holds cells of many points, and the point itself where a cell has one', async () => {
    const tile = queryTile(buildEngine(town()), { z: 8, x: 203, y: 112 }, QUERY, 10);
    const content = decoded(encodeTile(tile));
    const counts = content.features.map(({ properties }) =>
      isTileCell(properties) ? properties.n : 1,
    );
    expect(counts.reduce((sum, n) => sum + n, 0)).toBe(40);
    await expect(`${JSON.stringify(content, null, 1)}\n`).toMatchFileSnapshot(
      '../../tests/golden/engine-tile-cells.json',
    );
  });

  it('of nothing has no bytes', () => {
    const tile = queryTile(buildEngine(town()), { z: 8, x: 0, y: 0 }, QUERY);
    expect(encodeTile(tile)).toHaveLength(0);
  });

  it('keeps ids and numbers of any size', () => {
    const record: PointRecord = {
      id: 2 ** 31 - 1,
      longitude: 105.8,
      latitude: 21,
      kind: 1,
      category: 127,
      communeIds: [],
      history: [{ effectiveDay: 1, recordedDay: 1, status: 6, cycle: 31, seq: 1 }],
      flags: [{ flag: 6, fromDay: 1, toDay: null, recordedDay: 1 }],
    };
    const tile = queryTile(buildEngine([record]), { z: 0, x: 0, y: 0 }, QUERY);
    expect(decoded(encodeTile(tile)).features).toEqual([
      {
        id: 2 ** 31 - 1,
        type: 1,
        x: 3251,
        y: 1803,
        properties: { status: 6, flags: 64, cycle: 31, category: 127, kind: 1 },
      },
    ]);
  });

  it('keeps as many points as a tile can hold, on one spot', () => {
    const engine = buildEngine(stack(MOST_FEATURES + 1));
    const all = decoded(
      encodeTile(queryTile(engine, { z: 22, x: 3_329_811, y: 1_846_814 }, QUERY)),
    );
    expect(all.features).toMatchObject([{ properties: { n: MOST_FEATURES + 1 } }]);
    engine.remove(2 ** 31 - 1);
    const tile = queryTile(engine, { z: 22, x: 3_329_811, y: 1_846_814 }, QUERY);
    const ids = decoded(encodeTile(tile)).features.map(({ id }) => id);
    expect(new Set(ids).size).toBe(MOST_FEATURES);
  });

  it('keeps counts of more than two bytes', () => {
    const engine = buildEngine(stack(70_000));
    const counts = { n: 70_000, s2: 70_000, f0: 70_000 };
    for (const kinds of [undefined, [0, 1]]) {
      const tile = queryTile(engine, { z: 0, x: 0, y: 0 }, { ...QUERY, kinds });
      expect(decoded(encodeTile(tile)).features).toMatchObject([{ properties: counts }]);
    }
  });
});

/** SlotAssignment on one spot, with the greatest ids that there can be. */
function stack(places: number): PointRecord[] {
  return Array.from({ length: places }, (_, index) => ({
    id: 2 ** 31 - 1 - index,
    longitude: 105.8,
    latitude: 21,
    kind: 0,
    category: index % 128,
    communeIds: [],
    history: [{ effectiveDay: 1, recordedDay: 1, status: 2, cycle: 1 + (index % 31), seq: 1 }],
    flags: [{ flag: 0, fromDay: 1, toDay: null, recordedDay: 1 }],
  }));
}
