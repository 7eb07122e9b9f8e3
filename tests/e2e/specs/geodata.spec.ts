import type { App } from '#tests/e2e/drivers/app-driver.ts';
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

/** No fault of the preview on a desk, and none of its width on a phone. */
async function expectNoFaults({ look }: App, name: string): Promise<void> {
  await look.screenshot(name);
  expect(await look.violations()).toEqual([]);
  await look.at(360, 740);
  await look.screenshot(`${name}-360`);
  expect(await look.sideways()).toBe(0);
  await look.at(1440, 900);
}

test('an administrator takes in a gazetteer, roads and the parts of one OSM file, and takes them back; an analyst finds a door that is in no table', async ({
  people,
}) => {
  const source = 'Bảng địa danh thử';
  const admin = await people.as('admin');
  const { geodata } = admin;
  await admin.open('/geodata');
  await geodata.choosesGazetteer(asFile('bang.csv', TABLE));
  await geodata.saysThatColumn('address', 'Cột A');
  await geodata.saysThatColumn('name', 'Ghi chú');
  await geodata.expectLeftOut('Nằm ngoài Việt Nam');
  await geodata.asksForSource();
  await expectNoFaults(admin, 'geodata-gazetteer-preview');
  await geodata.importsGazetteer(source);

  const analyst = await people.as('analyst');
  await analyst.open();
  // Between two doors that are known, without marks and with a slip of the pen.
  await analyst.search.types('14 minh hoa mto');
  await analyst.search.expectFound(/14 Minh Họa Một/);
  await analyst.look.screenshot('search-address');
  await analyst.search.chooses(/14 Minh Họa Một/);
  await geodata.withdraws(source);
  await geodata.usesAgain(source);

  await geodata.choosesRoads(asFile('duong.osm.pbf', OSM.pbf));
  await expectNoFaults(admin, 'geodata-roads-preview');
  await geodata.importsRoads('Mạng đường thử');
  await geodata.goesBack('Mạng đường thử');

  await geodata.choosesOsmFile(asFile('thanh-pho.osm.pbf', OSM.pbf));
  await geodata.expectParts({
    ticked: ['roads', 'gazetteer', 'ground'],
    lacking: ['communes'],
  });
  await expectNoFaults(admin, 'geodata-osm-preview');
  await geodata.leavesPartOut('gazetteer');
  await geodata.bringsParts('Tệp thành phố thử');
  await geodata.takesImportBack('Tệp thành phố thử');
});
