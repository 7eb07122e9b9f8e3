import { mergeTests } from '@playwright/test';

import { type Device, test as phones } from '#tests/e2e/device.ts';
import type { App } from '#tests/e2e/drivers/app-driver.ts';
import { countPresses } from '#tests/e2e/presses.ts';
import { askTeams } from '#tests/e2e/route-story.ts';
import { expect, test as desks } from '#tests/e2e/test.ts';
import { words } from '#tests/e2e/words.ts';

const test = mergeTests(desks, phones);
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const { field } = words.routes;
type Orders = Record<string, readonly (string | null)[]>;

/** Both orders after one stop was dropped on another: it has that one's number. */
function dropped(orders: Orders, id: string, onto: string): Orders {
  const goal = Object.values(orders).find((order) => order.includes(onto)) ?? [];
  const number = goal.indexOf(onto);
  return Object.fromEntries(
    Object.entries(orders).map(([team, order]) => {
      const others = order.filter((one) => one !== id);
      return [team, order === goal ? others.toSpliced(number, 0, id) : others];
    }),
  );
}

async function ordersOf({ dragging }: App, teams: readonly string[]): Promise<Orders> {
  const entries = [];
  for (const team of teams) entries.push([team, await dragging.orderOf(team)] as const);
  return Object.fromEntries(entries);
}

/** Drags one mark onto another on the map, where both lie free, and gives what the orders have to be. */
async function dragsAMark(planner: App, before: Orders, locked: string | null): Promise<Orders> {
  const [id, onto] = await planner.dragging.dragsAMark(locked);
  return dropped(before, id, onto);
}

/** The team's phone: the route taken along, no network, two results, which go out when there is one again. */
async function walksWithoutNetwork(device: Device, route: string): Promise<App> {
  await device.signsInAs('inspector');
  const phone = await device.opens('/my-routes');
  await phone.field.expectRoute(route);
  await phone.offline.isReady('/api/routes/mine', '/api/me');
  device.line.goesDown();
  await phone.field.arrives(route);
  const presses = await countPresses(phone.page);
  await phone.field.records(route, 'no_sign', field.waiting);
  await presses.within('result of a stop at a point');
  await phone.look.screenshot('my-routes-just-recorded');
  await phone.field.takesBack();
  await phone.field.records(route, 'no_sign', field.waiting);
  await phone.field.addsNote('no_sign', 'Cửa đóng, không có người ra vào.');
  await phone.field.recordsNext(route, 'could_not_check', field.waiting);
  await phone.offline.expectUnsent(2);
  device.line.isUpAgain();
  await phone.offline.expectAllSent();
  expect(device.line.count(/^POST \/api\/routes\/\d+\/results/)).toBe(2);
  return phone;
}

test.describe('a route from the first stroke to plan against result', () => {
  test('goes by mouse', async ({ people, device, playwright }) => {
    const title = 'Lộ trình bằng chuột';
    const teams = ['Tổ Chuột Một', 'Tổ Chuột Hai'] as const;
    await askTeams(playwright.request, teams);
    const planner = await people.as('planner');
    const { routes, dragging } = planner;
    // Both teams lie in sight, however the random places are shared out.
    await planner.page.setViewportSize({ width: 1440, height: 1500 });
    await planner.open('/routes');
    routes.plansForToday();
    await routes.beginsRoute(title, ...teams);
    await routes.asksForKind('point');
    await routes.asksFor(6);
    await dragging.lassoes();
    await routes.optimises();
    const began = await ordersOf(planner, teams);
    const [full, spare] = teams.toSorted(
      (a, b) => (began[b]?.length ?? 0) - (began[a]?.length ?? 0),
    );
    if (full === undefined || spare === undefined) throw new Error('two teams');
    const [held, second, third] = began[full] ?? [];
    await routes.locksPlace(held ?? null);

    await dragging.dragsBefore(third ?? null, second ?? null);
    await dragging.expectOrderOf(full, [
      held ?? null,
      third ?? null,
      second ?? null,
      ...(began[full]?.slice(3) ?? []),
    ]);
    await dragging.dragsIntoTeam(second ?? null, spare);
    await dragging.expectOrderOf(spare, [...(began[spare] ?? []), second ?? null]);
    await routes.undoes();
    await dragging.expectOrderOf(spare, began[spare] ?? []);
    await routes.redoes();
    await dragging.expectOrderOf(spare, [...(began[spare] ?? []), second ?? null]);

    const after = await dragsAMark(planner, await ordersOf(planner, teams), held ?? null);
    for (const team of teams) await dragging.expectOrderOf(team, after[team] ?? []);
    await planner.look.screenshot('route-planned-1440');
    await routes.optimises();
    expect((await dragging.orderOf(full))[0]).toBe(held);
    await routes.publishes();

    await walksWithoutNetwork(device, title);
    await routes.opensOutcome();
    await routes.expectOutcome(field.results.no_sign);
    await routes.expectOutcome(/Không kiểm tra được: /);
  });

  test('goes by finger on a screen of 360 pixels, until it is published', async ({
    people,
    playwright,
  }) => {
    const title = 'Lộ trình bằng ngón tay';
    const teams = ['Tổ Ngón Tay Một', 'Tổ Ngón Tay Hai'] as const;
    await askTeams(playwright.request, teams);
    const planner = await people.as('planner', PHONE);
    const { routes, dragging } = planner;
    dragging.usesFinger();
    await planner.open('/routes');
    await routes.beginsRoute(title, ...teams);
    await routes.asksForKind('point');
    await routes.asksFor(5);
    await routes.turnsTo('map');
    await dragging.lassoes();
    await routes.optimises();
    const began = await ordersOf(planner, teams);
    const [full = ''] = teams.toSorted((a, b) => (began[b]?.length ?? 0) - (began[a]?.length ?? 0));
    const [held = null, second = null, third = null, ...rest] = began[full] ?? [];
    await routes.locksPlace(held);
    await dragging.dragsBefore(third, second);
    await dragging.expectOrderOf(full, [held, third, second, ...rest]);
    expect(await planner.look.sideways()).toBe(0);
    expect(await planner.look.violations()).toEqual([]);
    await planner.look.screenshot('route-orders-360');
    const before = await ordersOf(planner, teams);
    await routes.turnsTo('map');
    const after = await dragsAMark(planner, before, held);
    await planner.look.screenshot('route-map-360');
    await routes.turnsTo('orders');
    for (const team of teams) await dragging.expectOrderOf(team, after[team] ?? []);
    await routes.publishes();
  });

  test('goes by keyboard alone, on the phone too', async ({ people, playwright }) => {
    const title = 'Lộ trình bằng phím';
    await askTeams(playwright.request, ['Tổ Bàn Phím']);
    const planner = await people.as('planner');
    await planner.open('/routes');
    await planner.keyboard.beginsRoute(title, 'Tổ Bàn Phím');
    // A business of the register of inspections would ask for the outcome of its inspection.
    await planner.keyboard.asksForKind('point');
    await planner.keyboard.addsTop(4);
    await planner.keyboard.optimises();
    const [first = null, second = null, ...rest] = await planner.dragging.orderOf('Tổ Bàn Phím');
    await planner.keyboard.locksPlace(0);
    await planner.keyboard.movesUp(1);
    await planner.dragging.expectOrderOf('Tổ Bàn Phím', [second, first, ...rest]);
    await planner.routes.expectViolation(1, words.routes.problems.position_lock);
    await planner.keyboard.undoes();
    await planner.dragging.expectOrderOf('Tổ Bàn Phím', [first, second, ...rest]);
    await planner.keyboard.publishes();

    const phone = await people.as('inspector', PHONE);
    await phone.open('/my-routes');
    await phone.field.expectRoute(title);
    await phone.field.recordsNextByKeys(title, field.results.no_sign);
    await planner.keyboard.opensOutcome();
    await planner.routes.expectOutcome(field.results.no_sign);
  });
});
