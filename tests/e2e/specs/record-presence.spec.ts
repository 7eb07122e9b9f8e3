import { askHandover, clerk } from '#tests/e2e/handover-story.ts';
import { test } from '#tests/e2e/test.ts';

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const NAME = 'Nhà nghỉ Minh Họa Cùng Mở';

test('a record says who else has it open, on the desk and beside the answer of a leader', async ({
  people,
  playwright,
}) => {
  const { id, officialName } = await askHandover(playwright.request, NAME);
  const analyst = await people.as('analyst');
  await analyst.open(`/?id=${id}`);
  await analyst.point.expectOpen(officialName);

  const leader = await people.as('leader', PHONE);
  await leader.open('/worklist');
  await leader.worklist.waitsForList();
  await leader.worklist.startsConfirming(officialName);
  await leader.expectSaid(/Cùng mở hồ sơ này: .+ \(từ \d{2}:\d{2}\)/);
  await leader.look.screenshot('record-opened-elsewhere-360');

  await analyst.open(`/?id=${id}`);
  await analyst.expectSaid(/Cùng mở hồ sơ này: .+ \(từ \d{2}:\d{2}\)/);
  await analyst.look.screenshot('record-opened-elsewhere-1440');
});

test('a tip and a business say it too', async ({ people, playwright }) => {
  const reader = await clerk(playwright.request, 'leader');
  const firstOf = async (list: string) =>
    (await reader.asks<{ items: { id: number }[] }>(`/api/${list}?limit=1`)).items[0]?.id;
  const ways = [
    ['tip', `/tips/${await firstOf('tips')}`],
    ['business', `/inspection-objects?object=${await firstOf('inspection-objects')}`],
  ] as const;
  await reader.leaves();
  const leader = await people.as('leader');
  const coordinator = await people.as('coordinator', { viewport: PHONE.viewport });
  for (const [what, way] of ways) {
    await leader.open(way);
    await leader.expectDrawn();
    await coordinator.open(way);
    await coordinator.expectSaid(/Cùng mở hồ sơ này: .+ \(từ \d{2}:\d{2}\)/);
    await coordinator.look.screenshot(`${what}-opened-elsewhere-360`);
  }
});
