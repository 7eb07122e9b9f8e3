import { deflateSync } from 'node:zlib';

import { PbfWriter } from 'pbf';

import type { OsmTags } from '#server/methods/osm/osm-data.ts';

import { relationGroup, type MadeOsm } from './osm-files.ts';

/** Elements in a block of the file, as the makers of extracts write them. */
const BLOCK = 8_000;
/** South-west corner of a made city of half a million ways, which covers the whole real one. */
const CORNER = { lon: 105.6, lat: 20.86 };
/** Side of a block of houses, degrees: about 200 m. */
const SIDE = 0.0019;
/** Ways of an ordinary block and of one in the middle, where houses stand close. */
const HOUSES = { outside: 8, inside: 300 };
const WAYS_A_BLOCK = HOUSES.outside + 4;
/** Share of the side that is the middle. */
const INSIDE = 0.06;

type Corner = { lon: number; lat: number };
type MadeNode = { id: number; lon: number; lat: number };
type MadeWay = { id: number; nodes: readonly number[]; tags: OsmTags };

/**
 * Writes a PBF extract of a made city with about so many ways: blocks of houses between streets with names, service
 * ways, ponds, parks and fields. The same number gives the same bytes.
 */
export function madeExtract(
  ways: number,
  {
    corner = CORNER,
    beside = { nodes: [], ways: [] },
  }: {
    corner?: Corner;
    /** Further elements, with ids from a billion on: the areas of communes. */
    beside?: MadeOsm | undefined;
  } = {},
): Uint8Array {
  const file = new ExtractFile();
  for (const node of beside.nodes) file.node(node);
  const side = Math.ceil(Math.sqrt(ways / (WAYS_A_BLOCK + INSIDE ** 2 * HOUSES.inside)));
  const city = new MadeCity(side, corner, file);
  for (let row = 0; row < side; row += 1) {
    for (let column = 0; column < side; column += 1) city.addBlock(row, column);
  }
  for (const { id, nodes, tags } of beside.ways) file.way(nodes, tags, id);
  return file.finish(beside.relations ?? []);
}

class MadeCity {
  readonly #side: number;
  readonly #from: Corner;
  readonly #file: ExtractFile;
  #state = 20_261_127;
  #lastNode = 10_000_000;

  constructor(side: number, from: Corner, file: ExtractFile) {
    this.#side = side;
    this.#from = from;
    this.#file = file;
  }

  addBlock(row: number, column: number): void {
    const corner = this.#corner(row, column);
    this.#file.way([corner, this.#corner(row, column + 1)], streetTags(row, 'ngang'));
    this.#file.way([corner, this.#corner(row + 1, column)], streetTags(column, 'dọc'));
    const [lon, lat] = [this.#from.lon + column * SIDE, this.#from.lat + row * SIDE];
    const middle = this.#side / 2;
    const isInside = Math.max(Math.abs(row - middle), Math.abs(column - middle)) < INSIDE * middle;
    const houses = isInside ? HOUSES.inside : HOUSES.outside;
    const across = Math.ceil(Math.sqrt(houses));
    const plot = (0.85 * SIDE) / across;
    for (let house = 0; house < houses; house += 1) {
      const west = lon + 0.1 * SIDE + (house % across) * plot;
      const south = lat + 0.1 * SIDE + Math.floor(house / across) * plot;
      this.#ring(west, south, plot * (0.4 + 0.5 * this.#share()), { building: 'yes' });
    }
    const alley = [this.#node(lon, lat + SIDE / 2), this.#node(lon + SIDE, lat + SIDE / 2)];
    this.#file.way(alley, { highway: 'service', name: `Ngõ ${row + 1}` });
    const kind = (row * 7 + column * 3) % 5;
    this.#ring(lon + 0.02 * SIDE, lat + 0.02 * SIDE, 0.95 * SIDE, GROUNDS[kind] ?? {});
  }

  /** Adds an area with four uneven corners. */
  #ring(west: number, south: number, size: number, tags: OsmTags): void {
    const uneven = (value: number) => value + 0.15 * size * this.#share();
    const nodes = [
      this.#node(uneven(west), uneven(south)),
      this.#node(uneven(west + 0.8 * size), uneven(south)),
      this.#node(uneven(west + 0.8 * size), uneven(south + 0.8 * size)),
      this.#node(uneven(west), uneven(south + 0.8 * size)),
    ];
    this.#file.way([...nodes, nodes[0] ?? 0], tags);
  }

  /** A junction of streets; it is written with the block to its north-east, or at the far edge with the last one. */
  #corner(row: number, column: number): number {
    const id = 1 + row * (this.#side + 1) + column;
    this.#file.node({ id, lon: this.#from.lon + column * SIDE, lat: this.#from.lat + row * SIDE });
    return id;
  }

  #node(lon: number, lat: number): number {
    this.#lastNode += 1;
    this.#file.node({ id: this.#lastNode, lon, lat });
    return this.#lastNode;
  }

  #share(): number {
    this.#state = (Math.imul(this.#state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return this.#state / 0x8000_0000;
  }
}

const GROUNDS: readonly OsmTags[] = [
  { landuse: 'residential' },
  { landuse: 'farmland' },
  { natural: 'water', name: 'Hồ Minh Họa' },
  { leisure: 'park', name: 'Công viên' },
  { landuse: 'aquaculture' },
];

function streetTags(number: number, direction: string): OsmTags {
  const name = `Phố ${direction} ${number}`;
  if (number % 40 === 0) return { highway: 'trunk', name };
  if (number % 20 === 0) return { highway: 'primary', name };
  if (number % 10 === 0) return { highway: 'secondary', name };
  return { highway: number % 5 === 0 ? 'tertiary' : 'residential', name };
}

/** Writes blocks of dense nodes and of ways, nodes first; https://wiki.openstreetmap.org/wiki/PBF_Format */
class ExtractFile {
  readonly #nodeBlocks: Uint8Array[] = [];
  readonly #wayBlocks: Uint8Array[] = [];
  readonly #written = new Set<number>();
  #nodes: MadeNode[] = [];
  #ways: MadeWay[] = [];
  #lastWay = 0;

  /** A node that is given again, as a junction is, is written once. */
  node(node: MadeNode): void {
    if (this.#written.has(node.id)) return;
    this.#written.add(node.id);
    this.#nodes.push(node);
    if (this.#nodes.length === BLOCK) this.#endNodes();
  }

  way(nodes: readonly number[], tags: OsmTags, id?: number): void {
    if (id === undefined) this.#lastWay += 1;
    this.#ways.push({ id: id ?? this.#lastWay, nodes, tags });
    if (this.#ways.length === BLOCK) this.#endWays();
  }

  finish(relations: NonNullable<MadeOsm['relations']>): Uint8Array {
    this.#endNodes();
    this.#endWays();
    const table = new StringTable();
    const groups = relations.map((relation) => relationGroup(relation, table.indexOf));
    const header = new PbfWriter();
    header.writeStringField(4, 'OsmSchema-V0.6');
    header.writeStringField(4, 'DenseNodes');
    return Buffer.concat([
      blob('OSMHeader', header.finish()),
      ...this.#nodeBlocks,
      ...this.#wayBlocks,
      ...(groups.length === 0 ? [] : [dataBlob(table.strings, ...groups)]),
    ]);
  }

  #endNodes(): void {
    const dense = new PbfWriter();
    dense.writePackedSVarint(1, steps(this.#nodes.map(({ id }) => id)));
    dense.writePackedSVarint(8, steps(this.#nodes.map(({ lat }) => Math.round(lat * 1e7))));
    dense.writePackedSVarint(9, steps(this.#nodes.map(({ lon }) => Math.round(lon * 1e7))));
    const group = new PbfWriter();
    group.writeBytesField(2, dense.finish());
    this.#nodeBlocks.push(dataBlob([''], group.finish()));
    this.#nodes = [];
  }

  #endWays(): void {
    const table = new StringTable();
    const group = new PbfWriter();
    for (const { id, nodes, tags } of this.#ways) {
      const way = new PbfWriter();
      way.writeVarintField(1, id);
      way.writePackedVarint(2, Object.keys(tags).map(table.indexOf));
      way.writePackedVarint(3, Object.values(tags).map(table.indexOf));
      way.writePackedSVarint(8, steps(nodes));
      group.writeBytesField(3, way.finish());
    }
    this.#wayBlocks.push(dataBlob(table.strings, group.finish()));
    this.#ways = [];
  }
}

/** The texts of a block, each once; the first is empty. */
class StringTable {
  readonly #places = new Map([['', 0]]);

  readonly indexOf = (text: string): number => {
    const place = this.#places.get(text) ?? this.#places.size;
    this.#places.set(text, place);
    return place;
  };

  get strings(): readonly string[] {
    return [...this.#places.keys()];
  }
}

function steps(values: readonly number[]): number[] {
  return values.map((value, at) => value - (values[at - 1] ?? 0));
}

function dataBlob(strings: readonly string[], ...groups: readonly Uint8Array[]): Uint8Array {
  const block = new PbfWriter();
  block.writeMessage(
    1,
    (table: readonly string[], pbf) => {
      for (const text of table) pbf.writeStringField(1, text);
    },
    strings,
  );
  for (const group of groups) block.writeBytesField(2, group);
  return blob('OSMData', block.finish());
}

function blob(type: string, content: Uint8Array): Uint8Array {
  const body = new PbfWriter();
  body.writeVarintField(2, content.length);
  body.writeBytesField(3, deflateSync(content));
  const bytes = body.finish();
  const header = new PbfWriter();
  header.writeStringField(1, type);
  header.writeVarintField(3, bytes.length);
  const head = header.finish();
  const length = Buffer.alloc(4);
  length.writeUInt32BE(head.length);
  return Buffer.concat([length, head, bytes]);
}
