import { GROUND_ZOOMS } from '#server/contract/ground.ts';
import type { LonLat } from '#server/contract/geo.ts';

import type { GroundClass } from './ground-class.ts';
import {
  type Path,
  type Shape,
  shapeOf,
  type ShapeProperties,
  signedArea,
  STRIDE,
  turned,
} from './shape.ts';
import { weigh } from './vertex-weights.ts';
import { unitsAt, worldX, worldY } from './world.ts';
import { firstZoomOfAreas, firstZoomOfQuarter, firstZoomOfWaterName } from './zoom-rules.ts';

/** Cells that are looked at; a ring with more corners than this helps is labelled a little beside the best place. */
const MOST_CELLS = 400;

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

type Cell = { x: number; y: number; half: number; distance: number; most: number };

/**
 * The place for a name in an area: the one farthest from its edge, found to a thirtieth of the area's shorter side by
 * looking at ever smaller squares (Garcia-Castellanos and Lombardo 2007; the search is that of Agafonkin, "polylabel").
 * @param rings the outer ring first, then the holes
 * @returns x and y in units of the world; always inside an area that has one
 */
export function labelPoint(rings: readonly Path[]): [x: number, y: number] {
  const [outer = []] = rings;
  let [west, north, east, south] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < outer.length; at += STRIDE) {
    west = Math.min(west, outer[at] ?? 0);
    east = Math.max(east, outer[at] ?? 0);
    north = Math.min(north, outer[at + 1] ?? 0);
    south = Math.max(south, outer[at + 1] ?? 0);
  }
  const side = Math.min(east - west, south - north);
  if (side <= 0) return [Math.round(west), Math.round(north)];
  const open: Cell[] = [];
  for (let x = west; x < east; x += side) {
    for (let y = north; y < south; y += side) {
      open.push(cellAt(x + side / 2, y + side / 2, side / 2, rings));
    }
  }
  let best = cellAt(...centroid(outer), 0, rings);
  for (let looked = 0; looked < MOST_CELLS; looked += 1) {
    const cell = takeMost(open);
    if (cell === undefined) break;
    if (cell.distance > best.distance) best = cell;
    if (cell.most - best.distance <= side / 30) continue;
    const half = cell.half / 2;
    for (const [dx, dy] of [
      [-half, -half],
      [half, -half],
      [-half, half],
      [half, half],
    ] as const) {
      open.push(cellAt(cell.x + dx, cell.y + dy, half, rings));
    }
  }
  return [Math.round(best.x), Math.round(best.y)];
}

/** Takes the cell out that may hold the place farthest from the edge. */
function takeMost(cells: Cell[]): Cell | undefined {
  let chosen = 0;
  for (let index = 1; index < cells.length; index += 1) {
    if ((cells[index]?.most ?? 0) > (cells[chosen]?.most ?? 0)) chosen = index;
  }
  const last = cells.pop();
  const taken = cells[chosen];
  if (taken === undefined || last === undefined) return last;
  cells[chosen] = last;
  return taken;
}

function cellAt(x: number, y: number, half: number, rings: readonly Path[]): Cell {
  const distance = distanceToEdge(x, y, rings);
  return { x, y, half, distance, most: distance + half * Math.SQRT2 };
}

/** The distance to the nearest edge, negative outside the area. */
export function distanceToEdge(x: number, y: number, rings: readonly Path[]): number {
  let isInside = false;
  let square = Infinity;
  for (const ring of rings) {
    for (let at = 0; at + STRIDE < ring.length; at += STRIDE) {
      const [ax, ay] = [ring[at] ?? 0, ring[at + 1] ?? 0];
      const [bx, by] = [ring[at + STRIDE] ?? 0, ring[at + STRIDE + 1] ?? 0];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) isInside = !isInside;
      const [dx, dy] = [bx - ax, by - ay];
      const length = dx * dx + dy * dy;
      const share = length === 0 ? 0 : ((x - ax) * dx + (y - ay) * dy) / length;
      const inside = Math.min(1, Math.max(0, share));
      square = Math.min(square, (x - ax - dx * inside) ** 2 + (y - ay - dy * inside) ** 2);
    }
  }
  return (isInside ? 1 : -1) * Math.sqrt(square);
}

function centroid(ring: Path): [x: number, y: number] {
  const area = signedArea(ring);
  const [x0, y0] = [ring[0] ?? 0, ring[1] ?? 0];
  let [sumX, sumY] = [0, 0];
  for (let at = 0; at + STRIDE < ring.length; at += STRIDE) {
    const [x, y] = [(ring[at] ?? 0) - x0, (ring[at + 1] ?? 0) - y0];
    const [nextX, nextY] = [(ring[at + STRIDE] ?? 0) - x0, (ring[at + STRIDE + 1] ?? 0) - y0];
    const cross = x * nextY - nextX * y;
    sumX += (x + nextX) * cross;
    sumY += (y + nextY) * cross;
  }
  return area === 0 ? [x0, y0] : [x0 + sumX / (6 * area), y0 + sumY / (6 * area)];
}
