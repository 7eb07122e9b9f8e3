import { describe, expect, it } from 'vitest';

import { clusterAt } from '#client/map/clusters/cluster-marks.ts';
import { decodeTile } from '#client/map/clusters/decode-tile.ts';
import { coverTiles } from '#client/map/clusters/tile-cover.ts';
import { MapSquaresText, type BoundingBox } from '#server/contract/geo.ts';
import { encodeTile } from '#server/engine/encode-tile.ts';
import { buildEngine } from '#server/engine/engine-builder.ts';
import { countMatches } from '#server/engine/match-queries.ts';
import { queryTile } from '#server/engine/tile-query.ts';

import { seeded } from './bench/city.ts';

const AREA: BoundingBox = [105.7, 20.9, 106, 21.2];
const TODAY = 20_000;
const QUERY = { asOf: TODAY, scope: 'city' } as const;

/** A city of one dense quarter and of places strewn all over, so that some tiles have cells and some only points. */
function city(places: number) {
  const random = seeded(5);
  return Array.from({ length: places }, (_, id) => {
    const spread = id % 5 === 0 ? 0.3 : 0.08;
    return {
      id,
      longitude: AREA[0] + random() * spread,
      latitude: AREA[1] + random() * spread,
      kind: 0 as const,
      category: 1,
      communeIds: [1],
      history: [
        { effectiveDay: 1, recordedDay: 1, status: Math.floor(random() * 7), cycle: 1, seq: 1 },
      ],
      flags: [],
    };
  });
}

describe('a ring of the map', () => {
  const engine = buildEngine(city(20_000));

  it.each([8, 9, 10, 11])('has in its squares exactly its points at zoom %i', (zoom) => {
    const inputs = coverTiles(AREA, zoom).flatMap((tile) =>
      decodeTile(encodeTile(queryTile(engine, tile, QUERY)), tile),
    );
    const marks = clusterAt(inputs, zoom).marksIn(AREA);
    const told = marks.filter((mark) => mark.squares !== null);
    expect(told.length).toBeGreaterThan(0);
    for (const { squares, count, status } of told) {
      const counts = countMatches(engine, QUERY, { squares: MapSquaresText.parse(squares) });
      expect(counts.total).toBe(count);
      expect(counts.byStatus).toEqual(status);
    }
    // Whoever has no squares has ids.
    expect(marks.every((mark) => mark.squares !== null || mark.ids !== null)).toBe(true);
  });
});
