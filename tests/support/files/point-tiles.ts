import { PbfWriter } from 'pbf';

import { TILE_EXTENT } from '#server/contract/tile.ts';

type Feature = { properties: Record<string, number>; id?: number; x?: number; y?: number };

/** Writes a tile with features by the rules of the format itself (MVT 2.1). */
export function tileWith(...features: readonly Feature[]): Uint8Array {
  const pairs = features.flatMap(({ properties }) => Object.entries(properties));
  const pbf = new PbfWriter();
  pbf.writeMessage(
    3,
    (_, layer) => {
      layer.writeVarintField(15, 2);
      layer.writeStringField(1, 'points');
      layer.writeVarintField(5, TILE_EXTENT);
      let written = 0;
      for (const { properties, id = 0, x = 0, y = 0 } of features) {
        const tags = Object.keys(properties).flatMap(() => [written, written++]);
        layer.writeMessage(
          2,
          (__, feature) => {
            feature.writeVarintField(1, id);
            feature.writePackedVarint(2, tags);
            feature.writeVarintField(3, 1);
            feature.writePackedVarint(4, [9, x * 2, y * 2]);
          },
          null,
        );
      }
      // A key and a value for each property of each feature, in the order of their numbers.
      for (const [name] of pairs) layer.writeStringField(3, name);
      for (const [, number] of pairs) {
        layer.writeMessage(4, (__, value) => value.writeVarintField(5, number), null);
      }
    },
    null,
  );
  return pbf.finish();
}
