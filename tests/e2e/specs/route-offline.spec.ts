import { mergeTests } from '@playwright/test';

import { type Device, test as phones } from '#tests/e2e/device.ts';
import type { App } from '#tests/e2e/drivers/app-driver.ts';
import { countPresses } from '#tests/e2e/presses.ts';
import { askBusinesses, askTeams } from '#tests/e2e/route-story.ts';
import { expect, test as desks } from '#tests/e2e/test.ts';
import { words } from '#tests/e2e/words.ts';

const test = mergeTests(desks, phones);
const { field } = words.routes;

/** Leaves room for a stop drawn at random, which may lie at the far end of the city: 06:00 to 22:00. */
const LONG_DAY = { startsAt: 360, endsAt: 1_320 };

/** Six decimals: a street of the kept map lies within some metres of the place, and shares four of them. */
const STOP = {
  name: 'Quán ven hồ',
  coordinates: '21.030137, 105.850219',
  result: 'signs',
  note: 'Hai xe tải không biển số',
} as const;
/** Words and numbers of the unsent stop, and of the businesses on the route. */
const TEXTS = [
  STOP.name,
  STOP.note,
  ...STOP.coordinates.split(', '),
  'Cơ sở Minh Họa Dày',
  'Số 1 Phố Minh Họa',
];

async function publishesFor(
  planner: App,
  { team, title, stops }: { team: string; title: string; stops: number },
): Promise<void> {
  await planner.open('/routes');
  planner.routes.plansForToday();
  await planner.routes.beginsRoute(title, team);
  await planner.routes.asksForKind('business');
  await planner.routes.addsTop(stops);
  await planner.routes.optimises();
  await planner.routes.publishes();
}

/** The team's phone with its route on it, ready for a day without a network. */
async function takesAlong(device: Device, title: string): Promise<App> {
  const phone = await device.opens('/sign-in?next=/my-routes');
  await phone.signsIn('inspector');
  await phone.field.expectRoute(title);
  await phone.offline.isReady('/api/routes/mine', '/api/me');
  await phone.offline.hasGround();
  return phone;
}

test.describe('a team’s day without a network', () => {
  test('has route, results, a stop nobody planned; all of it goes out once, and the rest is carried over', async ({
    people,
    device,
    playwright,
  }) => {
    const [team, title] = ['Tổ Vùng Lõm', 'Lộ trình vùng lõm'];
    await askTeams(playwright.request, [team], LONG_DAY);
    await askBusinesses(playwright.request, 4);
    const planner = await people.as('planner');
    await publishesFor(planner, { team, title, stops: 4 });
    await takesAlong(device, title);
    device.line.goesDown();
    await device.closesBrowser();

    const away = await device.opens('/my-routes');
    await away.offline.opensWithPassword();
    await away.offline.expectOffline();
    await away.field.arrives(title);
    const presses = await countPresses(away.page);
    await away.field.recordsBusiness(title, field.waiting);
    await away.field.expectNoticeAboveTheWays(field.kept);
    await presses.within('result of a stop at a business');
    await away.field.recordsNext(title, 'could_not_check', field.waiting);
    await away.field.addsStop(title, STOP, field.waiting);
    await away.offline.expectUnsent(3);
    await away.offline.expectNothingReadable(title, team, ...TEXTS);
    expect(await away.look.faultsOnPhone('my-routes-offline')).toEqual([]);
    await away.offline.opensOutbox();
    await away.offline.expectEntry(STOP.name, /^Chờ/);
    expect(await away.look.faultsOnPhone('my-routes-outbox')).toEqual([]);
    // It was never opened on this device: its points were kept with the route.
    await away.goesTo(words.common.goMap);
    await away.map.waitsForMarks();
    await device.closesBrowser();

    const later = await device.opens('/my-routes');
    await later.offline.opensWithPassword();
    await later.field.expectRow(title, STOP.name, field.waiting);
    await later.field.finishes(title, 2);
    await later.offline.expectUnsent(4);
    device.line.isUpAgain();
    await later.offline.expectAllSent();
    expect(device.line.count(/^POST \/api\/routes\/\d+\/results/)).toBe(2);
    expect(device.line.count(/^POST \/api\/routes\/\d+\/unplanned/)).toBe(1);
    expect(device.line.count(/^POST \/api\/routes\/\d+\/finish/)).toBe(1);
    await later.field.expectRow(title, STOP.name, field.results.signs);

    await planner.routes.opensOutcome();
    await planner.routes.expectOutcome(words.routes.stopStates.carried);
    await planner.routes.expectOutcome(/Quán ven hồ/);
    await planner.look.screenshot('route-outcome-1440');
    await planner.open('/routes');
    await planner.routes.beginsRoute('Lộ trình hôm sau', team);
    const planning = await countPresses(planner.page);
    await planner.routes.takesUpCarried();
    await planning.within('stops put off taken up again');
  });
});
