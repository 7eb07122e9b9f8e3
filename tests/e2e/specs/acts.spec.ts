import { test } from '#tests/e2e/test.ts';

const PROPOSED = 'Ngã ba Minh Họa Việt Hưng';
const ACTIVE = 'Cơ sở xoa bóp Minh Họa Số 7';

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
    await analyst.point.does('eliminate', { document: '12/BB-CAP' });
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
