import { civilDate } from '#server/contract/civil-day.ts';
import type { App } from '#tests/e2e/drivers/app-driver.ts';
import { countPresses, type Task } from '#tests/e2e/presses.ts';
import { askBusinesses, askRouteOfToday, askTeams } from '#tests/e2e/route-story.ts';
import { expect, test } from '#tests/e2e/test.ts';
import { format, words } from '#tests/e2e/words.ts';

const TODAY = 'Kiểm tra hôm nay của Tổ 1 (minh họa)';
const today = civilDate(new Date().toISOString());
const NEAR = 'phường Hoàn Kiếm';
const { routes: own } = words;
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

test.describe('a route', () => {
  test('is published with its random share after a handful of presses @journey @daily', async ({
    people,
  }) => {
    const planner = await people.as('planner');
    const { routes } = planner;
    await planner.open('/teams');
    await routes.addsTeam('Tổ Thử Một');
    await planner.open('/routes');
    const began = Date.now();
    await routes.beginsRoute('Lộ trình nhanh');
    await routes.expectReasons();
    await routes.addsTop(4);
    await routes.optimises();
    await routes.publishes();
    const seconds = (Date.now() - began) / 1_000;
    console.log(`a published route: ${routes.clicks()} presses, ${seconds} seconds`);
    expect(routes.clicks()).toBeLessThanOrEqual(6);
    expect(await routes.file('GPX')).toContain('<gpx');
    expect(await routes.file('ICS')).toContain('BEGIN:VCALENDAR');
  });
});

test.describe('the steps of a planner', () => {
  test('take the presses that each of them may take; an area, a candidate by itself and a cancelled search', async ({
    people,
    playwright,
  }) => {
    await askBusinesses(playwright.request, 6);
    await askTeams(playwright.request, ['Tổ Thử Hai']);
    const planner = await people.as('planner');
    const { routes, desk } = planner;
    const within = async (task: Task, does: () => Promise<void>) => {
      const presses = await countPresses(planner.page);
      await does();
      await presses.within(task);
    };
    await planner.open('/routes');
    await within('candidates with their reasons', async () => {
      await routes.opens(TODAY);
      await routes.expectReasons();
    });
    await planner.open('/routes');
    await routes.opensNewRoute();
    await within('teams and shifts from their templates', () => routes.beginsAsOffered());
    await routes.narrowsTo(NEAR);
    await within('best candidates added', () => routes.addsTop(6));
    await within('order optimised', () => routes.optimises(4));
    const [first = null, second = null, ...rest] = await routes.order();
    await within('stop locked', () => desk.locksPosition(first));
    await within('stop put one place earlier', async () => {
      await routes.movesUp(1);
      await routes.expectOrder([second, first, ...rest]);
    });
    await routes.expectViolation(1, own.problems.position_lock);
    await desk.expectAcceptanceAsked();
    await desk.undoesByKeys();
    await routes.expectOrder([first, second, ...rest]);
    await desk.redoesByKeys();
    await routes.expectOrder([second, first, ...rest]);
    await desk.undoesByKeys();
    await routes.expectOrder([first, second, ...rest]);
    await within('route published', () => routes.publishes());
    await choosesOneByOne(planner);
  });
});

/** A route of what a polygon or a rectangle encloses, and of one candidate by itself. */
async function choosesOneByOne(planner: App): Promise<void> {
  const { routes, dragging } = planner;
  await planner.turnsTo('/routes');
  await routes.beginsRoute('Lộ trình chọn từng nơi', 'Tổ Thử Hai');
  await routes.asksFor(3);
  await dragging.drawsPolygon();
  await routes.expectStops(3);
  await routes.addsFirst();
  await routes.expectStops(4);
  await routes.undoes();
  await routes.expectStops(3);
  const presses = await countPresses(planner.page);
  await routes.addsByRectangle();
  await presses.within('candidates of an area added');
  await routes.cancelsSearch();
}

type Order = readonly (string | null)[];
const TEAMS = ['Tổ 01 Bàn', 'Tổ 02 Bàn'] as const;
const [ONE, TWO] = TEAMS;

/** Gives each of two teams three of six stops by choosing them together, by mouse and by keys. */
async function sharesStops({ desk, dragging }: App): Promise<readonly [Order, Order]> {
  await desk.choosesRange(0, 2);
  await desk.movesChosen(ONE);
  await expect.poll(() => dragging.orderOf(ONE)).toHaveLength(3);
  await desk.choosesNone();
  await desk.choosesByKeys(3, 2);
  await desk.movesChosen(TWO);
  await expect.poll(() => dragging.orderOf(TWO)).toHaveLength(3);
  const orders = [await dragging.orderOf(ONE), await dragging.orderOf(TWO)] as const;
  await desk.locksChosen();
  await desk.expectLocked(3);
  await desk.undoesByKeys();
  await desk.expectLocked(0);
  await desk.undoesByKeys();
  await dragging.expectOrderOf(TWO, []);
  await desk.redoesByKeys();
  await dragging.expectOrderOf(TWO, orders[1]);
  await desk.choosesNone();
  return orders;
}

/** Drags stops along their row, to the other row and away; goes on with keys. */
async function dragsOnTimeline({ desk, dragging }: App, [ones, twos]: readonly [Order, Order]) {
  const [a = null, b = null, c = null] = ones;
  await desk.expectBars(ONE, ones);
  await desk.expectLooks([a, twos[0] ?? null]);
  await desk.dragsBar(a, ONE, own.dropAt({ team: ONE, position: '3' }));
  await desk.expectBars(ONE, [b, c, a]);
  await dragging.expectOrderOf(ONE, [b, c, a]);
  await desk.dragsBar(a, TWO, /kết thúc lúc \d\d:\d\d/);
  await desk.expectBars(TWO, [...twos, a]);
  await desk.expectTotal(ONE, 2);
  await desk.expectTotal(TWO, 4);
  await desk.dragsBarAway(b);
  await desk.walksToNextBar(b, c);
  await desk.movesBarLater(b);
  await desk.expectBars(ONE, [c, b]);
  await dragging.expectOrderOf(ONE, [c, b]);
}

/** Lets a stop go outside the map, where nothing happens, and then another on a stop of the map, where it is taken. */
async function dragsOffTheMap({ desk, dragging }: App) {
  const orders = [await dragging.orderOf(ONE), await dragging.orderOf(TWO)] as const;
  await desk.dragsMarkAway(orders.flat()[0] ?? null);
  await dragging.expectOrderOf(ONE, orders[0]);
  await dragging.expectOrderOf(TWO, orders[1]);
  await dragging.dragsAMark(null);
}

test.describe('the desk of a planner', () => {
  test('has its shifts by the hour and several stops moved at once', async ({
    people,
    playwright,
  }) => {
    await askTeams(playwright.request, TEAMS, { startsAt: 360, endsAt: 1_260 });
    await askBusinesses(playwright.request, 6);
    const planner = await people.as('planner');
    const { routes, desk, dragging, look } = planner;
    await planner.open('/routes');
    await routes.beginsRoute('Lộ trình trên bàn', ...TEAMS);
    await routes.narrowsTo(NEAR);
    await routes.addsTop(6);
    await dragsOnTimeline(planner, await sharesStops(planner));
    expect(await look.violations()).toEqual([]);
    await look.screenshot('route-desk-1440');

    await desk.looksFarAway();
    await routes.optimises(6);
    await desk.expectMapFits();
    await dragsOffTheMap(planner);

    await look.at(360, 740);
    await routes.turnsTo('shifts');
    expect(await look.faultsOnPhone('route-desk')).toEqual([]);
    await look.inScheme('dark');
    expect(await look.faultsOnPhone('route-desk-dark')).toEqual([]);
    await routes.turnsTo('orders');
    const orders = [await dragging.orderOf(ONE), await dragging.orderOf(TWO)] as const;
    const [chosen, kept] = orders[0].length > 0 ? [ONE, orders[1]] : [TWO, orders[0]];
    await desk.choosesTeam(chosen);
    expect(await look.faultsOnPhone('route-chosen-dark')).toEqual([]);
    await desk.removesChosen();
    await routes.expectStops(kept.length);
  });
});

test.describe('a route on paper', () => {
  test('bears a sketch and codes, is logged before it is printed, and leads back to the stop after the sign-in @journey @daily', async ({
    people,
  }) => {
    const planner = await people.as('planner');
    await planner.open('/');
    await planner.expectScreen(words.routes.title);
    await planner.sheet.opensRouteOfToday(TODAY);
    const { stopId, address } = await planner.sheet.addressOfStop(2);
    await planner.sheet.opensSheet();
    await planner.look.screenshot('route-sheet-screen');
    expect(await planner.look.violations()).toEqual([]);
    await planner.sheet.expectNothingOnPaper();
    await planner.sheet.prints();
    const purpose = words.routes.sheet.purpose({ title: TODAY, date: format.date(today) });
    expect(await planner.paper.expectMarked('route-sheet', purpose)).toBe(1);
    await planner.look.screenshot('route-sheet-logged');
    await planner.open(address);
    await planner.expectScreen(TODAY);

    const auditor = await people.as('auditor');
    await auditor.open('/audit');
    await auditor.audit.filtersByAction('export.route_print');
    await auditor.audit.expectOnlyAction('export.route_print');

    const inspector = await people.stranger(PHONE);
    await inspector.open(address);
    await inspector.signsIn('inspector');
    await inspector.sheet.expectAtStop(stopId);
    expect(await inspector.look.sideways()).toBe(0);
    await inspector.look.screenshot('route-scanned-stop-360');
  });

  test('of forty stops has several sheets, each with its mark', async ({ people, playwright }) => {
    const [title, teams] = ['Lộ trình bốn mươi điểm', ['Tổ 01 Cỡ Lớn', 'Tổ 02 Cỡ Lớn']] as const;
    const id = await askRouteOfToday(playwright.request, title, teams, 20);
    const planner = await people.as('planner');
    await planner.open(`/routes/${id}/print`);
    await planner.routes.expectSheet();
    await planner.sheet.prints();
    const purpose = words.routes.sheet.purpose({ title, date: format.date(today) });
    expect(await planner.paper.expectMarked('route-sheet-forty', purpose)).toBeGreaterThan(2);
  });
});
