import { expect, test } from '#tests/e2e/test.ts';
import { words } from '#tests/e2e/words.ts';

const PLAN = '46/KH-UBND';
const INFORMED = 'Người dân được tuyên truyền, phổ biến';
const PUPILS = 'Học sinh trung học phổ thông được tuyên truyền';
const OWNERS = 'Trong đó: chủ cơ sở dự tập huấn';
const ELIMINATED = 'Điểm phức tạp phải triệt xóa trong năm';
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

test.describe('the plan of a year', () => {
  test('takes a result with its paper, and a correction only with a reason', async ({ people }) => {
    const coordinator = await people.as('coordinator');
    await coordinator.plans.opens(PLAN);
    await coordinator.plans.startsResult(INFORMED);
    await coordinator.plans.entersResult('1900', '12/BC-LĐTBXH');
    await coordinator.plans.expectSays(INFORMED, '1.900 người', words.plans.state.missed);
    await coordinator.plans.startsResult(INFORMED);
    await coordinator.plans.correctsResult('2100', '15/BC-LĐTBXH', 'Cộng thiếu một quận');
    await coordinator.plans.expectSays(INFORMED, '2.100 người', words.plans.state.met);
    await coordinator.plans.opensPapers(INFORMED);
    await coordinator.plans.expectSays(INFORMED, /15\/BC-LĐTBXH/, /Cộng thiếu một quận/);
  });

  test('is allotted to communes that add up, or it is said why not', async ({ people }) => {
    const coordinator = await people.as('coordinator');
    await coordinator.plans.opens(PLAN);
    coordinator.willComplain(/allotments/);
    await coordinator.plans.startsAllotting(OWNERS);
    await coordinator.plans.typesShares('Hoàn Kiếm: 300\nKhông Có Xã Này: 5');
    await coordinator.plans.expectShareRefused('Không Có Xã Này: 5');
    await coordinator.plans.typesShares('Hoàn Kiếm: 300\nba đình: 150');
    await coordinator.plans.allots();
    await coordinator.plans.givesReason('Còn 50 giao sau khi rà soát cơ sở');
    await coordinator.proposals.sends('21/KH-UBND');
    const analyst = await people.as('analyst');
    await analyst.open('/proposals');
    await analyst.proposals.opens('plan_allotment');
    await analyst.proposals.confirms();
    await coordinator.plans.opens(PLAN);
    await coordinator.plans.opensPapers(OWNERS);
    await coordinator.plans.expectSays(
      OWNERS,
      words.plans.allottedSum({ total: '450', target: '500', count: '2' }),
      /Còn 50 giao sau/,
    );

    const leader = await people.as('leader', PHONE);
    await leader.plans.opens(PLAN);
    await leader.expectSaid(words.plans.ownScope);
    await leader.plans.expectSays(OWNERS, /giao ít nhất 300/);
    await leader.plans.expectNoAct('allot');
    await leader.plans.expectNoAct('amend');
  });

  test('is the beginning of the next one, which only the agency sees until it is signed', async ({
    people,
  }) => {
    const coordinator = await people.as('coordinator');
    await coordinator.plans.opens(PLAN);
    await coordinator.plans.copiesToNextYear('2025');

    const leader = await people.as('leader');
    await leader.open('/plans');
    await leader.plans.expectIndicators();
    await leader.expectNoNotice(words.plans.isDraft);

    await coordinator.plans.edits(PUPILS, '40000');
    await coordinator.plans.expectSays(PUPILS, /40\.000 người/);
    coordinator.willComplain(/issue/);
    await coordinator.plans.issues('09/KH-UBND', 'Phó Chủ tịch UBND Thành phố');
    await coordinator.proposals.sends('09/KH-UBND');
    const analyst = await people.as('analyst');
    await analyst.open('/proposals');
    await analyst.proposals.opens('plan_issue');
    await analyst.proposals.confirms();
    await leader.plans.opens('09/KH-UBND');
    await leader.expectSaid(/09\/KH-UBND ngày /);
  });

  test('goes to paper with its purpose and without its buttons', async ({ people }) => {
    const coordinator = await people.as('coordinator');
    await coordinator.plans.opens(PLAN);
    const purpose = 'Họp Ban chỉ đạo';
    await coordinator.paper.prints(purpose);
    const pages = await coordinator.paper.expectOnPaper('plan-on-paper', purpose, [
      PUPILS,
      ELIMINATED,
      words.plans.preventionModel,
    ]);
    expect(pages).toBeGreaterThan(1);
  });
});
