import { bbox, booleanIntersects } from '@turf/turf';
import type { BBox, Feature, FeatureCollection } from 'geojson';

import { toPartOfGeometry, type Shape } from '#client/map/shape.ts';

/** Codes of the communes that a shape touches. The person who draws is told; the server decides. */
export function communesUnder(shape: Shape, areas: FeatureCollection): string[] {
  const drawn = toPartOfGeometry(shape);
  if (drawn === null) return [];
  const box = bbox(drawn);
  return areas.features
    .filter((area) => overlap(box, boxOf(area)) && booleanIntersects(drawn, area))
    .flatMap(({ properties }) => {
      const code: unknown = properties?.['code'];
      return typeof code === 'string' ? [code] : [];
    });
}

const boxes = new WeakMap<Feature, BBox>();

/** Kept for each area: they stay the same while somebody draws, and are asked at every corner. */
function boxOf(area: Feature): BBox {
  const box = boxes.get(area) ?? bbox(area);
  boxes.set(area, box);
  return box;
}

function overlap([west, south, east, north]: BBox, other: BBox): boolean {
  const [otherWest, otherSouth, otherEast = 0, otherNorth = 0] = other;
  return west <= otherEast && east >= otherWest && south <= otherNorth && north >= otherSouth;
}
