import type { FeatureCollection, MultiPolygon, Polygon, Position } from 'geojson';

import type { OsmMember, OsmTags } from '#server/methods/osm/osm-data.ts';

import type { MadeOsm } from './osm-files.ts';

type CommuneFile = FeatureCollection<
  Polygon | MultiPolygon,
  { code: string; name: string; type: string }
>;
/** Real borders are cut where three areas meet; here after this many nodes. */
const NODES_A_WAY = 40;

/**
 * The areas of a GeoJSON file of communes as OSM relations: borders of ways without tags, nodes shared where positions
 * are equal. Ids of nodes, ways and relations begin at a billion, so that other elements can stand beside them.
 */
export function communesAsOsm(
  text: string,
  tagsOf: (code: string) => OsmTags = () => ({}),
): MadeOsm {
  const { features }: CommuneFile = JSON.parse(text);
  const ids = new Map<string, number>();
  const nodes: { id: number; lon: number; lat: number }[] = [];
  const ways: { id: number; nodes: number[]; tags: OsmTags }[] = [];
  const nodeAt = ([lon = 0, lat = 0]: Position) => {
    const known = ids.get(`${lon} ${lat}`);
    if (known !== undefined) return known;
    const id = 1_000_000_000 + nodes.length;
    nodes.push({ id, lon, lat });
    ids.set(`${lon} ${lat}`, id);
    return id;
  };
  const waysOf = (ring: readonly Position[], role: string): OsmMember[] => {
    const members: OsmMember[] = [];
    for (let from = 0; from < ring.length - 1; from += NODES_A_WAY) {
      const id = 1_000_000_000 + ways.length;
      const piece = ring.slice(from, from + NODES_A_WAY + 1).map(nodeAt);
      ways.push({ id, nodes: ways.length % 2 === 0 ? piece : piece.toReversed(), tags: {} });
      members.push({ kind: 'way', id, role });
    }
    return members;
  };
  const relations = features.map(({ geometry, properties: { code, name, type } }, place) => {
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
    return {
      id: 1_000_000_000 + place,
      members: polygons.flatMap((rings) =>
        rings.flatMap((ring, at) => waysOf(ring, at === 0 ? 'outer' : 'inner')),
      ),
      tags: {
        type: 'boundary',
        boundary: 'administrative',
        admin_level: '6',
        name: `${type} ${name}`,
        ...tagsOf(code),
      },
    };
  });
  return { nodes, ways, relations };
}

/** The elements of several made files in one. */
export function joinedOsm(...made: readonly MadeOsm[]): MadeOsm {
  return {
    nodes: made.flatMap(({ nodes }) => nodes),
    ways: made.flatMap(({ ways }) => ways),
    relations: made.flatMap(({ relations = [] }) => relations),
  };
}
