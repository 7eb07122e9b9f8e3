import { askHandover } from '#tests/e2e/handover-story.ts';
import { countPresses } from '#tests/e2e/presses.ts';
import { expect, test } from '#tests/e2e/test.ts';
import { words } from '#tests/e2e/words.ts';

const { weeklySheets: own } = words;
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const REMARK = 'Đã kiểm tra đủ các điểm đến hạn trong tuần.';
const REASON = 'Đề nghị bàn giao được ghi sau khi ký.';

test.describe('a commune’s week', () => {
  test('is prepared by an officer, signed by the leader on a phone, shown before, and stays as it was signed', async ({
    people,
    playwright,
  }) => {
    const officer = await people.as('officer', PHONE);
    await officer.open('/weekly-sheet');
    await officer.weeklySheets.expectMayNotSign();
    await officer.weeklySheets.prepares(REMARK);

    const leader = await people.as('leader', PHONE);
    await leader.open('/weekly-sheet');
    await leader.weeklySheets.expectSays(REMARK, own.unsigned);
    await leader.weeklySheets.startsSigning();
    await leader.weeklySheets.expectInDialog(own.willSignBy, own.willSignVersion);
    await leader.look.screenshot('weekly-sheet-signing-360');
    await leader.weeklySheets.signs(1);
    await leader.weeklySheets.expectSigned(1);
    await leader.weeklySheets.expectSays(/ký lúc/);
    await leader.look.screenshot('weekly-sheet-signed-360');

    // A hand-over that comes later makes a new version with its reason.
    await askHandover(playwright.request, 'Nhà nghỉ Minh Họa Sau Khi Ký');
    await leader.open('/weekly-sheet');
    await leader.weeklySheets.expectSigned(1);
    await leader.weeklySheets.expectSays(own.changedSinceMore);
    await leader.weeklySheets.startsSigningAgain();
    await leader.weeklySheets.signs(2);
    await leader.weeklySheets.expectReasonAsked();
    await leader.weeklySheets.givesReason(REASON);
    await leader.weeklySheets.signs(2);
    await leader.weeklySheets.expectSigned(2);
    await leader.weeklySheets.expectSays(own.reasonIs({ reason: REASON }));
    await leader.look.screenshot('weekly-sheet-corrected-360');
    await leader.weeklySheets.choosesVersion(1);
    await leader.weeklySheets.expectSaysNot(own.reasonIs({ reason: REASON }));
    await leader.weeklySheets.expectSays(/ký lúc/);

    const coordinator = await people.as('coordinator');
    await coordinator.open('/weekly-sheet');
    await coordinator.weeklySheets.expectSays(own.signedState({ number: '2' }));
  });

  test('is one page on paper, and the log has it', async ({ people }) => {
    const leader = await people.as('leader');
    await leader.open('/weekly-sheet');
    await leader.weeklySheets.expectFigures();
    await leader.weeklySheets.expectMap();
    await leader.weeklySheets.printsIt();
    await leader.weeklySheets.expectOnPaper();
    expect(await leader.paper.expectMarked('weekly-sheet', 'Phiếu tuần Tuần')).toBe(1);
    await leader.weeklySheets.expectBackOnScreen();

    // On the days on which a week waits for its signature the list of what waits offers it.
    await leader.open('/');
    await leader.weeklySheets.expectDue();
    const presses = await countPresses(leader.page);
    await leader.weeklySheets.signsAndPrints();
    await presses.within('weekly sheet signed and printed');
    await leader.weeklySheets.expectOfficialPaper();

    const auditor = await people.as('auditor');
    await auditor.open('/audit');
    await auditor.audit.filtersByAction('export.weekly_sheet_print');
    await auditor.audit.expectLine('Phiếu tuần');
  });
});
