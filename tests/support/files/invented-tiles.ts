import { gunzipSync } from 'node:zlib';

import { inventStreets } from '#server/generator/streets/invent-streets.ts';
import { makeGround } from '#server/ground/make-ground.ts';
import { readOsm } from '#server/methods/osm/read-osm.ts';

/** The tiles of the ground of one invented commune around 105.85, 21.03, unpacked, by their addresses. */
export function inventedTiles(): Map<string, Uint8Array> {
  const text = inventStreets({
    seed: 1,
    communes: [
      { code: '1', isWard: true, centre: [105.85, 21.03] },
      { code: '2', isWard: true, centre: [105.87, 21.05] },
    ],
    withStreets: new Set(['1']),
    withHouses: new Set(),
  });
  const all = () => true;
  const bytes = new TextEncoder().encode(text);
  const { data } = readOsm(bytes, { node: all, way: all, relation: all });
  return new Map(
    makeGround(data)?.tiles.map((tile) => [
      `/api/tiles/ground/${tile.z}/${tile.x}/${tile.y}.mvt`,
      gunzipSync(tile.bytes),
    ]),
  );
}
