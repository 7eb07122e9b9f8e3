import { anew } from '#tests/e2e/names.ts';
import { askTeams } from '#tests/e2e/route-story.ts';
import { expect, test } from '#tests/e2e/test.ts';

test.describe('a route', () => {
  test('is published with its random share after a handful of presses', async ({ people }) => {
    const planner = await people.as('planner');
    const { routes } = planner;
    await planner.open('/teams');
    await routes.addsTeam(anew('Tổ Thử Một'));
    await planner.open('/routes');
    const began = Date.now();
    await routes.beginsRoute(anew('Lộ trình nhanh'));
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

  test('is ordered by keyboard, locked, taken back, drawn on the map', async ({
    people,
    playwright,
  }) => {
    test.setTimeout(180_000);
    const planner = await people.as('planner');
    const { routes } = planner;
    await askTeams(playwright.request, ['Tổ Thử Hai']);
    await planner.open('/routes');
    await routes.beginsRoute(anew('Lộ trình sửa tay'), 'Tổ Thử Hai');
    await routes.addsTop(4);
    await routes.optimises();
    const order = await routes.order();
    await routes.movesDownByKeyboard(0);
    const swapped = [order[1], order[0], ...order.slice(2)].map((id) => id ?? null);
    await routes.expectOrder(swapped);
    await routes.expectFocusAt(1);
    await routes.undoes();
    await routes.expectOrder(order);
    await routes.redoes();
    await routes.expectOrder(swapped);
    await routes.movesUp(1);
    await routes.expectOrder(order);
    await routes.locksTeamAndTime(0, '06:00', '06:10');
    await routes.expectViolation(0, /Muộn|Trái khóa giờ|Ngoài khoảng giờ/);
    await routes.addsByRectangle();
    await routes.cancelsSearch();
    await routes.removesRandom();
    await routes.publishes('Địa bàn ít điểm');
  });

  test('takes what a polygon of single presses encloses, and one candidate by itself', async ({
    people,
    playwright,
  }) => {
    await askTeams(playwright.request, ['Tổ Thử Hai']);
    const planner = await people.as('planner');
    const { routes, hands } = planner;
    await planner.open('/routes');
    await routes.beginsRoute(anew('Lộ trình chọn từng nơi'), 'Tổ Thử Hai');
    await routes.asksFor(3);
    await hands.drawsPolygon();
    await routes.expectStops(3);
    await routes.addsFirst();
    await routes.expectStops(4);
    await routes.undoes();
    await routes.expectStops(3);
  });

  test('is walked by an inspector on a phone and held against its plan', async ({ people }) => {
    test.setTimeout(180_000);
    const [title, team] = [anew('Lộ trình đi thật'), anew('Tổ Thử Ba')];
    const planner = await people.as('planner');
    await planner.open('/teams');
    await planner.routes.addsTeam(team);
    await planner.open('/routes');
    await planner.routes.beginsRoute(title, team);
    await planner.routes.addsTop(3);
    await planner.routes.optimises();
    await planner.routes.publishes();
    const inspector = await people.as('inspector', {
      viewport: { width: 360, height: 740 },
      hasTouch: true,
      isMobile: true,
    });
    await inspector.open('/my-routes');
    await inspector.field.recordsNext(title, 'no_sign');
    await inspector.field.recordsNext(title, 'could_not_check');
    expect(await inspector.look.sideways()).toBe(0);
    expect(await inspector.look.violations()).toEqual([]);
    await inspector.look.screenshot('my-routes-360');
    const address = planner.routes.address();
    await planner.routes.opensOutcome();
    await planner.routes.expectOutcome(/Không có dấu hiệu|Không kiểm tra được/);
    await planner.look.screenshot('route-outcome');
    expect(await planner.look.violations()).toEqual([]);
    await planner.open(`${address}/print`);
    await planner.routes.expectSheet();
    await planner.look.screenshot('route-sheet');
  });
});
