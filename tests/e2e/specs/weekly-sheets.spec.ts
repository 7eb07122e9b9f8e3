import type { App } from '#tests/e2e/drivers/app-driver.ts';
import { askHandover } from '#tests/e2e/handover-story.ts';
import { countPresses } from '#tests/e2e/presses.ts';
import { expect, test } from '#tests/e2e/test.ts';
import { words } from '#tests/e2e/words.ts';
import { weeklySheetsDriver } from '#tests/features/weekly-sheets/driver.ts';

const { weeklySheets: own } = words;
const sheetOf = ({ page }: App) => weeklySheetsDriver(page);
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
    await sheetOf(officer).expectMayNotSign();
    await sheetOf(officer).prepares(REMARK);

    const leader = await people.as('leader', PHONE);
    await leader.open('/weekly-sheet');
    await sheetOf(leader).expectSays(REMARK, own.unsigned);
    await sheetOf(leader).startsSigning();
    await sheetOf(leader).expectInDialog(own.willSignBy, own.willSignVersion);
    await leader.look.screenshot('weekly-sheet-signing-360');
    await sheetOf(leader).signs(1);
    await sheetOf(leader).expectSigned(1);
    await sheetOf(leader).expectSays(/ký lúc/);
    await leader.look.screenshot('weekly-sheet-signed-360');

    // A hand-over that comes later makes a new version with its reason.
    await askHandover(playwright.request, 'Nhà nghỉ Minh Họa Sau Khi Ký');
    await leader.open('/weekly-sheet');
    await sheetOf(leader).expectSigned(1);
    await sheetOf(leader).expectSays(own.changedSinceMore);
    await sheetOf(leader).startsSigningAgain();
    await sheetOf(leader).signs(2);
    await sheetOf(leader).expectReasonAsked();
    await sheetOf(leader).givesReason(REASON);
    await sheetOf(leader).signs(2);
    await sheetOf(leader).expectSigned(2);
    await sheetOf(leader).expectSays(own.reasonIs({ reason: REASON }));
    await leader.look.screenshot('weekly-sheet-corrected-360');
    await sheetOf(leader).choosesVersion(1);
    await sheetOf(leader).expectSaysNot(own.reasonIs({ reason: REASON }));
    await sheetOf(leader).expectSays(/ký lúc/);

    const coordinator = await people.as('coordinator');
    await coordinator.open('/weekly-sheet');
    await sheetOf(coordinator).expectSays(own.signedState({ number: '2' }));
  });

  test('is one page on paper, and the log has it', async ({ people }) => {
    const leader = await people.as('leader');
    await leader.open('/weekly-sheet');
    await sheetOf(leader).expectFigures();
    await sheetOf(leader).expectMap();
    await sheetOf(leader).printsIt();
    await sheetOf(leader).expectOnPaper();
    expect(await leader.paper.expectMarked('weekly-sheet', 'Phiếu tuần Tuần')).toBe(1);
    await sheetOf(leader).expectBackOnScreen();

    // On the days on which a week waits for its signature the list of what waits offers it.
    await leader.open('/');
    await sheetOf(leader).expectDue();
    const presses = await countPresses(leader.page);
    await sheetOf(leader).signsAndPrints();
    await presses.within('weekly sheet signed and printed');
    await sheetOf(leader).expectOfficialPaper();

    const auditor = await people.as('auditor');
    await auditor.open('/audit');
    await auditor.audit.filtersByAction('export.weekly_sheet_print');
    await auditor.audit.expectLine('Phiếu tuần');
  });
});
