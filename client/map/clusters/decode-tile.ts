import { VectorTile, type VectorTileFeature } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';

import { POINT_FLAGS, POINT_STATUSES } from '#server/contract/point.ts';
import { CELL_ZOOMS, POINTS_LAYER, TILE_EXTENT } from '#server/contract/tile.ts';

import type { Weighted } from './cluster-marks.ts';
import { fromUnit, type TileAddress } from './tile-cover.ts';

/** A unit of a tile is a tile by itself, so many zooms nearer. */
const UNIT_ZOOMS = Math.log2(TILE_EXTENT);

/** Decodes a tile of points: single points, and cells that stand for many. Throws on broken bytes. */
export function decodeTile(bytes: Uint8Array, tile: TileAddress): Weighted[] {
  const layer = new VectorTile(new PbfReader(bytes)).layers[POINTS_LAYER];
  if (layer === undefined) return [];
  return Array.from({ length: layer.length }, (_, index) => decode(layer.feature(index), tile));
}

function decode(feature: VectorTileFeature, tile: TileAddress): Weighted {
  const position = feature.loadGeometry()[0]?.[0];
  if (position === undefined) throw new Error('a point of a tile has no position');
  const size = 2 ** tile.z;
  const at = fromUnit(
    (tile.x + position.x / feature.extent) / size,
    (tile.y + position.y / feature.extent) / size,
  );
  // Positions are rounded down, so that a cell's middle lies in the cell.
  const squareOf = (zooms: number) => ({
    z: tile.z + zooms,
    x: tile.x * 2 ** zooms + Math.floor((position.x * 2 ** zooms) / TILE_EXTENT),
    y: tile.y * 2 ** zooms + Math.floor((position.y * 2 ** zooms) / TILE_EXTENT),
  });
  const number = (name: string) => {
    const value = feature.properties[name];
    return typeof value === 'number' ? value : 0;
  };
  if ('n' in feature.properties) {
    return {
      at,
      count: number('n'),
      status: POINT_STATUSES.map((_, code) => number(`s${code}`)),
      flags: POINT_FLAGS.map((_, bit) => number(`f${bit}`)),
      point: null,
      square: squareOf(CELL_ZOOMS),
    };
  }
  const status = number('status');
  const flags = number('flags');
  return {
    at,
    count: 1,
    status: POINT_STATUSES.map((_, code) => (code === status ? 1 : 0)),
    flags: POINT_FLAGS.map((_, bit) => (flags >> bit) & 1),
    point: { id: number('id') || (feature.id ?? 0), cycle: number('cycle') },
    square: squareOf(UNIT_ZOOMS),
  };
}
