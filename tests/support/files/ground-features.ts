import { gunzipSync } from 'node:zlib';

import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';

import type { MadeGround } from '#server/ground/make-ground.ts';

export type GroundFeature = {
  layer: string;
  properties: Record<string, unknown>;
  /** Lines or rings, in units of the tile. */
  paths: { x: number; y: number }[][];
};

/** Every feature of a packed tile. */
export function featuresOf(bytes: Uint8Array): GroundFeature[] {
  const { layers } = new VectorTile(new PbfReader(gunzipSync(bytes)));
  return Object.entries(layers).flatMap(([layer, features]) =>
    Array.from({ length: features.length }, (_, index) => {
      const feature = features.feature(index);
      return { layer, properties: { ...feature.properties }, paths: feature.loadGeometry() };
    }),
  );
}

/** Every feature of the tiles of a zoom. */
export function featuresAt({ tiles }: MadeGround, zoom: number): GroundFeature[] {
  return tiles.flatMap(({ z, bytes }) => (z === zoom ? featuresOf(bytes) : []));
}

/** Every text in the tiles of a ground: names, and values of attributes. */
export function textsOf(ground: MadeGround): Set<string> {
  const features = ground.tiles.flatMap(({ bytes }) => featuresOf(bytes));
  const values = features.flatMap(({ properties }) => Object.values(properties));
  return new Set(values.filter((value) => typeof value === 'string'));
}
