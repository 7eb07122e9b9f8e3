import type { OsmData } from '#server/methods/osm/osm-data.ts';

import type { GroundClass } from './ground-class.ts';
import { joinLines, type Stretch } from './join-lines.ts';
import { shapeOf, type Path, type Shape, type ShapeProperties } from './shape.ts';
import { weigh } from './vertex-weights.ts';
import { worldX, worldY } from './world.ts';
import { lineZooms, type LineZooms } from './zoom-rules.ts';

type Group = { properties: ShapeProperties; zooms: LineZooms; stretches: Stretch[] };

/** Gathers ways by what they show in a range of zooms, and joins those that show the same. */
export class LineCollector {
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
