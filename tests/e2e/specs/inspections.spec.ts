import { anew } from '#tests/e2e/names.ts';
import { test } from '#tests/e2e/test.ts';

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

test.describe('businesses to inspect', () => {
  test('are entered by a planner, visited, and closed, each shown before it is recorded', async ({
    people,
  }) => {
    const name = anew('Karaoke Thử Nghiệm');
    const planner = await people.as('planner');
    await planner.open('/inspection-objects');
    await planner.inspections.expectFirstNeeds('reinspection_due');
    await planner.inspections.adds({
      name,
      category: 'Karaoke',
      coordinates: '21.0325, 105.8502',
    });
    await planner.inspections.recordsVisit('reminder');
    await planner.inspections.expectVisit('reminder');
    await planner.inspections.closesBusiness('Đã trả mặt bằng');
    await planner.open('/inspection-objects');
    await planner.inspections.looksFor(name);
    await planner.inspections.expectOnly(name);
  });

  test('have quotas that the coordinator sets and everybody in reach sees', async ({ people }) => {
    const coordinator = await people.as('coordinator');
    await coordinator.open('/inspection-objects?view=quotas');
    await coordinator.inspections.expectQuotas();
    await coordinator.inspections.setsFirstQuota('25', '06/KH-UBND');
    await coordinator.inspections.expectProgress(/\/ 25/);
  });

  test('are read on a phone by the leader of their commune', async ({ people }) => {
    const leader = await people.as('leader', PHONE);
    await leader.open('/inspection-objects');
    await leader.inspections.expectList();
    await leader.inspections.narrowsTo('not_inspected');
    await leader.inspections.expectFirstNeeds('not_inspected');
    await leader.inspections.opensFirst();
  });
});
