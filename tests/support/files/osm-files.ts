import { deflateSync } from 'node:zlib';

import { PbfWriter } from 'pbf';

import type { OsmMember, OsmTags } from '#server/methods/osm/osm-data.ts';

export type MadeOsm = {
  nodes: readonly { id: number; lon: number; lat: number; tags?: OsmTags }[];
  ways: readonly { id: number; nodes: readonly number[]; tags: OsmTags }[];
  relations?: readonly { id: number; members: readonly OsmMember[]; tags: OsmTags }[];
};

/** The same elements as each of the three formats that operators have. */
export function osmFiles(made: MadeOsm) {
  return { overpass: overpassFile(made), xml: xmlFile(made), pbf: pbfFile(made) };
}

function overpassFile({ nodes, ways, relations = [] }: MadeOsm): Uint8Array {
  const elements = [
    ...nodes.map((node) => ({ type: 'node', ...node })),
    ...ways.map((way) => ({ type: 'way', ...way })),
    ...relations.map(({ id, members, tags }) => ({
      type: 'relation',
      id,
      members: members.map(({ kind, id: ref, role }) => ({ type: kind, ref, role })),
      tags,
    })),
  ];
  return Buffer.from(JSON.stringify({ version: 0.6, generator: 'Overpass API', elements }));
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

function xmlFile({ nodes, ways, relations = [] }: MadeOsm): Uint8Array {
  const tagsOf = (tags: OsmTags = {}) =>
    Object.entries(tags).map(([k, v]) => `<tag k="${escaped(k)}" v="${escaped(v)}"/>`);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<osm version="0.6">',
    '<!-- <node id="9" lat="0" lon="0"/> -->',
    ...nodes.map(({ id, lon, lat, tags }) =>
      tags === undefined
        ? `<node id="${id}" lat="${lat}" lon="${lon}"/>`
        : `<node id='${id}' lat="${lat}" lon="${lon}">${tagsOf(tags).join('')}</node>`,
    ),
    ...ways.map(({ id, nodes: refs, tags }) =>
      [
        `<way id="${id}">`,
        ...refs.map((ref) => `<nd ref="${ref}"/>`),
        ...tagsOf(tags),
        '</way>',
      ].join('\n'),
    ),
    ...relations.map(({ id, members, tags }) =>
      [
        `<relation id="${id}">`,
        ...members.map(
          ({ kind, id: ref, role }) => `<member type="${kind}" ref="${ref}" role="${role}"/>`,
        ),
        ...tagsOf(tags),
        '</relation>',
      ].join('\n'),
    ),
    '<relation id="999999"><member type="way" ref="1" role=""/></relation>',
    '</osm>',
  ];
  return Buffer.from(lines.join('\n'));
}

/** One packed block with dense nodes, ways and relations; https://wiki.openstreetmap.org/wiki/PBF_Format */
function pbfFile({ nodes, ways, relations = [] }: MadeOsm): Uint8Array {
  const strings = [''];
  const places = new Map([['', 0]]);
  const indexOf = (text: string) => {
    const place = places.get(text) ?? strings.push(text) - 1;
    places.set(text, place);
    return place;
  };
  const dense = denseNodes(nodes, indexOf);
  const wayMessages = ways.map((way) => wayMessage(way, indexOf));
  const relationGroups = relations.map((relation) => relationGroup(relation, indexOf));
  const block = new PbfWriter();
  block.writeMessage(
    1,
    (table: string[], pbf) => {
      for (const text of table) pbf.writeStringField(1, text);
    },
    strings,
  );
  block.writeBytesField(2, dense);
  for (const message of [...wayMessages, ...relationGroups]) block.writeBytesField(2, message);
  const header = new PbfWriter();
  header.writeStringField(4, 'OsmSchema-V0.6');
  header.writeStringField(4, 'DenseNodes');
  return Buffer.concat([
    blob('OSMHeader', header.finish(), false),
    blob('OSMData', block.finish(), true),
  ]);
}

function denseNodes(nodes: MadeOsm['nodes'], indexOf: (text: string) => number): Uint8Array {
  const steps = (values: number[]) => values.map((value, at) => value - (values[at - 1] ?? 0));
  const dense = new PbfWriter();
  dense.writePackedSVarint(1, steps(nodes.map(({ id }) => id)));
  dense.writePackedSVarint(8, steps(nodes.map(({ lat }) => Math.round(lat * 1e7))));
  dense.writePackedSVarint(9, steps(nodes.map(({ lon }) => Math.round(lon * 1e7))));
  const tags = nodes.flatMap(({ tags: given = {} }) => [
    ...Object.entries(given).flatMap((pair) => pair.map(indexOf)),
    0,
  ]);
  dense.writePackedVarint(10, tags);
  const group = new PbfWriter();
  group.writeBytesField(2, dense.finish());
  return group.finish();
}

function wayMessage(
  { id, nodes, tags }: MadeOsm['ways'][number],
  indexOf: (text: string) => number,
): Uint8Array {
  const way = new PbfWriter();
  way.writeVarintField(1, id);
  way.writePackedVarint(2, Object.keys(tags).map(indexOf));
  way.writePackedVarint(3, Object.values(tags).map(indexOf));
  way.writePackedSVarint(
    8,
    nodes.map((ref, at) => ref - (nodes[at - 1] ?? 0)),
  );
  const group = new PbfWriter();
  group.writeBytesField(3, way.finish());
  return group.finish();
}

/** A group of a block that holds one relation. */
export function relationGroup(
  { id, members, tags }: NonNullable<MadeOsm['relations']>[number],
  indexOf: (text: string) => number,
): Uint8Array {
  const relation = new PbfWriter();
  relation.writeVarintField(1, id);
  relation.writePackedVarint(2, Object.keys(tags).map(indexOf));
  relation.writePackedVarint(3, Object.values(tags).map(indexOf));
  relation.writePackedVarint(
    8,
    members.map(({ role }) => indexOf(role)),
  );
  relation.writePackedSVarint(
    9,
    members.map((member, at) => member.id - (members[at - 1]?.id ?? 0)),
  );
  relation.writePackedVarint(
    10,
    members.map(({ kind }) => ['node', 'way', 'relation'].indexOf(kind)),
  );
  const group = new PbfWriter();
  group.writeBytesField(4, relation.finish());
  return group.finish();
}

function blob(type: string, content: Uint8Array, packed: boolean): Uint8Array {
  if (packed) return osmBlob(deflateSync(content), content.length, type);
  const body = new PbfWriter();
  body.writeBytesField(1, content);
  return withHeader(type, body.finish());
}

/** One blob of a PBF file of bytes that are packed already (zlib), whatever they unpack to. */
export function osmBlob(packed: Uint8Array, rawSize: number, type = 'OSMData'): Uint8Array {
  const body = new PbfWriter();
  body.writeVarintField(2, rawSize);
  body.writeBytesField(3, packed);
  return withHeader(type, body.finish());
}

function withHeader(type: string, bytes: Uint8Array): Uint8Array {
  const header = new PbfWriter();
  header.writeStringField(1, type);
  header.writeVarintField(3, bytes.length);
  const head = header.finish();
  const length = Buffer.alloc(4);
  length.writeUInt32BE(head.length);
  return Buffer.concat([length, head, bytes]);
}

/** A PBF file of one way that passes the same node again and again, in a block that is not packed. */
export function longWayPbf(nodeCount: number): Uint8Array {
  const way = new PbfWriter();
  way.writeVarintField(1, 1);
  // Each node is one byte: the difference to the node before, 1.
  way.writeBytesField(8, Buffer.alloc(nodeCount, 2));
  const group = new PbfWriter();
  group.writeBytesField(3, way.finish());
  const block = new PbfWriter();
  block.writeMessage(1, (_table: null, pbf) => pbf.writeStringField(1, ''), null);
  block.writeBytesField(2, group.finish());
  const empty = pbfFile({ nodes: [], ways: [] });
  return Buffer.concat([empty, blob('OSMData', block.finish(), false)]);
}
