import { readFile } from 'node:fs/promises';
import type { Position } from 'geojson';
import { expect, test } from 'vitest';

import communeTable from '#data/reference/communes.json' with { type: 'json' };
import { matchCommunes } from '#server/features/boundaries/match-rules.ts';
import type { MatchableCommune } from '#server/features/boundaries/match-rules.ts';
import { realData, realDataMissing } from '#tests/support/files/real-data.ts';

import { BoundaryFileError } from './boundary-file-error.ts';
import { readBoundaryFile } from './read-boundary-file.ts';
import type { BoundaryFile } from './boundary-file.ts';

const ORIGINAL = 'hanoi_communes_2025_osm.geojson';
const SAMPLES = [
  'import-samples/communes_osm_wgs84.zip',
  'import-samples/communes_osm_vn2000_tm3_105.zip',
  'import-samples/communes_osm_vn2000_utm48n.gpkg',
  'import-samples/communes_osm.kml',
];
const METRES_A_DEGREE = 111_320;

const COMMUNES = communeTable.communes.map(({ code, name, type }, i): MatchableCommune => {
  return { id: i + 1, code, name, type: type === 'phuong' ? 'phuong' : 'xa' };
});

async function readSample(name: string): Promise<BoundaryFile> {
  return await readBoundaryFile({ fileName: name, bytes: await readFile(realData(name)) });
}

function areasByCode(file: BoundaryFile): Map<unknown, Position[]> {
  const { features } = file;
  return new Map(features.map((f) => [f.properties['code'], f.geometry.coordinates.flat(2)]));
}

function metresBetween(
  [lon1 = NaN, lat1 = NaN]: Position,
  [lon2 = NaN, lat2 = NaN]: Position,
): number {
  const shrink = Math.cos((lat1 * Math.PI) / 180);
  return Math.hypot((lon1 - lon2) * shrink, lat1 - lat2) * METRES_A_DEGREE;
}

test.skipIf(realDataMissing).each(SAMPLES)(
  '%s lands within a metre of the original, vertex by vertex',
  async (name) => {
    const original = areasByCode(await readSample(ORIGINAL));
    const sample = areasByCode(await readSample(name));
    let most = 0;
    for (const [code, area] of original) {
      const other = sample.get(code) ?? [];
      expect(other.length).toBe(area.length);
      for (const [i, vertex] of area.entries()) {
        most = Math.max(most, metresBetween(vertex, other[i] ?? []));
      }
    }
    process.stdout.write(`${name}: at most ${(most * 1000).toFixed(1)} mm from the original\n`);
    expect(original.size).toBe(126);
    expect(most).toBeLessThan(1);
  },
);

test.skipIf(realDataMissing).each([ORIGINAL, ...SAMPLES])(
  '%s: each of the 126 communes is found by its code',
  async (name) => {
    const { features } = await readSample(name);
    const { pairs, unmatchedFeatures, duplicates, fields } = matchCommunes(features, COMMUNES);
    expect(pairs.filter(({ how }) => how === 'code')).toHaveLength(126);
    expect([unmatchedFeatures, duplicates]).toEqual([[], []]);
    expect(fields.code).toMatch(/^(?:code|id)$/);
  },
);

test.skipIf(realDataMissing)(
  'without codes each of the 126 communes is found by its name',
  async () => {
    const { features } = await readSample(ORIGINAL);
    for (const field of ['name', 'fullName']) {
      const named = features.map(({ index, properties }) => {
        return { index, properties: { label: properties[field] ?? null } };
      });
      const { pairs, unmatchedCommuneIds } = matchCommunes(named, COMMUNES);
      expect(pairs.filter(({ how }) => how === 'name')).toHaveLength(126);
      expect(unmatchedCommuneIds).toEqual([]);
    }
  },
);

test.skipIf(realDataMissing)(
  'the communes around the city match nothing, whatever their names',
  async () => {
    const { features } = await readSample('neighbour_communes_osm.geojson');
    const { pairs } = matchCommunes(features, COMMUNES);
    expect(pairs.filter(({ how }) => how === 'code')).toEqual([]);
    const namesakes = features.filter((f) => f.properties['sameNameAsHanoiUnit'] === 'true');
    expect(pairs.length).toBeLessThanOrEqual(namesakes.length);
  },
);

test.skipIf(realDataMissing)('VN-2000 is recognised in a .prj that names no shift', async () => {
  const { crs } = await readSample('import-samples/communes_osm_vn2000_tm3_105.zip');
  expect(crs).toMatchObject({ srid: 5897, datumShift: 'vn2000', detectedFrom: 'prj' });
});

test.skipIf(realDataMissing).each([ORIGINAL, ...SAMPLES])(
  '%s cut off anywhere is refused in words',
  async (name) => {
    const whole = await readFile(realData(name));
    for (let cut = 0; cut < 20; cut += 1) {
      // Spread over the file without chance, the first bytes included.
      const length =
        cut < 4 ? cut * 13 : Math.floor((whole.length - 1) * (((cut * 7_919) % 1_000) / 1_000));
      const bytes = whole.subarray(0, length);
      await expect(readBoundaryFile({ fileName: name, bytes })).rejects.toBeInstanceOf(
        BoundaryFileError,
      );
    }
  },
);

test.skipIf(realDataMissing).each([ORIGINAL, ...SAMPLES])(
  '%s with damaged bytes is read or refused, never worse',
  async (name) => {
    const whole = await readFile(realData(name));
    for (let round = 0; round < 8; round += 1) {
      const bytes = Uint8Array.from(whole);
      for (let hit = 0; hit < 50; hit += 1) {
        bytes[(hit * 104_729 + round * 15_485_863) % bytes.length] = (hit * 37 + round * 101) % 256;
      }
      const outcome = await readBoundaryFile({ fileName: name, bytes }).then(
        () => 'read',
        (error: unknown) => (error instanceof BoundaryFileError ? 'refused' : error),
      );
      expect(['read', 'refused']).toContain(outcome);
    }
  },
);
