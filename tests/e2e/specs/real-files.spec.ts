import { test } from '#tests/e2e/test.ts';
import { realData, realDataMissing, WHERE_REAL_DATA_IS } from '#tests/support/files/real-data.ts';

const SHAPEFILE = 'import-samples/communes_osm_vn2000_tm3_105.zip';
const SOURCE = 'Tệp thử VN-2000, kinh tuyến trục 105°';

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
});
