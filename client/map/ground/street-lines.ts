import { queryOptions } from '@tanstack/react-query';
import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';

import { watchedFetch } from '#client/api/connection.ts';
import { coverTiles, fromUnit, type TileAddress } from '#client/map/clusters/tile-cover.ts';
import type { Configuration } from '#server/contract/configuration.ts';
import type { BoundingBox, LonLat } from '#server/contract/geo.ts';

type OwnGround = NonNullable<Configuration['ground']>;

/** A line or an outline of the ground for a drawing on paper. WGS 84, longitude first. */
export type GroundLine = {
  kind: 'street' | 'water' | 'river';
  class: string;
  name: string | null;
  line: LonLat[];
};

const KINDS = [
  { layer: 'water', kind: 'water' },
  { layer: 'waterways', kind: 'river' },
  { layer: 'streets', kind: 'street' },
] as const;
const MOST_TILES = 12;

/** Streets and waters of a box, in as much detail as a dozen tiles hold. */
export function groundLinesQuery(ground: OwnGround | null, box: BoundingBox) {
  return queryOptions({
    queryKey: ['ground', 'lines', ground?.version, box],
    queryFn: () => (ground === null ? [] : fetchLines(ground, box)),
    staleTime: Infinity,
  });
}

async function fetchLines(ground: OwnGround, box: BoundingBox): Promise<GroundLine[]> {
  const tiles = tilesOf(ground, box);
  const parts = await Promise.all(
    tiles.map(async (tile) => {
      const address = `/api/tiles/ground/${tile.z}/${tile.x}/${tile.y}.mvt?v=${ground.version}`;
      const response = await watchedFetch(address);
      if (!response.ok) throw new Error(`${address}: ${response.status}`);
      return linesOf(new Uint8Array(await response.arrayBuffer()), tile);
    }),
  );
  return parts.flat();
}

/** The tiles of the nearest zoom at which they are few enough. */
function tilesOf({ minzoom, maxzoom }: OwnGround, box: BoundingBox): TileAddress[] {
  for (let zoom = maxzoom; zoom > minzoom; zoom -= 1) {
    const tiles = coverTiles(box, zoom);
    if (tiles.length <= MOST_TILES) return tiles;
  }
  return coverTiles(box, minzoom);
}

/** Reads the lines of a tile (MVT, unpacked). Throws on broken bytes. */
function linesOf(bytes: Uint8Array, tile: TileAddress): GroundLine[] {
  const { layers } = new VectorTile(new PbfReader(bytes));
  const size = 2 ** tile.z;
  return KINDS.flatMap(({ layer: layerName, kind }) => {
    const layer = layers[layerName];
    return Array.from({ length: layer?.length ?? 0 }).flatMap((_, index): GroundLine[] => {
      const feature = layer?.feature(index);
      if (feature === undefined) return [];
      const { name, class: street } = feature.properties;
      return feature.loadGeometry().map((line) => ({
        kind,
        class: typeof street === 'string' ? street : '',
        name: typeof name === 'string' ? name : null,
        line: line.map(({ x, y }) =>
          fromUnit((tile.x + x / feature.extent) / size, (tile.y + y / feature.extent) / size),
        ),
      }));
    });
  });
}
