import { expect, test } from '#tests/e2e/test.ts';
import { osmFiles } from '#tests/support/files/osm-files.ts';

/** Headings that say nothing, so that somebody has to. */
const TABLE = [
  'Ghi chú,Cột A,lon,lat',
  'Chợ Minh Họa,10 phố Minh Họa Một,105.8400,21.0300',
  ',20 phố Minh Họa Một,105.8410,21.0300',
  'Chợ Minh Họa Xa,1 phố Khác,2.35,48.85',
].join('\n');
const OSM = osmFiles({
  nodes: [
    { id: 1, lon: 105.84, lat: 21.03 },
    { id: 2, lon: 105.85, lat: 21.03 },
    { id: 3, lon: 105.85, lat: 21.04 },
    { id: 4, lon: 105.9, lat: 21.1 },
    { id: 5, lon: 105.91, lat: 21.1 },
  ],
  ways: [
    { id: 1, nodes: [1, 2], tags: { highway: 'primary', name: 'Đường Ngang', oneway: 'yes' } },
    { id: 2, nodes: [2, 3, 1], tags: { highway: 'residential' } },
    { id: 3, nodes: [4, 5], tags: { highway: 'service', motorcar: 'no', motorcycle: 'yes' } },
  ],
});
const asFile = (name: string, content: string | Uint8Array) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(content as string),
});

test.describe('gazetteers and roads', () => {
  test('an administrator takes a table in, and an analyst finds a door that is not in it', async ({
    people,
  }) => {
    const source = 'Bảng địa danh thử';
    const admin = await people.as('admin');
    await admin.open('/geodata');
    await admin.geodata.choosesGazetteer(asFile('bang.csv', TABLE));
    await admin.geodata.saysThatColumn('address', 'Cột A');
    await admin.geodata.saysThatColumn('name', 'Ghi chú');
    await admin.geodata.expectLeftOut('Nằm ngoài Việt Nam');
    await admin.geodata.asksForSource();
    await admin.look.screenshot('geodata-gazetteer-preview');
    expect(await admin.look.violations()).toEqual([]);
    await admin.look.at(360, 740);
    await admin.look.screenshot('geodata-gazetteer-preview-360');
    expect(await admin.look.sideways()).toBe(0);
    await admin.look.at(1440, 900);
    await admin.geodata.importsGazetteer(source);

    const analyst = await people.as('analyst');
    await analyst.open();
    // Between two doors that are known, without marks and with a slip of the pen.
    await analyst.search.types('14 minh hoa mto');
    await analyst.search.expectFound(/14 Minh Họa Một/);
    await analyst.look.screenshot('search-address');
    await analyst.search.chooses(/14 Minh Họa Một/);

    await admin.geodata.withdraws(source);
    await admin.geodata.usesAgain(source);
  });

  test('an administrator brings roads into use and goes back', async ({ people }) => {
    const source = 'Mạng đường thử';
    const admin = await people.as('admin');
    await admin.open('/geodata');
    await admin.geodata.choosesRoads(asFile('duong.osm.pbf', OSM.pbf));
    await admin.look.screenshot('geodata-roads-preview');
    expect(await admin.look.violations()).toEqual([]);
    await admin.look.at(360, 740);
    await admin.look.screenshot('geodata-roads-preview-360');
    expect(await admin.look.sideways()).toBe(0);
    await admin.look.at(1440, 900);
    await admin.geodata.importsRoads(source);
    await admin.geodata.goesBack(source);
  });
});

test.describe('one OSM file', () => {
  test('an administrator brings in the parts of one OSM file and takes them back', async ({
    people,
  }) => {
    const source = 'Tệp thành phố thử';
    const admin = await people.as('admin');
    await admin.open('/geodata');
    await admin.geodata.choosesOsmFile(asFile('thanh-pho.osm.pbf', OSM.pbf));
    await admin.geodata.expectParts({
      ticked: ['roads', 'gazetteer', 'ground'],
      lacking: ['communes'],
    });
    await admin.look.screenshot('geodata-osm-preview');
    expect(await admin.look.violations()).toEqual([]);
    await admin.look.at(360, 740);
    await admin.look.screenshot('geodata-osm-preview-360');
    expect(await admin.look.sideways()).toBe(0);
    await admin.look.at(1440, 900);
    await admin.geodata.leavesPartOut('gazetteer');
    await admin.geodata.bringsParts(source);
    await admin.geodata.takesImportBack(source);
  });
});
