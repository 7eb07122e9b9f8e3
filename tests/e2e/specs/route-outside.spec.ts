import type { App } from '#tests/e2e/drivers/app-driver.ts';
import { expect, test as base } from '#tests/e2e/test.ts';
import { startVroomServer, type VroomServer } from '#tests/support/processes/vroom-server.ts';

const STOPS = 60;
/** Seconds: too few for the own search to come as far as the service does. */
const HURRY = 0.2;

/** Finds enough businesses for their orders to differ. */
async function findsBusinesses(planner: App): Promise<void> {
  for (let at = 0; at < STOPS; at += 1) {
    await planner.server.does('/api/inspection-objects', {
      name: `Cơ sở Minh Họa Hỏi Thêm ${at + 1}`,
      category: 'KAR',
      address: 'Phố Minh Họa',
      position: [105.848 + ((at * 37) % 59) * 0.00017, 21.026 + ((at * 23) % 53) * 0.00016],
    });
  }
}

const test = base.extend<{ service: VroomServer }>({
  service: async ({}, run) => {
    const service = await startVroomServer();
    await run(service);
    await service.stop();
  },
  environment: async ({ service }, run) => {
    await run({ DIABAN_OPTIMISER_URL: service.url });
  },
});

test('beside an order stands what became of asking an optimiser outside', async ({
  people,
  service,
}) => {
  const planner = await people.as('planner');
  const { routes } = planner;
  await planner.open();
  await findsBusinesses(planner);
  await planner.open('/routes');
  await routes.beginsRoute('Lộ trình hỏi thêm');
  await routes.narrowsTo('phường Hoàn Kiếm');
  await routes.addsTop(STOPS);
  await routes.expectStops(STOPS);

  await planner.outside.allowsOwnSearch(HURRY);
  service.behave('solve');
  await planner.outside.search();
  // Either order may be the better one.
  await planner.outside.expectOutcome('taken', 'not_better');
  service.behave('pile_up');
  await planner.outside.search();
  await planner.outside.expectOutcome('broke_rules');
  await planner.look.screenshot('route-outside-1440');
  await planner.look.at(360, 740);
  expect(await planner.look.faultsOnPhone('route-outside')).toEqual([]);
});
