import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

import { osmBlob, osmFiles, type MadeOsm } from '#tests/support/files/osm-files.ts';
import { realData, realDataMissing } from '#tests/support/files/real-data.ts';

import { OsmFileError } from './osm-file-error.ts';
import type { OsmTags } from './osm-data.ts';
import { osmFormat, readOsm } from './read-osm.ts';

const EVERYTHING = { node: () => true, way: () => true };
const WITH_RELATIONS = { ...EVERYTHING, relation: (tags: OsmTags) => tags['type'] !== undefined };
const MADE: MadeOsm = {
  nodes: [
    { id: 1, lon: 105.85, lat: 21.02 },
    { id: 12_345_678_901, lon: 105.8512345, lat: 21.0298765, tags: { name: 'Quán "A" & <B>' } },
    { id: 3, lon: -0.5, lat: -33.25 },
  ],
  ways: [
    { id: 7, nodes: [1, 12_345_678_901, 3, 1], tags: { highway: 'primary', name: 'Phố Huế' } },
    { id: 8, nodes: [3, 1], tags: {} },
  ],
  relations: [
    {
      id: 15,
      members: [
        { kind: 'way', id: 8, role: 'outer' },
        { kind: 'node', id: 12_345_678_901, role: 'admin_centre' },
        { kind: 'way', id: 77, role: '' },
      ],
      tags: { type: 'boundary', name: 'Phường Láng' },
    },
  ],
};
const FILES = osmFiles(MADE);

function outcomeOf(bytes: Uint8Array): string {
  try {
    readOsm(bytes, EVERYTHING);
    return 'read or refused';
  } catch (error) {
    return error instanceof OsmFileError ? 'read or refused' : String(error);
  }
}

describe('an OSM file', () => {
  it.each(['overpass', 'xml', 'pbf'] as const)('is read alike from %s', (format) => {
    const { format: found, data } = readOsm(FILES[format], EVERYTHING);
    expect(found).toBe(format);
    expect(data.nodes).toEqual([
      {
        id: 12_345_678_901,
        longitude: 105.8512345,
        latitude: 21.0298765,
        tags: MADE.nodes[1]?.tags,
      },
    ]);
    expect(data.ways).toEqual(MADE.ways);
    expect(data.positionOf(3)).toEqual([-0.5, -33.25]);
    expect(data.positionOf(99)).toBeUndefined();
    expect(data.nodeCount).toBe(3);
  });

  it('keeps only what is wanted, and the places of all nodes', () => {
    const { data } = readOsm(FILES.pbf, {
      node: () => false,
      way: ({ name }) => name !== undefined,
    });
    expect(data.nodes).toEqual([]);
    expect(data.ways.map(({ id }) => id)).toEqual([7]);
    expect(data.positionOf(12_345_678_901)).toEqual([105.8512345, 21.0298765]);
  });

  it.each(['overpass', 'xml', 'pbf'] as const)(
    'has its relations and the ways of their borders, without tags or not (%s)',
    (format) => {
      const { data } = readOsm(FILES[format], { ...WITH_RELATIONS, way: () => false });
      expect(data.ways).toEqual([]);
      expect(data.relations).toEqual(MADE.relations);
      expect(data.nodesOfMember(8)).toEqual([3, 1]);
      expect(data.nodesOfMember(77)).toBeUndefined();
      expect(data.wayCount).toBe(2);
      expect(readOsm(FILES[format], EVERYTHING).data.relations).toEqual([]);
    },
  );

  it.each(['overpass', 'xml', 'pbf'] as const)(
    'finds a node by its id in whatever order nodes stand, the later one of two (%s)',
    (format) => {
      const ids = [9, 4, 7, 4, 12];
      const nodes = ids.map((id, place) => ({ id, lon: 105 + place / 10, lat: 21 }));
      const { data } = readOsm(osmFiles({ nodes, ways: [] })[format], EVERYTHING);
      expect(data.nodeCount).toBe(4);
      expect(ids.map((id) => data.positionOf(id)?.[0])).toEqual([105, 105.3, 105.2, 105.3, 105.4]);
    },
  );

  it.each(['overpass', 'xml', 'pbf'] as const)(
    'with an element that nobody drew is refused (%s)',
    (format) => {
      const [nodes, long] = [[{ id: 1, lon: 105.8, lat: 21 }], Array<number>(20_001).fill(1)];
      const refusalOf = (made: MadeOsm) => {
        try {
          readOsm(osmFiles(made)[format], WITH_RELATIONS);
          return null;
        } catch (error) {
          return error instanceof OsmFileError ? [error.code, error.parameters] : error;
        }
      };
      const way = (tags: OsmTags, refs = [1, 1]) => ({
        nodes,
        ways: [{ id: 5, nodes: refs, tags }],
      });
      expect(refusalOf(way({}, long))).toEqual(['osm.way_too_long', { reason: 'way 5' }]);
      for (const name of ['Ph\u0007ố', 'Phố \u202Eevil', '<script>alert(1)</script>']) {
        expect(refusalOf(way({ name }))).toEqual(['osm.text_unsafe', { reason: 'way 5' }]);
      }
      expect(refusalOf(way({ name: 'Ngõ 1 < 2\tA' }))).toBeNull();
    },
  );

  it('of blocks that unpack to far more than a map does is refused', () => {
    const zeros = deflateSync(Buffer.alloc(8 * 1024 * 1024));
    const { pbf } = osmFiles(MADE);
    const bomb = Buffer.concat([pbf, osmBlob(zeros, 8 * 1024 * 1024)]);
    expect(() => readOsm(bomb, EVERYTHING)).toThrow(
      expect.objectContaining({ code: 'osm.unpacks_too_large' }),
    );
  });

  it('of several megabytes of XML is read piece by piece, comments and all', () => {
    const nodes = Array.from({ length: 60_000 }, (_, id) => ({
      id: id + 1,
      lon: 105.8,
      lat: 21,
      tags: { name: `Số ${id} > ngõ`, note: 'x'.repeat(80) },
    }));
    const text = Buffer.from(osmFiles({ nodes, ways: [] }).xml).toString();
    const commented = text.replaceAll("<node id='3", '<!-- <node id="0" lat="x"/> --><node id=\'3');
    expect(text.length).toBeGreaterThan(2 * 4 * 1024 * 1024);
    const { data } = readOsm(Buffer.from(commented), EVERYTHING);
    expect(data.nodeCount).toBe(60_000);
    expect(data.nodes.every(({ id, tags }) => tags['name'] === `Số ${id - 1} > ngõ`)).toBe(true);
  });

  it.each(['overpass', 'xml', 'pbf'] as const)('that is cut off (%s) is refused', (format) => {
    const whole = FILES[format];
    expect(() => readOsm(whole.subarray(0, whole.length - 9), EVERYTHING)).toThrow(OsmFileError);
  });

  it('is told from other files by its content', () => {
    expect(osmFormat(Buffer.from('name,lon,lat\n'))).toBeNull();
    expect(osmFormat(Buffer.from('<kml><Placemark/></kml>'))).toBeNull();
    expect(() => readOsm(Buffer.from('{"type":"FeatureCollection"}'), EVERYTHING)).toThrow(
      expect.objectContaining({ code: 'osm.not_osm' }),
    );
  });

  it('never ends in anything but an answer or a refusal, whatever byte is wrong', () => {
    const file = fc.constantFrom(FILES.overpass, FILES.xml, FILES.pbf);
    fc.assert(
      fc.property(file, fc.nat(), fc.nat(255), (whole, at, byte) => {
        const spoilt = Uint8Array.from(whole);
        spoilt[at % spoilt.length] = byte;
        expect(outcomeOf(spoilt)).toBe('read or refused');
      }),
      { numRuns: 500 },
    );
  });

  it.skipIf(realDataMissing)('of a real city centre has its nodes and ways', () => {
    const bytes = readFileSync(realData('hanoi_centre_roads_overpass_2026-04-11.json'));
    const { data } = readOsm(bytes, EVERYTHING);
    expect(data.nodeCount).toBe(25_076);
    expect(data.ways).toHaveLength(6_394);
    expect(data.ways.filter(({ tags }) => tags['oneway:motorcycle'] === 'no')).toHaveLength(189);
  });
});
