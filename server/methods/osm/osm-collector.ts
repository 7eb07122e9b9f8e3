import type {
  OsmData,
  OsmMember,
  OsmNode,
  OsmRelation,
  OsmTags,
  OsmWanted,
  OsmWay,
} from './osm-data.ts';
import { OsmFileError } from './osm-file-error.ts';
import { UntaggedWays } from './untagged-ways.ts';

const FIRST_SIZE = 1 << 12;

/**
 * Positions of nodes by their ids, in three plain arrays of numbers: 24 bytes a node, where a `Map` of millions of
 * ids takes five times as much and ends at 16.7 million.
 */
class NodePositions {
  #ids = new Float64Array(FIRST_SIZE);
  #longitudes = new Float64Array(FIRST_SIZE);
  #latitudes = new Float64Array(FIRST_SIZE);
  #count = 0;
  #isSorted = true;

  /** A node that is given again takes the later position, once {@link sort} has been called. */
  add(id: number, longitude: number, latitude: number): void {
    const place = this.#count;
    if (place >= this.#ids.length) this.#resize(2 * place);
    this.#ids[place] = id;
    this.#longitudes[place] = longitude;
    this.#latitudes[place] = latitude;
    if (place > 0 && id <= (this.#ids[place - 1] ?? 0)) this.#isSorted = false;
    this.#count += 1;
  }

  /** Puts the ids into order and drops repetitions; must be called once before {@link find}. */
  sort(): void {
    if (!this.#isSorted) this.#sortById();
    this.#resize(this.#count);
    this.#isSorted = true;
  }

  /** Number of different nodes, after {@link sort}. */
  get count(): number {
    return this.#count;
  }

  find(id: number): readonly [longitude: number, latitude: number] | undefined {
    let [from, to] = [0, this.#count - 1];
    while (from <= to) {
      const middle = (from + to) >>> 1;
      const found = this.#ids[middle] ?? 0;
      if (found === id) return [this.#longitudes[middle] ?? 0, this.#latitudes[middle] ?? 0];
      if (found < id) from = middle + 1;
      else to = middle - 1;
    }
    return undefined;
  }

  #sortById(): void {
    const [ids, longitudes, latitudes] = [this.#ids, this.#longitudes, this.#latitudes];
    const order = Uint32Array.from({ length: this.#count }, (_, place) => place);
    order.sort((one, other) => (ids[one] ?? 0) - (ids[other] ?? 0) || one - other);
    const sorted = new NodePositions();
    sorted.#resize(this.#count);
    for (const place of order) {
      const [id, before] = [ids[place] ?? 0, sorted.#count - 1];
      const into = before >= 0 && sorted.#ids[before] === id ? before : sorted.#count;
      sorted.#ids[into] = id;
      sorted.#longitudes[into] = longitudes[place] ?? 0;
      sorted.#latitudes[into] = latitudes[place] ?? 0;
      sorted.#count = into + 1;
    }
    this.#ids = sorted.#ids;
    this.#longitudes = sorted.#longitudes;
    this.#latitudes = sorted.#latitudes;
    this.#count = sorted.#count;
  }

  #resize(size: number): void {
    const resized = (old: Float64Array) => {
      const larger = new Float64Array(size);
      larger.set(old.subarray(0, Math.min(size, this.#count)));
      return larger;
    };
    this.#ids = resized(this.#ids);
    this.#longitudes = resized(this.#longitudes);
    this.#latitudes = resized(this.#latitudes);
  }
}

/** OpenStreetMap itself allows 2,000 nodes a way: https://wiki.openstreetmap.org/wiki/Way */
export const MOST_NODES_A_WAY = 20_000;
/** OpenStreetMap itself allows 32,000 members a relation. */
const MOST_MEMBERS = 64_000;
/** Control characters but tabulator and line ends, and signs that turn the direction of the text around them. */
const CONTROLS = /(?![\t\n\r])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u;
const SCRIPTS = /<\/?(?:script|iframe|object|embed|svg|img|style|link|meta)\b|javascript:/i;

/** Gathers elements while a file is read. Throws `OsmFileError` for elements that nobody could have drawn. */
export class OsmCollector {
  readonly #wanted: OsmWanted;
  readonly #positions = new NodePositions();
  readonly #others = new UntaggedWays();
  readonly #nodes: OsmNode[] = [];
  readonly #ways: OsmWay[] = [];
  readonly #relations: OsmRelation[] = [];
  #wayCount = 0;

  constructor(wanted: OsmWanted) {
    this.#wanted = wanted;
  }

  /** Relations need not be decoded when this is false. */
  get wantsRelations(): boolean {
    return this.#wanted.relation !== undefined;
  }

  /** An element without tags is given `null`, so that no object is made for each of millions. */
  addNode(id: number, longitude: number, latitude: number, tags: OsmTags | null): void {
    // Written so that NaN is refused too.
    if (!(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90)) {
      throw new OsmFileError('osm.file_broken', `position of node ${id}`);
    }
    this.#positions.add(id, longitude, latitude);
    if (tags === null || !this.#wanted.node(tags)) return;
    refuseUnsafe(tags, 'node', id);
    this.#nodes.push({ id, longitude, latitude, tags });
  }

  addWay(id: number, nodes: readonly number[], tags: OsmTags): void {
    this.#wayCount += 1;
    if (nodes.length > MOST_NODES_A_WAY) throw new OsmFileError('osm.way_too_long', `way ${id}`);
    if (this.#wanted.way(tags)) {
      refuseUnsafe(tags, 'way', id);
      this.#ways.push({ id, nodes, tags });
    } else if (this.wantsRelations) this.#others.add(id, nodes);
  }

  addRelation(id: number, members: readonly OsmMember[], tags: OsmTags): void {
    if (this.#wanted.relation?.(tags) !== true) return;
    if (members.length > MOST_MEMBERS) {
      throw new OsmFileError('osm.way_too_long', `relation ${id}`);
    }
    refuseUnsafe(tags, 'relation', id);
    this.#relations.push({ id, members, tags });
  }

  finish(): OsmData {
    const positions = this.#positions;
    positions.sort();
    const members = this.#memberWays();
    return {
      nodes: this.#nodes,
      ways: this.#ways,
      relations: this.#relations,
      positionOf: (nodeId) => positions.find(nodeId),
      nodesOfMember: (wayId) => members.get(wayId),
      nodeCount: positions.count,
      wayCount: this.#wayCount,
    };
  }

  #memberWays(): Map<number, readonly number[]> {
    const ids = new Set<number>();
    for (const { members } of this.#relations) {
      for (const { kind, id } of members) if (kind === 'way') ids.add(id);
    }
    const found = this.#others.pick(ids);
    for (const { id, nodes } of this.#ways) if (ids.has(id)) found.set(id, nodes);
    return found;
  }
}

function refuseUnsafe(tags: OsmTags, kind: OsmMember['kind'], id: number): void {
  for (const key in tags) {
    const value = tags[key] ?? '';
    if (CONTROLS.test(value) || SCRIPTS.test(value)) {
      throw new OsmFileError('osm.text_unsafe', `${kind} ${id}`);
    }
  }
}
