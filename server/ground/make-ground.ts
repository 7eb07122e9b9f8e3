import { createHash } from 'node:crypto';

import { CITY_BOUNDS, type BoundingBox } from '#server/contract/geo.ts';
import { GROUND_LAYERS, GROUND_ZOOMS, type GroundReport } from '#server/contract/ground.ts';
import type { OsmData } from '#server/methods/osm/osm-data.ts';

import { readShapes } from './read-shapes.ts';
import type { Shape } from './shape.ts';
import { makeTiles, type GroundTile } from './tile-pyramid.ts';
import { latitudeOf, longitudeOf, worldX, worldY, type WorldBox } from './world.ts';

export type MadeGround = {
  tiles: GroundTile[];
  /** Hexadecimal; the same for the same tiles. */
  version: string;
  report: GroundReport;
};

const VERSION_LETTERS = 16;
const MOST_DECIMALS = 1e5;

/**
 * Makes the tiles of the ground out of an OSM file: land, water, rail, streets, buildings and names. What lies outside
 * the surroundings of the city is left out. The same data gives the same bytes.
 * @returns null when nothing in the file is part of the ground
 */
export function makeGround(data: OsmData, within: BoundingBox = CITY_BOUNDS): MadeGround | null {
  const { shapes, cut, namesLeftOut } = readShapes(data, within);
  const [first] = shapes;
  if (first === undefined) return null;
  const { tiles, trimmed } = makeTiles(shapes, worldBox(within));
  const names = new Set(shapes.flatMap(({ properties }) => properties.name ?? []));
  return {
    tiles,
    version: versionOf(tiles),
    report: {
      shapes: countByLayer(shapes),
      names: names.size,
      namesLeftOut,
      cutWays: cut,
      zooms: countByZoom(tiles, trimmed),
      bounds: boundsOf(shapes, within),
    },
  };
}

function worldBox([west, south, east, north]: BoundingBox): WorldBox {
  return { west: worldX(west), north: worldY(north), east: worldX(east), south: worldY(south) };
}

function versionOf(tiles: readonly GroundTile[]): string {
  const hash = createHash('sha256');
  for (const { z, x, y, bytes } of tiles)
    hash.update(`${z}/${x}/${y}/${bytes.length}/`).update(bytes);
  return hash.digest('hex').slice(0, VERSION_LETTERS);
}

/** Counts shapes by layer; a line that is joined in several ways for different zooms counts in its last zooms only. */
function countByLayer(shapes: readonly Shape[]): Record<string, number> {
  const counts = Object.fromEntries(Object.keys(GROUND_LAYERS).map((layer) => [layer, 0]));
  for (const { properties, last } of shapes) {
    if (last === GROUND_ZOOMS.last) counts[properties.layer] = (counts[properties.layer] ?? 0) + 1;
  }
  return counts;
}

/** The box around all shapes, cut where the surroundings of the city end; degrees to a metre. */
function boundsOf(shapes: readonly Shape[], [west, south, east, north]: BoundingBox): BoundingBox {
  const box = { west: Infinity, north: Infinity, east: -Infinity, south: -Infinity };
  for (const shape of shapes) {
    box.west = Math.min(box.west, shape.west);
    box.north = Math.min(box.north, shape.north);
    box.east = Math.max(box.east, shape.east);
    box.south = Math.max(box.south, shape.south);
  }
  return [
    Math.max(west, Math.floor(longitudeOf(box.west) * MOST_DECIMALS) / MOST_DECIMALS),
    Math.max(south, Math.floor(latitudeOf(box.south) * MOST_DECIMALS) / MOST_DECIMALS),
    Math.min(east, Math.ceil(longitudeOf(box.east) * MOST_DECIMALS) / MOST_DECIMALS),
    Math.min(north, Math.ceil(latitudeOf(box.north) * MOST_DECIMALS) / MOST_DECIMALS),
  ];
}

function countByZoom(
  tiles: readonly GroundTile[],
  trimmed: ReadonlyMap<number, number>,
): GroundReport['zooms'] {
  const { first, last } = GROUND_ZOOMS;
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const zoom = first + index;
    const sizes = tiles.filter(({ z }) => z === zoom).map(({ bytes }) => bytes.length);
    return {
      zoom,
      tiles: sizes.length,
      bytes: sizes.reduce((sum, size) => sum + size, 0),
      largestBytes: sizes.reduce((most, size) => Math.max(most, size), 0),
      trimmedTiles: trimmed.get(zoom) ?? 0,
    };
  });
}
