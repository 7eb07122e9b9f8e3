import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { osmFiles, type MadeOsm } from '#tests/support/files/osm-files.ts';
import { realData, realDataMissing } from '#tests/support/files/real-data.ts';

import { OsmFileError } from './osm-file-error.ts';
import { osmFormat, readOsm } from './read-osm.ts';

const EVERYTHING = { node: () => true, way: () => true };
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
