import { expect, SHARP, test } from '#tests/e2e/test.ts';
import { realData, realDataMissing, WHERE_REAL_DATA_IS } from '#tests/support/files/real-data.ts';

const SHAPEFILE = 'import-samples/communes_osm_vn2000_tm3_105.zip';
const SOURCE = 'Tệp thử VN-2000, kinh tuyến trục 105°';
const STOPS = realData('hanoi_bus_stops_osm.csv');
const CATEGORY = 'bến xe';

test.use(SHARP);
test.skip(realDataMissing, WHERE_REAL_DATA_IS);

test.describe('a real file of the city', () => {
  test('of boundaries is looked at, brought into force, and taken back', async ({ people }) => {
    const admin = await people.as('admin');
    await admin.open('/boundaries');
    await admin.boundaries.expectApproximate();
    await admin.boundaries.choosesFile(realData(SHAPEFILE));
    await admin.boundaries.expectMatched(126, 126);
    await admin.boundaries.expectDatumShift();
    await admin.look.screenshot('boundaries-preview');
    await admin.boundaries.namesSource(SOURCE);
    await admin.boundaries.imports();
    await admin.boundaries.expectInForce(SOURCE);
    await admin.look.screenshot('boundaries-imported');

    const analyst = await people.as('analyst');
    await analyst.open();
    await analyst.map.expectOfficial();
    await analyst.look.screenshot('map-real-boundaries');
    await admin.boundaries.undoes();
    await admin.boundaries.expectApproximate();
    await analyst.open();
    await analyst.map.expectApproximate();
  });

  test('of places is matched, checked, written with its progress, and on the map', async ({
    people,
  }) => {
    const analyst = await people.as('analyst');
    const { total: before } = await analyst.server.points();
    await analyst.open('/imports');
    await analyst.imports.choosesFile(STOPS);
    await analyst.imports.expectColumn('officialName', 'name');
    await analyst.imports.expectColumn('longitude', 'lon');
    await analyst.imports.expectColumn('latitude', 'lat');
    await analyst.imports.givesCategory(CATEGORY);
    expect(await analyst.imports.counted('Rows')).toBe(3326);
    expect(await analyst.imports.counted('Refused')).toBeGreaterThanOrEqual(72);
    const added = await analyst.imports.counted('Added');
    expect(added).toBeGreaterThan(2900);
    await analyst.look.screenshot('imports-preview');

    await analyst.imports.writes();
    await analyst.imports.expectProgress();
    await analyst.imports.expectDone(added);
    await analyst.look.screenshot('imports-done');
    await analyst.imports.looksAtMap();
    await analyst.list.expectTotal(before + added);
    const ring = await analyst.map.findsRing();
    expect(await analyst.map.countsRing(ring)).toBeGreaterThan(100);
    await analyst.look.screenshot('map-real-points');
  });
});
