import { expect, test } from '#tests/e2e/test.ts';

const SOURCE = 'Bảng địa chỉ thử';
/** Two streets of one name, some five kilometres apart, and one that is like no other. */
const GAZETTEER = [
  'Địa chỉ,Kinh độ,Vĩ độ',
  '10 phố Duyên Lạ,105.8500,21.0300',
  '20 phố Duyên Lạ,105.8510,21.0300',
  '10 phố Song Sinh,105.8520,21.0330',
  '20 phố Song Sinh,105.8530,21.0330',
  '10 phố Song Sinh,105.8000,21.0400',
  '20 phố Song Sinh,105.8010,21.0400',
].join('\n');
const LIST = [
  'Tên điểm;Loại;Địa chỉ;Phường/xã;Trạng thái',
  'Quán Thử Một;KAR;14 phố Duyên Lạ;;đề xuất',
  'Quán Thử Hai;KAR;10 phố Song Sinh;;đề xuất',
  'Quán Thử Ba;KAR;20 phố Song Sinh;;đề xuất',
  'Quán Thử Bốn;KAR;đường Không Có Ở Đâu Cả;;đề xuất',
  'Quán Thử Năm;KAR;khu đất trống;Hoàn Kiếm;đề xuất',
  'Quán Thử Sáu;KAR;20 pho duyen la;;đề xuất',
].join('\n');
const asFile = (name: string, content: string) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(content),
});

test.describe('a list of points with addresses in place of coordinates', () => {
  test('is looked through, decided on by keys and on the map, and written', async ({ people }) => {
    const admin = await people.as('admin');
    await admin.open('/geodata');
    await admin.geodata.choosesGazetteer(asFile('bang.csv', GAZETTEER));
    await admin.geodata.importsGazetteer(SOURCE);

    const analyst = await people.as('analyst');
    const { imports } = analyst;
    const { total: before } = await analyst.server.points();
    await analyst.open('/imports');
    await imports.choosesFile(asFile('dia-chi.csv', LIST));
    expect(await imports.addressRows()).toEqual([
      'Quán Thử Hai',
      'Quán Thử Ba',
      'Quán Thử Bốn',
      'Quán Thử Năm',
      'Quán Thử Một',
      'Quán Thử Sáu',
    ]);
    expect(await imports.counted('Ready')).toBe(2);

    await imports.opensAddress('Quán Thử Hai');
    await imports.expectAddressMap();
    await imports.choosesPlace(2);
    await imports.expectAddressState('Quán Thử Hai', 'đúng số nhà');
    expect(await imports.counted('Ready')).toBe(3);
    await analyst.look.screenshot('imports-addresses');
    expect(await analyst.look.violations()).toEqual([]);
    await analyst.look.at(360, 740);
    await imports.expectAddressMap();
    expect(await analyst.look.faultsOnPhone('imports-addresses')).toEqual([]);
    await analyst.look.at(1440, 900);

    await imports.goesToNextAddress();
    await imports.expectAddressMap();
    await imports.tapsPlaceOnMap('A');
    await imports.expectAddressState('Quán Thử Ba', 'đúng số nhà');
    await imports.agreesTo(1);
    await imports.opensAddress('Quán Thử Sáu');
    await imports.leavesOut();
    await imports.filtersAddresses('left_out');
    expect(await imports.addressRows()).toEqual(['Quán Thử Sáu']);
    await imports.filtersAddresses('not_found');
    expect(await imports.addressRows()).toEqual(['Quán Thử Bốn']);
    expect(await imports.counted('Added')).toBe(4);

    await imports.writes();
    await imports.expectDone(4);
    await imports.looksAtMap();
    await analyst.list.expectTotal(before + 4);
    const { id, anchor } = await analyst.server.pointNamed('Quán Thử Một');
    await analyst.turnsTo(`/?at=${anchor.join()}&z=15&id=${id}`);
    await analyst.point.expectOpen('Quán Thử Một');
    await expect(
      analyst.page.getByText(/đặt theo địa chỉ \(ước theo số nhà lân cận\)/),
    ).toBeVisible();
    await analyst.look.screenshot('point-placed-by-address');
  });

  test('lets a row that no gazetteer knows be placed by a press and by keys, and says by whom', async ({
    people,
  }) => {
    const lost = [
      'Tên điểm;Loại;Địa chỉ;Trạng thái',
      'Quán Tay Một;KAR;đường Không Đâu Một;đề xuất',
      'Quán Tay Hai;KAR;đường Không Đâu Hai;đề xuất',
      'Quán Tay Ba;KAR;đường Không Đâu Ba;đề xuất',
      'Quán Tay Bốn;KAR;đường Không Đâu Bốn;đề xuất',
      'Quán Tay Năm;KAR;10 phố Song Sinh;đề xuất',
    ].join('\n');
    const analyst = await people.as('analyst');
    const { imports, look } = analyst;
    await analyst.open('/imports');
    await imports.choosesFile(asFile('dat-tay.csv', lost));
    expect(await imports.counted('Refused')).toBe(4);
    await imports.opensAddress('Quán Tay Một');
    await imports.placesByPress();
    await imports.expectAddressState('Quán Tay Một', 'Đặt thủ công');
    await look.screenshot('imports-by-hand');
    await look.at(360, 740);
    expect(await look.faultsOnPhone('imports-by-hand')).toEqual([]);
    await look.at(1440, 900);

    await imports.opensAddress('Quán Tay Hai');
    await imports.placesByCoordinates('21.0325, 105.8502');
    await imports.opensAddress('Quán Tay Ba');
    await imports.placesInCommune('Hoàn Kiếm');
    await imports.opensAddress('Quán Tay Bốn');
    await imports.placesByCoordinates('20.2000, 106.9000');
    await imports.expectOutsideCity();
    await imports.expectAddressState('Quán Tay Bốn', 'Đặt thủ công ngoài thành phố');
    await imports.opensAddress('Quán Tay Năm');
    await imports.choosesElsewhere();
    await imports.placesByCoordinates('21.0300, 105.8500');
    await imports.filtersAddresses('by_hand');
    expect(await imports.addressRows()).toHaveLength(5);
    expect(await imports.counted('Added')).toBe(4);
    expect(await imports.counted('Refused')).toBe(1);
    await imports.writes();
    await imports.expectDone(4);

    const { id, anchor } = await analyst.server.pointNamed('Quán Tay Hai');
    expect(anchor).toEqual([105.8502, 21.0325]);
    await analyst.turnsTo(`/?at=${anchor.join()}&z=15&id=${id}`);
    await analyst.point.expectOpen('Quán Tay Hai');
    await analyst.expectSaid(/đặt thủ công khi nhập danh sách, trong vòng 20 m/);
    await look.screenshot('point-placed-by-hand');

    await analyst.turnsTo('/imports');
    expect(await imports.undoes('dat-tay.csv')).toBe(4);
    expect(await look.violations()).toEqual([]);
    await look.at(360, 740);
    expect(await look.faultsOnPhone('imports-undone')).toEqual([]);
    analyst.willComplain(/status of 404 .*\/api\/points\/\d+$/);
    await analyst.open(`/?at=${anchor.join()}&z=15&id=${id}`);
    await analyst.expectProblem('point.not_found');
    await expect(analyst.page.getByText('Quán Tay Hai')).toHaveCount(0);
  });

  test('asks what a word means, if a row is a place that is there, and in which system a map is', async ({
    people,
  }) => {
    const analyst = await people.as('analyst');
    const { imports, look } = analyst;
    const known = await analyst.server.pointNamed('Karaoke Minh Họa Số 19');
    const [lon = 0, lat = 0] = known.anchor.map((degrees) => degrees.toFixed(6));
    const row = `Quán ${known.officialName}`;
    const list = [
      'Tên điểm;Loại;Kinh độ;Vĩ độ;Trạng thái',
      'Quán Lưới Trời;Quán net;105.850000;21.032100;đề xuất',
      `${row};KAR;${lon};${lat};đề xuất`,
    ].join('\n');
    await analyst.open('/imports');
    await imports.choosesFile(asFile('tu-la.csv', list));
    expect(await imports.counted('Ready')).toBe(0);
    await imports.teachesWord('Quán net', 'karaoke');
    expect(await imports.counted('Ready')).toBe(1);
    await imports.expectDuplicate(row, known.officialName);
    expect(await look.violations()).toEqual([]);
    await look.screenshot('imports-duplicates');
    await imports.decidesDuplicate(row, 'new');
    expect(await imports.counted('Ready')).toBe(2);

    const inMetres = JSON.stringify({
      type: 'Feature',
      properties: { 'Tên điểm': 'Quán Theo Mét', Loại: 'KAR', 'Trạng thái': 'đề xuất' },
      geometry: { type: 'Point', coordinates: [587_400, 2_325_400] },
    });
    await imports.choosesFile(asFile('diem.geojson', inMetres));
    expect(await imports.counted('Ready')).toBe(0);
    await imports.takesSuggestedSystem();
    expect(await imports.counted('Ready')).toBe(1);
    await look.screenshot('imports-system');
  });
});
