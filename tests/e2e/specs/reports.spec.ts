import { expect, test } from '#tests/e2e/test.ts';
import { words } from '#tests/e2e/words.ts';

// What these acts change in the story they change once.
test.describe.configure({ retries: 0 });

const OCTOBER = '/reports?period=month&year=2026&number=10';
const HALF_YEAR = '/reports?period=half_year&year=2026&number=1';
const LOOKED_AT = 'Nhà hàng Minh Họa Số 6';
const LATE_CHECK = {
  effectiveOn: '2026-10-05',
  documentNumber: null,
  note: null,
  result: 'no_sign',
  reason: null,
  checkedAt: null,
  obstacle: null,
  position: null,
  accuracyMetres: null,
  photoIds: [],
};
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

test.describe('a periodic report', () => {
  test('is drafted and sent by one, approved by another, and then frozen', async ({ people }) => {
    const officer = await people.as('officer');
    await officer.open(OCTOBER);
    await officer.expectScreen(words.reports.title);
    await officer.expectSaid(words.reports.notYet);
    await officer.expectSaid(words.reports.days({ first: '15/09/2026', last: '14/10/2026' }));
    await officer.reports.remarks('Đã khôi phục tuần tra buổi tối.');
    await officer.reports.savesDraft();
    await officer.reports.sends();
    await officer.reports.expectMayNotApprove();

    const leader = await people.as('leader', PHONE);
    await leader.open(OCTOBER);
    await leader.expectSaid('Đã khôi phục tuần tra buổi tối.');
    await leader.reports.triesToReturn();
    await leader.reports.approves();
    await leader.reports.expectFrozen();

    await officer.open(OCTOBER);
    await officer.reports.expectFrozen();
  });

  test('takes what was entered late as a restatement with its difference', async ({ people }) => {
    const officer = await people.as('officer');
    await officer.open(OCTOBER);
    const { id, version } = await officer.server.pointNamed(LOOKED_AT);
    await officer.server.does(`/api/points/${id}/checks`, { ...LATE_CHECK, version });
    await officer.expectSaid(words.reports.late({ count: '1' }));
    await officer.reports.restates('Một lượt kiểm tra được nhập muộn');
    await officer.reports.sends();

    const leader = await people.as('leader');
    await leader.open(OCTOBER);
    await leader.expectSaid(words.reports.was({ before: '1' }));
    await leader.expectSaid(/Bản đính chính vì: Một lượt kiểm tra được nhập muộn/);
    await leader.reports.approves();
    await leader.reports.expectFrozen();
  });

  test('of half a year is made by one, signed by another, and opened in both themes', async ({
    people,
  }) => {
    const officer = await people.as('officer');
    await officer.open(HALF_YEAR);
    await officer.expectSaid(words.reports.notYet);
    await officer.expectSaid(words.reports.days({ first: '15/12/2025', last: '14/06/2026' }));
    await officer.reports.remarks('Sáu tháng không có điểm mới.');
    await officer.reports.savesDraft();
    await officer.reports.sends();

    const leader = await people.as('leader', PHONE);
    await leader.open(HALF_YEAR);
    await leader.expectSaid('Sáu tháng không có điểm mới.');
    await leader.reports.approves();
    await leader.reports.expectFrozen();
    await leader.rests();
    expect(await leader.look.faultsOnPhone('report-half-year')).toEqual([]);

    await officer.open(HALF_YEAR);
    await officer.reports.expectFrozen();
    await officer.reports.expectFigures();
    await officer.rests();
    for (const scheme of ['light', 'dark'] as const) {
      await officer.look.inScheme(scheme);
      await officer.look.screenshot(`report-half-year-1440-${scheme}`);
      expect(await officer.look.violations()).toEqual([]);
    }
    const file = await officer.reports.takesDocument('Lưu báo cáo 6 tháng');
    expect(file).toMatchObject({ begins: 'PK', name: expect.stringMatching(/\.docx$/) });
  });

  test('of the city is approved by who did not draft it, and published without small counts', async ({
    people,
  }) => {
    const coordinator = await people.as('coordinator');
    await coordinator.open('/reports?period=year&year=2025');
    await coordinator.reports.approves();
    const file = await coordinator.reports.takesDocument('Công khai số liệu năm', {
      format: 'csv',
      open: true,
    });
    expect(file.text.startsWith('\uFEFF')).toBe(true);
    expect(file.text).toContain('ẩn');
    expect(file.text).not.toMatch(/,[12](,|\r|\n)/);
    const table = await coordinator.reports.takesDocument('Đối chiếu số liệu', { format: 'xlsx' });
    expect(table).toMatchObject({ begins: 'PK', name: expect.stringMatching(/\.xlsx$/) });
  });

  test('is of periods that are data, changed from a day on with their origin', async ({
    people,
  }) => {
    const coordinator = await people.as('coordinator');
    await coordinator.open('/reports');
    await coordinator.expectSaid(/tháng báo cáo bắt đầu ngày 15 tháng trước/);
    await coordinator.reports.setsRule('01/06/2027', '1', 'Quyết định minh họa 12/QĐ-UBND');
    await coordinator.expectSaid(words.reports.rule({ day: '1', date: '01/06/2027' }));
    await coordinator.expectSaid('Quyết định minh họa 12/QĐ-UBND');
  });

  test('goes out as a Word file for a stated purpose, and on paper', async ({ people }) => {
    const leader = await people.as('leader');
    await leader.open(OCTOBER);
    const file = await leader.reports.takesDocument('Họp giao ban tháng');
    expect(file).toMatchObject({ begins: 'PK', name: expect.stringMatching(/\.docx$/) });
    expect(file.size).toBeGreaterThan(5_000);
    const purpose = 'Lưu hồ sơ tháng';
    await leader.paper.prints(purpose);
    const pages = await leader.paper.expectOnPaper('report-on-paper', purpose, [
      words.reports.figure.points_recurring,
      'Đã khôi phục tuần tra buổi tối.',
    ]);
    expect(pages).toBeGreaterThan(1);
  });
});
