import type { Position } from 'geojson';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Database } from '#server/db/client.ts';
import { importBoundaries, previewBoundaries } from '#server/features/boundaries/commands.ts';
import { installReferenceData } from '#server/reference-data/install-reference-data.ts';
import { boundaryDeps, boundaryFile, importOf } from '#tests/support/files/boundary-file.ts';
import { openTestDatabase } from '#tests/support/database/test-database.ts';
import { realDataMissing } from '#tests/support/files/real-data.ts';

type Feature = { properties: { code: string; name: string }; geometry: { coordinates: unknown } };

let database: Database;
const deps = () => ({ ...boundaryDeps, database });

beforeAll(async () => {
  database = await openTestDatabase();
  await installReferenceData(database, boundaryDeps.clock);
});
afterAll(() => database.close());

describe.skipIf(realDataMissing)('a faulty file', () => {
  it('is refused when it lacks communes, and taken in part when that is wished', async () => {
    const part = importOf(await editedFile((features) => features.slice(0, 100)));
    const before = await stateOfBoundaries();
    await expect(importBoundaries(deps(), null, part)).rejects.toMatchObject({
      code: 'boundary.communes_missing',
      // The first ten by their codes and names.
      parameters: { count: 26, names: expect.stringMatching(/^(?:\d{5} [^,]+, ){9}\d{5} [^,]+$/) },
    });
    expect(await stateOfBoundaries()).toEqual(before);

    const { set } = await importBoundaries(deps(), null, {
      ...part,
      allowPartial: true,
      validFrom: '2026-02-01',
    });
    expect(set.validFrom).toBe('2026-02-01');
    expect(set.report?.matched.total).toBe(100);
    expect(set.report?.missing).toHaveLength(26);
    expect(set.report?.missing.every(({ kept }) => kept)).toBe(true);
    const [areas] = await database.sql`select count(*) from boundary where set_id = ${set.id}`;
    expect(areas).toEqual({ count: 126 });
  });

  it('has its self-crossing area repaired and named', async () => {
    const bytes = await editedFile((features) =>
      features.map((feature) =>
        feature.properties.code === '00004'
          ? { ...feature, geometry: { type: 'Polygon', coordinates: [BOW_TIE] } }
          : feature,
      ),
    );
    const { set } = await importBoundaries(deps(), null, importOf(bytes, { dryRun: true }));
    expect(set.report?.invalid).toMatchObject([
      { code: '00004', reason: expect.stringContaining('Self-intersection') },
    ]);
  });

  it('is previewed whole where two corners of an area were exchanged, and served on after it', async () => {
    const bytes = await editedFile((features) =>
      features.map((feature) =>
        feature.properties.code === '00004' ? withCornersExchanged(feature) : feature,
      ),
    );
    const { report } = await previewBoundaries(deps(), importOf(bytes));
    expect(report.matched.total).toBe(126);
    expect(report.invalid).toMatchObject([
      { code: '00004', reason: expect.stringContaining('Self-intersection') },
    ]);
    expect(report.overlaps.length).toBeGreaterThan(0);
    expect(await stateOfBoundaries()).toMatchObject({ areas: expect.any(Number) });
  });

  it('is shown to have an area in the wrong place', async () => {
    const bytes = await editedFile((features) => {
      const [first, second, ...rest] = features;
      if (first === undefined || second === undefined) return features;
      const far = rest.at(-1);
      return [{ ...first, geometry: far?.geometry ?? first.geometry }, second, ...rest];
    });
    const { set } = await importBoundaries(deps(), null, importOf(bytes, { dryRun: true }));
    expect(set.report?.strayed.map(({ code }) => code)).toEqual(['00004']);
    expect(set.report?.overlaps.length).toBeGreaterThan(1);
  });
});

describe.skipIf(realDataMissing)('an old or ambiguous file', () => {
  it('is not believed by its code alone: codes were given anew', async () => {
    const bytes = await editedFile((features) =>
      features.map((feature) =>
        feature.properties.code === '00004'
          ? { ...feature, properties: { ...feature.properties, name: 'Trúc Bạch', fullName: '' } }
          : feature,
      ),
    );
    await expect(importBoundaries(deps(), null, importOf(bytes))).rejects.toMatchObject({
      code: 'boundary.communes_missing',
      parameters: { names: '00004 Ba Đình' },
    });
    const { report } = await previewBoundaries(deps(), importOf(bytes));
    expect(report.matched.total).toBe(125);
    expect(report.conflicts).toMatchObject([
      { label: 'Trúc Bạch', commune: { code: '00004' }, reason: 'name_unknown', accepted: false },
    ]);
    const accepted = await previewBoundaries(deps(), {
      ...importOf(bytes),
      acceptConflicts: true,
    });
    expect(accepted.report.matched.total).toBe(126);
  });

  it('is refused when two areas claim one commune', async () => {
    const bytes = await editedFile((features) => [...features, ...features.slice(0, 1)]);
    await expect(importBoundaries(deps(), null, importOf(bytes))).rejects.toMatchObject({
      code: 'boundary.duplicate_match',
      parameters: { names: '00004 Ba Đình' },
    });
  });

  it('has what lies outside the city named and left out', async () => {
    const bytes = await editedFile((features) => [...features, HAI_PHONG]);
    const { report } = await previewBoundaries(deps(), importOf(bytes));
    expect(report.matched.total).toBe(126);
    expect(report.unmatched).toEqual([
      { feature: 126, label: 'Hải An', code: '11413', outsideCity: true },
    ]);
  });
});

const HAI_PHONG = {
  type: 'Feature',
  properties: { code: '11413', name: 'Hải An' },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [106.7, 20.8],
        [106.8, 20.8],
        [106.8, 20.9],
        [106.7, 20.8],
      ],
    ],
  },
};
const BOW_TIE = [
  [105.83, 21.03],
  [105.85, 21.05],
  [105.86, 21.04],
  [105.83, 21.05],
  [105.83, 21.03],
];

function withCornersExchanged(feature: Feature): Feature {
  const coordinates = structuredClone(feature.geometry.coordinates) as
    | Position[][][]
    | Position[][];
  const ring = (coordinates[0]?.length === 1 ? coordinates[0]?.[0] : coordinates[0]) as Position[];
  [ring[10], ring[60]] = [ring[60] ?? [], ring[10] ?? []];
  return { ...feature, geometry: { ...feature.geometry, coordinates } };
}

async function editedFile(edit: (features: Feature[]) => unknown[]): Promise<Uint8Array> {
  const { bytes } = await boundaryFile('geojson');
  const collection: { features: Feature[] } = JSON.parse(new TextDecoder().decode(bytes));
  return new TextEncoder().encode(
    JSON.stringify({ type: 'FeatureCollection', features: edit(collection.features) }),
  );
}

/** The set in force, and how much there is of everything that an import writes. */
async function stateOfBoundaries() {
  const [state] = await database.sql`
    select
      (select count(*) from boundary_set) as sets,
      (select max(id) from boundary_set where active) as active,
      (select count(*) from boundary) as areas,
      (select count(*) from boundary_part) as parts`;
  return state;
}
