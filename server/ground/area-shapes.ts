import { GROUND_ZOOMS } from '#server/contract/ground.ts';
import type { LonLat } from '#server/contract/geo.ts';

import type { GroundClass } from './ground-class.ts';
import { labelPoint } from './label-point.ts';
import {
  shapeOf,
  signedArea,
  turned,
  type Path,
  type Shape,
  type ShapeProperties,
} from './shape.ts';
import { weigh } from './vertex-weights.ts';
import { unitsAt, worldX, worldY } from './world.ts';
import { firstZoomOfAreas, firstZoomOfQuarter, firstZoomOfWaterName } from './zoom-rules.ts';

/** Square units of the world from which on a water has rank 0, and rank 1: some 2 km² and 0.2 km². */
const LARGE_WATERS = [1.65e9, 1.65e8];

/**
 * Makes the shape of an area. `polygons` are rings of positions, each polygon with its outer ring first.
 * @returns null for an area without extent
 */
export function areaShape(known: GroundClass, polygons: readonly LonLat[][][]): Shape | null {
  const { layer } = known;
  if (layer !== 'water' && layer !== 'land' && layer !== 'buildings') return null;
  const parts = polygons.map(ringsOf).filter((rings) => rings.length > 0);
  if (parts.length === 0) return null;
  for (const rings of parts) for (const ring of rings) weigh(ring);
  const [first, { last }] = [firstZoomOfAreas(layer), GROUND_ZOOMS];
  return shapeOf({ properties: areaProperties(known), kind: 'area', first, last }, parts);
}

const KNOWN_PROPERTIES = new Map<string, ShapeProperties>();

/** The properties of an area; the same object for all areas of a class, of which a city has half a million. */
function areaProperties({ layer, class: known }: GroundClass): ShapeProperties {
  const key = `${layer}/${known}`;
  const properties = KNOWN_PROPERTIES.get(key) ?? {
    layer,
    class: known,
    name: null,
    bridge: false,
    tunnel: false,
    rank: null,
  };
  KNOWN_PROPERTIES.set(key, properties);
  return properties;
}

/** The rings of a polygon in units of the world, the outer one clockwise on the map; none when it has no extent. */
function ringsOf(polygon: readonly LonLat[][]): Path[] {
  const rings: Path[] = [];
  for (const positions of polygon) {
    const ring: Path = [];
    for (const [longitude, latitude] of positions)
      ring.push(worldX(longitude), worldY(latitude), 0);
    const hasExtent = signedArea(ring) !== 0;
    if (hasExtent) rings.push(turned(ring, rings.length === 0));
    else if (rings.length === 0) return [];
  }
  return rings;
}

/** The place for the name of an area: inside its largest polygon; null for an area without extent. */
export function placeInside(polygons: readonly LonLat[][][]): [x: number, y: number] | null {
  const rings = largest(polygons.map(ringsOf).filter((one) => one.length > 0));
  return rings === null ? null : labelPoint(rings);
}

/** The name of a standing water, inside its largest part; null when the water is too small for a name. */
export function waterLabel(name: string, water: Shape): Shape | null {
  const rings = largest(water.parts);
  if (rings === null) return null;
  const area = signedArea(rings[0] ?? []);
  const first = firstZoomOfWaterName(area, unitsAt);
  if (first === null) return null;
  const larger = LARGE_WATERS.findIndex((least) => area >= least);
  const rank = larger === -1 ? LARGE_WATERS.length : larger;
  return label({ class: 'water', name, rank }, labelPoint(rings), first);
}

export function quarterLabel(
  { name, rank }: { name: string; rank: number },
  at: readonly [x: number, y: number],
): Shape {
  return label({ class: 'quarter', name, rank }, at, firstZoomOfQuarter(rank));
}

function largest(parts: readonly Path[][]): Path[] | null {
  let [found, most]: [Path[] | null, number] = [null, 0];
  for (const rings of parts) {
    const area = signedArea(rings[0] ?? []);
    if (area > most) [found, most] = [rings, area];
  }
  return found;
}

function label(
  named: { class: string; name: string; rank: number },
  [x, y]: readonly [x: number, y: number],
  first: number,
): Shape {
  const properties: ShapeProperties = { layer: 'labels', ...named, bridge: false, tunnel: false };
  const { last } = GROUND_ZOOMS;
  return shapeOf({ properties, kind: 'point', first, last }, [[[x, y, Infinity]]]);
}
