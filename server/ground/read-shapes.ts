import type { BoundingBox, LonLat } from '#server/contract/geo.ts';
import { assembleArea, areaOfWay } from '#server/methods/osm/assemble-rings.ts';
import type { OsmData, OsmTags, OsmWanted } from '#server/methods/osm/osm-data.ts';

import { areaShape, placeInside, quarterLabel, waterLabel } from './area-shapes.ts';
import {
  areaClass,
  lineClass,
  quarterOf,
  standingWaterName,
  type GroundClass,
} from './ground-class.ts';
import { type Shape, shapeOf, type Path, type ShapeProperties } from './shape.ts';
import { weigh } from './vertex-weights.ts';
import { worldX, worldY, type WorldBox } from './world.ts';
import { lineZooms, type LineZooms } from './zoom-rules.ts';

type Group = { properties: ShapeProperties; zooms: LineZooms; stretches: Stretch[] };

/** Gathers ways by what they show in a range of zooms, and joins those that show the same. */
class LineCollector {
  readonly #positionOf: OsmData['positionOf'];
  readonly #groups = new Map<string, Group>();

  constructor(positionOf: OsmData['positionOf']) {
    this.#positionOf = positionOf;
  }

  /**
   * Adds a way; where the file lacks nodes, the pieces between them.
   * @returns true when nodes are missing
   */
  add(known: GroundClass, nodes: readonly number[]): boolean {
    const pieces = this.#piecesOf(nodes);
    for (const zooms of lineZooms(known.class)) {
      const group = this.#groupOf(known, zooms);
      for (const piece of pieces) group.stretches.push(piece);
    }
    return pieces.length !== 1 || pieces[0]?.length !== nodes.length;
  }

  *shapes(): Generator<Shape> {
    for (const { properties, zooms, stretches } of this.#groups.values()) {
      const lines = joinLines(stretches, (node, next) => this.#heading(node, next));
      for (const nodes of lines) {
        const { first, last } = zooms;
        yield shapeOf({ properties, kind: 'line', first, last }, [[this.#path(nodes)]]);
      }
      stretches.length = 0;
    }
  }

  #groupOf(known: GroundClass, zooms: LineZooms): Group {
    const { layer, class: lineClass, detailed } = { ...known, detailed: zooms.detailed };
    const properties: ShapeProperties = {
      layer,
      class: lineClass,
      name: detailed ? known.name : null,
      bridge: detailed && known.bridge,
      tunnel: detailed && known.tunnel,
      rank: null,
    };
    const key = `${JSON.stringify(properties)}${zooms.first}`;
    const group = this.#groups.get(key) ?? { properties, zooms, stretches: [] };
    this.#groups.set(key, group);
    return group;
  }

  #piecesOf(nodes: readonly number[]): Stretch[] {
    if (nodes.length > 1 && nodes.every((node) => this.#positionOf(node) !== undefined)) {
      return [nodes];
    }
    const pieces: number[][] = [];
    let piece: number[] = [];
    for (const node of nodes) {
      if (this.#positionOf(node) === undefined) {
        pieces.push(piece);
        piece = [];
      } else piece.push(node);
    }
    return [...pieces, piece].filter((one) => one.length > 1);
  }

  #path(nodes: readonly number[]): Path {
    const path: Path = [];
    for (const node of nodes) {
      const [longitude, latitude] = this.#positionOf(node) ?? [0, 0];
      path.push(worldX(longitude), worldY(latitude), 0);
    }
    weigh(path);
    return path;
  }

  #heading(node: number, next: number): readonly [number, number] {
    const [fromX, fromY] = this.#positionOf(node) ?? [0, 0];
    const [toX, toY] = this.#positionOf(next) ?? [0, 0];
    // Degrees of longitude are a little shorter here; this only chooses between ways at a junction.
    return [toX - fromX, toY - fromY];
  }
}

/** The elements of an OSM file that the ground is made of. */
export const WANTED_FOR_GROUND: OsmWanted = {
  node: (tags) => tags['place'] !== undefined && quarterOf(tags) !== null,
  way: (tags) => lineClass(tags) !== null || isArea(tags),
  relation: (tags) => tags['type'] === 'multipolygon' && isArea(tags),
};

export type ReadShapes = {
  shapes: Shape[];
  /** Ways and areas of which the file lacks nodes. */
  cut: number;
  /** Names in the file of lines that are shown without one. */
  namesLeftOut: number;
};
type Found = ReadShapes & { within: WorldBox; quarters: Map<string, Shape[]> };

/** A quarter may be in the file as a node and as an area: the second one of a name within 1 km is left out. */
const SAME_QUARTER_UNITS = 28_700;

/**
 * Makes the shapes of the ground out of an OSM file; what lies outside `within` (degrees) is left out. Elements that
 * the ground does not want are passed over, so that data read for several purposes may be given.
 */
export function readShapes(data: OsmData, within: BoundingBox): ReadShapes {
  const [west, south, east, north] = within;
  const found: Found = {
    shapes: [],
    cut: 0,
    namesLeftOut: 0,
    within: { west: worldX(west), north: worldY(north), east: worldX(east), south: worldY(south) },
    quarters: new Map(),
  };
  // Nodes first: mappers put them where the name belongs.
  for (const { tags, longitude, latitude } of data.nodes) {
    addQuarter(found, tags, () => [worldX(longitude), worldY(latitude)]);
  }
  addWays(found, data);
  for (const relation of data.relations) {
    if (relation.tags['type'] !== 'multipolygon' || !isArea(relation.tags)) continue;
    const { polygons, openChains, missing } = assembleArea(relation, data);
    if (openChains > 0 || missing > 0) found.cut += 1;
    addArea(found, relation.tags, polygons);
  }
  const { shapes, cut, namesLeftOut } = found;
  return { shapes, cut, namesLeftOut };
}

function addWays(found: Found, data: OsmData): void {
  const lines = new LineCollector(data.positionOf);
  for (const { nodes, tags } of data.ways) {
    const line = lineClass(tags);
    if (line !== null) {
      if (lines.add(line, nodes)) found.cut += 1;
      if (losesName(tags, line)) found.namesLeftOut += 1;
    } else if (nodes.length > 3 && nodes[0] === nodes.at(-1) && isArea(tags)) {
      const rings = areaOfWay(nodes, data);
      if (rings === null) found.cut += 1;
      else addArea(found, tags, [rings]);
    }
  }
  for (const shape of lines.shapes()) add(found, shape);
}

function isArea(tags: OsmTags): boolean {
  return areaClass(tags) !== null || quarterOf(tags) !== null;
}

function losesName({ name }: OsmTags, { layer, name: shown }: GroundClass): boolean {
  return (layer === 'streets' || layer === 'waterways') && name !== undefined && shown === null;
}

function addArea(found: Found, tags: OsmTags, polygons: readonly LonLat[][][]): void {
  const known = areaClass(tags);
  const shape = known === null ? null : areaShape(known, polygons);
  if (shape !== null && add(found, shape)) {
    const name = standingWaterName(tags);
    const label = name === null ? null : waterLabel(name, shape);
    if (label !== null) add(found, label);
  }
  addQuarter(found, tags, () => placeInside(polygons));
}

function addQuarter(found: Found, tags: OsmTags, place: () => [number, number] | null): void {
  const quarter = quarterOf(tags);
  const at = quarter === null ? null : place();
  if (quarter === null || at === null) return;
  const label = quarterLabel(quarter, at);
  const others = found.quarters.get(quarter.name) ?? [];
  const isKnown = others.some(
    (other) => Math.hypot(other.west - label.west, other.north - label.north) < SAME_QUARTER_UNITS,
  );
  if (isKnown || !add(found, label)) return;
  found.quarters.set(quarter.name, [...others, label]);
}

/** Adds a shape and tells so; one outside the wanted box is left out. */
function add({ shapes, within }: Found, shape: Shape): boolean {
  const meets =
    shape.west <= within.east &&
    shape.east >= within.west &&
    shape.north <= within.south &&
    shape.south >= within.north;
  if (meets) shapes.push(shape);
  return meets;
}

/** A stretch of a way: ids of its nodes in their order, two or more. */
type Stretch = readonly number[];

/** The direction in which a line leaves a node towards the next one. */
type Heading = (node: number, next: number) => readonly [x: number, y: number];

/**
 * Joins stretches end to end to lines as long as possible: where several go on from a node, the straightest one does.
 * Names along a street then have room, and no joint shows. The result depends on the order of the stretches alone.
 * @returns the nodes of each line; every stretch is in exactly one of them
 */
export function joinLines(stretches: readonly Stretch[], heading: Heading): number[][] {
  const ends = new Map<number, number[]>();
  stretches.forEach((stretch, index) => {
    for (const node of new Set([stretch[0] ?? 0, stretch.at(-1) ?? 0])) {
      const there = ends.get(node);
      if (there === undefined) ends.set(node, [index]);
      else there.push(index);
    }
  });
  const isUsed = new Uint8Array(stretches.length);
  const lines: number[][] = [];
  stretches.forEach((stretch, index) => {
    if (isUsed[index] === 1) return;
    isUsed[index] = 1;
    const forward = [...stretch];
    extend(forward, stretches, ends, isUsed, heading);
    const backward = [forward[0] ?? 0, forward[1] ?? 0].toReversed();
    extend(backward, stretches, ends, isUsed, heading);
    lines.push(backward.length === 2 ? forward : [...backward.slice(2).reverse(), ...forward]);
  });
  return lines;
}

/** Lengthens a line at its end until nothing goes on from there, or it has come round. */
function extend(
  line: number[],
  stretches: readonly Stretch[],
  ends: ReadonlyMap<number, number[]>,
  isUsed: Uint8Array,
  heading: Heading,
): void {
  for (;;) {
    const [before = 0, end = 0] = line.slice(-2);
    const from = heading(end, before);
    let [next, most] = [-1, Infinity];
    for (const index of ends.get(end) ?? []) {
      if (isUsed[index] === 1) continue;
      const nodes = stretches[index] ?? [];
      const ahead = nodes[0] === end ? nodes[1] : nodes.at(-2);
      // The cosine of the angle between the two: -1 when the line goes straight on.
      const turn = cosine(from, heading(end, ahead ?? end));
      if (turn < most) [next, most] = [index, turn];
    }
    const nodes = stretches[next];
    if (nodes === undefined) return;
    isUsed[next] = 1;
    const onward = nodes[0] === end ? nodes : nodes.toReversed();
    for (let at = 1; at < onward.length; at += 1) line.push(onward[at] ?? 0);
  }
}

function cosine([ax, ay]: readonly [number, number], [bx, by]: readonly [number, number]): number {
  const lengths = Math.hypot(ax, ay) * Math.hypot(bx, by);
  return lengths === 0 ? 1 : (ax * bx + ay * by) / lengths;
}
