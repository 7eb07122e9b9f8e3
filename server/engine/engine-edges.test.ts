import { describe, expect, it } from 'vitest';

import { finished } from '#tests/support/engine/finished.ts';
import { featuresOf } from '#tests/support/engine/tile-features.ts';

import { packState } from './codes.ts';
import { EngineBuilder, buildEngine } from './engine-builder.ts';
import { IdBitset } from './point-ids.ts';
import { countMatches } from './match-queries.ts';
import { comesBefore, gridX, gridY } from './grid-positions.ts';
import { filterKey } from './query.ts';
import { queryTile } from './tile-query.ts';

const NOW = { asOf: 20_010, scope: 'city' } as const;

function at(...positions: [longitude: number, latitude: number][]) {
  return buildEngine(
    positions.map(([longitude, latitude], index) => ({
      id: index + 1,
      longitude,
      latitude,
      kind: 0 as const,
      category: 0,
      communeIds: [1],
      history: [{ effectiveDay: 20_000, recordedDay: 20_000, status: 2, cycle: 1, seq: 1 }],
    })),
  );
}

describe('positions', () => {
  it('stand where Web Mercator puts them', () => {
    expect([gridX(-180), gridX(0), gridX(180), gridX(190)]).toEqual([0, 2 ** 29, 0, gridX(-170)]);
    expect([gridY(90), gridY(0), gridY(-90)]).toEqual([0, 2 ** 29, 2 ** 30 - 1]);
    // The same by the other formula in use (OpenStreetMap wiki, "Slippy map tilenames").
    for (const latitude of [-80, -33.3, 1.5, 21.0287, 64, 85]) {
      const mercator = Math.asinh(Math.tan((latitude * Math.PI) / 180)) / Math.PI;
      expect(gridY(latitude) >>> 8).toBe(Math.floor(((1 - mercator) / 2) * 2 ** 22));
    }
    expect([gridX(105.8522) >>> 16, gridY(21.0287) >>> 16]).toEqual([13_009, 7_212]);
  });

  it('are ordered by the Morton code of row and column', () => {
    const code = (x: number, y: number) =>
      [3, 2, 1, 0].reduce((sum, bit) => sum * 4 + ((y >> bit) & 1) * 2 + ((x >> bit) & 1), 0);
    for (let a = 0; a < 256; a += 1) {
      for (let b = 0; b < 256; b += 1) {
        const [ax, ay, bx, by] = [a & 15, a >> 4, b & 15, b >> 4];
        expect(comesBefore(ax, ay, bx, by)).toBe(code(ax, ay) < code(bx, by));
      }
    }
  });

  it('on the border of tiles belong to the tile to the east and south', () => {
    const engine = at([0, 0], [90, 0]);
    const totals = [0, 1].flatMap((y) =>
      [0, 1].map((x) => queryTile(engine, { z: 1, x, y }, NOW).total),
    );
    expect(totals).toEqual([0, 0, 0, 2]);
    const inSquares = [0, 1].flatMap((y) =>
      [0, 1].map((x) => countMatches(engine, NOW, { squares: [{ z: 1, x, y }] }).total),
    );
    expect(inSquares).toEqual(totals);
    const [first] = featuresOf(queryTile(engine, { z: 1, x: 1, y: 1 }, NOW));
    expect([first?.x, first?.y]).toEqual([0, 0]);
  });

  it('at the poles and on the antimeridian are on the map', () => {
    const engine = at([180, 0], [-180, 0], [0, 90], [0, -90], [179.9999999, 89.9]);
    expect(queryTile(engine, { z: 0, x: 0, y: 0 }, NOW).total).toBe(5);
    expect(countMatches(engine, NOW, { bbox: [-180, -90, 180, 90] }).total).toBe(5);
    expect(countMatches(engine, NOW, { bbox: [170, -10, -170, 10] }).total).toBe(2);
    expect(countMatches(engine, NOW, { bbox: [170, -10, 180, 10] }).total).toBe(2);
  });

  it('that are none are refused, and boxes that are none hold nothing', () => {
    expect(() => at([Number.NaN, 21])).toThrow('point 1: longitude cannot be NaN');
    expect(() => at([105, 91])).toThrow('point 1: latitude cannot be 91');
    const engine = at([105.8, 21]);
    expect(countMatches(engine, NOW, { bbox: [Number.NaN, 20, 106, 22] }).total).toBe(0);
    expect(countMatches(engine, NOW, { bbox: [105, 22, 106, 20] }).total).toBe(0);
    expect(countMatches(engine, NOW, { bbox: [105, 20, 106, 22] }).total).toBe(1);
    expect(countMatches(engine, NOW, { bbox: [105.8, 21, 105.8, 21] }).total).toBe(1);
  });
});

describe('queries', () => {
  it('for a tile that does not exist are refused', () => {
    const engine = at([105.8, 21]);
    for (const [z, x, y] of [
      [23, 0, 0],
      [-1, 0, 0],
      [1, 2, 0],
      [1, 0, 2],
      [1.5, 0, 0],
      [Number.NaN, 0, 0],
    ] as const) {
      expect(() => queryTile(engine, { z, x, y }, NOW)).toThrow('does not exist');
      expect(() => engine.tileVersion(z, x, y)).toThrow('does not exist');
    }
  });

  it('find nothing before the first event and the last state for ever after', () => {
    const engine = at([105.8, 21]);
    const total = (asOf: number) => countMatches(engine, { ...NOW, asOf }).total;
    expect([total(-1000), total(19_999), total(20_000), total(65_535), total(1e9)]).toEqual([
      0, 0, 1, 1, 1,
    ]);
  });

  it('of an empty engine find nothing', () => {
    const engine = new EngineBuilder().finish();
    expect(queryTile(engine, { z: 0, x: 0, y: 0 }, NOW)).toMatchObject({ total: 0, count: 0 });
    expect(countMatches(engine, NOW).total).toBe(0);
  });

  it('name themselves alike when they mean the same', () => {
    const key = filterKey({ ...NOW, statuses: [5, 3, 5], communes: [2, 1] });
    expect(key).toBe('d=20010;r=city;s=3,5;c=1,2');
    expect(filterKey({ communes: [1, 2], statuses: [3, 5], ...NOW })).toBe(key);
    expect(filterKey({ ...NOW, ids: new IdBitset([3, 1, 2]) })).toBe(
      filterKey({ ...NOW, ids: new IdBitset([1, 2, 3, 3]) }),
    );
  });

  it('name themselves differently when they do not', () => {
    const keys = [
      NOW,
      { ...NOW, asOf: 20_011 },
      { ...NOW, knownAt: 20_010 },
      { ...NOW, scope: [] },
      { ...NOW, scope: [1] },
      { ...NOW, communes: [1] },
      { ...NOW, statuses: [] },
      { ...NOW, statuses: [1] },
      { ...NOW, flags: [1] },
      { ...NOW, categories: [1] },
      { ...NOW, kinds: [1] },
      { ...NOW, happened: { kinds: [1], from: 20_000, to: 20_010 } },
      { ...NOW, happened: { kinds: [1], from: 20_001, to: 20_010 } },
      { ...NOW, happened: { kinds: [1], from: 20_000, to: 20_011 } },
      { ...NOW, happened: { kinds: [], from: 20_000, to: 20_010 } },
      { ...NOW, ids: new IdBitset([]) },
      { ...NOW, ids: new IdBitset([1, 4]) },
      { ...NOW, ids: new IdBitset([2, 3]) },
    ].map(filterKey);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('a load', () => {
  it('refuses a point that comes twice and a history without its point', () => {
    const builder = new EngineBuilder();
    const place = {
      id: 1,
      longitude: 105,
      latitude: 21,
      kind: 0,
      category: 0,
      communeIds: [],
    } as const;
    builder.addPoint(place);
    expect(() => builder.addPoint(place)).toThrow('point 1 came twice');
    const entry = { effectiveDay: 1, recordedDay: 1, status: 2, cycle: 1 };
    expect(() => builder.addEvent(2, entry)).toThrow('point 2 did not come before its history');
    expect(() => builder.addEvent(1, { ...entry, status: 8 })).toThrow('status cannot be 8');
    expect(() => builder.addEvent(1, { ...entry, effectiveDay: 65_535 })).toThrow('effective day');
  });

  it('takes blocks of events and flags before their points, and refuses those of a point that never comes', () => {
    const builder = new EngineBuilder();
    const days = Uint16Array.of(20_000);
    const block = (id: number) => ({ points: Uint32Array.of(id), recorded: days });
    const active = { days, states: Uint8Array.of(packState(2, 1)), seqs: Uint16Array.of(1) };
    builder.addEvents({ ...block(7), ...active });
    builder.addFlags({
      ...block(7),
      bits: Uint8Array.of(4),
      from: days,
      to: Uint16Array.of(65_535),
    });
    builder.addPoint({ id: 7, longitude: 105, latitude: 21, kind: 0, category: 0, communeIds: [] });
    finished(builder.prepareInSteps());
    builder.addEvents({
      ...block(7),
      ...active,
      states: Uint8Array.of(packState(3, 1)),
      seqs: Uint16Array.of(2),
    });
    expect(builder.finish().stateOf(7, NOW.asOf)).toEqual({ status: 3, cycle: 1, flags: 4 });

    const incomplete = new EngineBuilder();
    incomplete.addEvents({ ...block(8), ...active });
    expect(() => incomplete.finish()).toThrow('point 8 has a history and no place');
  });

  it('takes the events of one day in the order of their entry, however their rows come', () => {
    const builder = new EngineBuilder();
    builder.addPoint({ id: 7, longitude: 105, latitude: 21, kind: 0, category: 0, communeIds: [] });
    const [before, day] = [20_000, 20_001];
    builder.addEvents({
      points: Uint32Array.of(7, 7, 7),
      days: Uint16Array.of(day, day, before),
      recorded: Uint16Array.of(day, day, before),
      states: Uint8Array.of(packState(4, 1), packState(3, 1), packState(2, 1)),
      seqs: Uint16Array.of(3, 2, 1),
    });
    const engine = builder.finish();
    expect(engine.stateOf(7, before)?.status).toBe(2);
    expect(engine.stateOf(7, day)?.status).toBe(4);
  });
});
