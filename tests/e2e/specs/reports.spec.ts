import { expect, test } from '#tests/e2e/test.ts';
import { words } from '#tests/e2e/words.ts';

const OCTOBER = '/reports?period=month&year=2026&number=10';
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
    await officer.open('/comparison?from=2026-09-15&to=2026-10-14');
    await officer.reports.putsAnalysis(words.reports.month({ number: '10', year: '2026' }));
    await officer.open(OCTOBER);
    await officer.reports.expectAnalysis(words.sealedAnalyses.subject.recurrences);
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
