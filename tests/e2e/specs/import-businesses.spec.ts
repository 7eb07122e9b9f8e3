import { expect, test } from '#tests/e2e/test.ts';

// What these acts change in the story they change once.
test.describe.configure({ retries: 0 });

const TABLE = [
  'Mã cơ sở;Tên cơ sở;Loại hình;Địa chỉ;Kinh độ;Vĩ độ',
  'NM-1;Karaoke Nhập Thử Một;KAR;Phố Một;105,8500;21,0320',
  'NM-2;Nhà nghỉ Nhập Thử Hai;Nhà nghỉ;Phố Hai;105,8510;21,0330',
  'NM-3;Vườn hoa Nhập Thử;Công viên;;105,8510;21,0330',
].join('\n');

test.describe('a table of businesses', () => {
  test('is matched, judged row by row, written when asked, and the same one again is nothing new', async ({
    people,
  }) => {
    const planner = await people.as('planner');
    const file = { name: 'co-so.csv', mimeType: 'text/csv', buffer: Buffer.from(TABLE) };
    await planner.open('/inspection-objects');
    await planner.inspections.opensImport();
    await planner.imports.choosesFile(file);
    await planner.inspections.expectAddressFrom('Địa chỉ');
    expect(await planner.imports.counted('Rows')).toBe(3);
    expect(await planner.imports.counted('Refused')).toBe(1);
    await planner.look.screenshot('import-businesses-preview');
    await planner.inspections.writesImport(2);
    await planner.look.screenshot('import-businesses-done');
    await planner.inspections.opensImported();
    await planner.inspections.looksFor('nhap thu mot');
    await planner.inspections.expectOnly('Karaoke Nhập Thử Một');

    await planner.open('/inspection-objects/import');
    await planner.imports.choosesFile(file);
    await planner.imports.expectRemembered();
    expect(await planner.imports.counted('Unchanged')).toBe(2);
    await planner.inspections.expectNothingNew();
  });
});
