import { expect, test } from '#tests/e2e/test.ts';
import { words } from '#tests/e2e/words.ts';

const RETURNED = 'Cơ sở tắm hơi Minh Họa Số 9';
const INFORMED = 'Học sinh trung học phổ thông được tuyên truyền';
const PURPOSE = 'Họp giao ban Thành phố';
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

test.describe('the page of who leads the city', () => {
  test('is where the standing agency begins, and leads on to the places @journey @daily', async ({
    people,
  }) => {
    const coordinator = await people.as('coordinator', PHONE);
    await coordinator.open();
    await coordinator.expectScreen(words.overview.title);
    await coordinator.overview.expectStands();
    await coordinator.overview.expectBack(RETURNED, 'Hoàn Kiếm', /từ \d{2}\/\d{2}\/\d{4}/);
    await coordinator.overview.expectDuty('Hoàn Kiếm', /điểm đến hạn kiểm tra/);
    await coordinator.overview.showsEverybody();
    await coordinator.overview.expectDuty(words.overview.analysts, /dấu hiệu chờ kết luận/);
    await coordinator.overview.expectOffPace(INFORMED, /Chậm tiến độ/);
    await coordinator.overview.opensPlace(RETURNED);
    await coordinator.point.expectOpen(RETURNED);
  });

  test('stands on one sheet of paper with its purpose', async ({ people }) => {
    const coordinator = await people.as('coordinator');
    await coordinator.open('/overview');
    await coordinator.overview.expectStands();
    await coordinator.paper.prints(PURPOSE);
    const pages = await coordinator.paper.expectOnPaper('overview-on-paper', PURPOSE, [
      words.overview.whereBack,
      RETURNED,
      words.overview.whoActs,
    ]);
    expect(pages).toBe(1);
  });
});
