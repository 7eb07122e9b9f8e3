import { test } from '#tests/e2e/test.ts';

const PROPOSED = 'Ngã ba Minh Họa Việt Hưng';
const ACTIVE = 'Cơ sở xoa bóp Minh Họa Số 7';
const CONTESTED = 'Karaoke Minh Họa Số 19';
const ENTRY = { document: '12/BB-CAP' };

test.describe('the life of a point', () => {
  test('begins when the standing agency recognises it @journey', async ({ people }) => {
    const coordinator = await people.as('coordinator');
    await coordinator.open('/?status=proposed');
    await coordinator.list.opens(PROPOSED);
    await coordinator.point.expectStatus('proposed');
    await coordinator.point.does('recognise', { document: '46/KH-UBND' });
    await coordinator.point.expectStatus('active');
    await coordinator.point.expectEvent('recognised');
    await coordinator.list.expectNoRow(PROPOSED);
  });

  test('goes on by elimination, hand-over by two persons, and a recurrence', async ({ people }) => {
    const analyst = await people.as('analyst');
    const { id } = await analyst.server.pointNamed(ACTIVE);
    await analyst.open(`/?id=${id}`);
    await analyst.point.does('eliminate', ENTRY);
    await analyst.point.expectStatus('eliminated');
    await analyst.point.does('propose_handover', { document: '08/BB-BG' });
    await analyst.point.expectSays(/Chờ xác nhận/);
    await analyst.point.expectByOthers('confirm_handover', 'leader');

    const leader = await people.as('leader');
    await leader.open('/?flag=handover_pending');
    await leader.list.opens(ACTIVE);
    await leader.point.does('confirm_handover');
    await leader.point.expectStatus('handed_over');
    await leader.point.expectEvent('handover_confirmed');

    await analyst.point.expectStatus('handed_over');
    await analyst.point.does('mark_recurring', {
      document: '15/BC-CAP',
      grounds: 'Kiểm tra tại chỗ thấy hoạt động trở lại.',
    });
    await analyst.point.expectStatus('recurring');
    await analyst.point.expectCycle(2);
    await analyst.point.annuls('recurrence_confirmed', {
      reason: 'Ghi nhầm điểm.',
      follows: 'Chu kỳ 2 không còn',
    });
    await analyst.point.expectStatus('handed_over');
  });
});

test.describe('two people on one point at once', () => {
  test('the second one who heard nothing is refused, told why, and sees it', async ({ people }) => {
    const first = await people.as('analyst');
    const second = await people.as('analyst');
    second.willComplain(/status of 4(09|22) .*\/eliminate/);
    const { id } = await first.server.pointNamed(CONTESTED);
    await first.open(`/?id=${id}`);
    await second.hearsNothingOfOthers();
    await second.open(`/?id=${id}`);
    await second.point.startsAct('eliminate');
    await second.point.fillsIn(ENTRY);

    await first.point.does('eliminate', ENTRY);
    await second.point.records('eliminate');
    await second.point.expectChangedMeanwhile('eliminated');
    await second.point.leavesDialog();
    await second.point.expectStatus('eliminated');
    await second.point.expectLocked('eliminate', /Đang hoạt động/);
  });
});
