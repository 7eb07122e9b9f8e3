import { test, expect } from '#tests/e2e/test.ts';

const TABLE = [
  'Mã cơ sở;Tên cơ sở;Loại hình;Địa chỉ;Kinh độ;Vĩ độ',
  'NM-1;Karaoke Nhập Thử Một;KAR;Phố Một;105,8500;21,0320',
  'NM-2;Nhà nghỉ Nhập Thử Hai;Nhà nghỉ;Phố Hai;105,8510;21,0330',
  'NM-3;Vườn hoa Nhập Thử;Công viên;;105,8510;21,0330',
].join('\n');

test('businesses to inspect are entered by a planner, visited, and closed, each shown before it is recorded; a table of them is judged row by row', async ({
  people,
}) => {
  const name = 'Karaoke Thử Nghiệm';
  const planner = await people.as('planner');
  await planner.open('/inspection-objects');
  await planner.inspections.expectFirstNeeds('reinspection_due');
  await planner.inspections.adds({
    name,
    category: 'Karaoke',
    coordinates: '21.0325, 105.8502',
  });
  await planner.inspections.recordsVisit('reminder');
  await planner.inspections.expectVisit('reminder');
  await planner.inspections.closesBusiness('Đã trả mặt bằng');
  await planner.turnsTo('/inspection-objects');
  await planner.inspections.looksFor(name);
  await planner.inspections.expectOnly(name);

  await planner.inspections.opensImport();
  await planner.imports.choosesFile({
    name: 'co-so.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(TABLE),
  });
  await planner.inspections.expectAddressFrom('Địa chỉ');
  expect(await planner.imports.counted('Rows')).toBe(3);
  expect(await planner.imports.counted('Refused')).toBe(1);
  await planner.look.screenshot('import-businesses-preview');
  await planner.inspections.writesImport(2);
  await planner.look.screenshot('import-businesses-done');
  await planner.inspections.opensImported();
  await planner.inspections.looksFor('nhap thu mot');
  await planner.inspections.expectOnly('Karaoke Nhập Thử Một');
});
