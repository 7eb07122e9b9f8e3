/** Tags of an element; keys and values as they stand in the file, NFC. */
export type OsmTags = Readonly<Record<string, string>>;

type OsmNode = { id: number; longitude: number; latitude: number; tags: OsmTags };
/** `nodes` are ids of nodes in the direction in which the way was drawn. */
export type OsmWay = { id: number; nodes: readonly number[]; tags: OsmTags };

/** Selects the elements to keep; positions of nodes are kept in any case. */
export type OsmWanted = {
  node: (tags: OsmTags) => boolean;
  way: (tags: OsmTags) => boolean;
};

/** Nodes and ways of a file; relations are skipped. WGS 84, degrees. */
export type OsmData = {
  /** The wanted nodes. */
  nodes: readonly OsmNode[];
  /** The wanted ways. */
  ways: readonly OsmWay[];
  /** Position of a node; undefined when the extract cut it off. */
  positionOf: (nodeId: number) => readonly [longitude: number, latitude: number] | undefined;
  nodeCount: number;
};

/** Gathers elements while a file is read. */
export class OsmCollector {
  readonly #wanted: OsmWanted;
  readonly #places = new Map<number, number>();
  #coordinates = new Float64Array(1 << 12);
  readonly #nodes: OsmNode[] = [];
  readonly #ways: OsmWay[] = [];

  constructor(wanted: OsmWanted) {
    this.#wanted = wanted;
  }

  /** An element without tags is given `null`, so that no object is made for each of millions. */
  addNode(id: number, longitude: number, latitude: number, tags: OsmTags | null): void {
    const place = this.#places.size;
    if (2 * place >= this.#coordinates.length) {
      const larger = new Float64Array(2 * this.#coordinates.length);
      larger.set(this.#coordinates);
      this.#coordinates = larger;
    }
    const known = this.#places.get(id) ?? place;
    this.#places.set(id, known);
    this.#coordinates[2 * known] = longitude;
    this.#coordinates[2 * known + 1] = latitude;
    if (tags !== null && this.#wanted.node(tags)) {
      this.#nodes.push({ id, longitude, latitude, tags });
    }
  }

  addWay(id: number, nodes: readonly number[], tags: OsmTags): void {
    if (this.#wanted.way(tags)) this.#ways.push({ id, nodes, tags });
  }

  finish(): OsmData {
    const [places, coordinates] = [this.#places, this.#coordinates];
    return {
      nodes: this.#nodes,
      ways: this.#ways,
      nodeCount: places.size,
      positionOf(nodeId) {
        const place = places.get(nodeId);
        if (place === undefined) return undefined;
        return [coordinates[2 * place] ?? 0, coordinates[2 * place + 1] ?? 0];
      },
    };
  }
}
