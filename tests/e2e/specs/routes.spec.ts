import { expect, test } from '#tests/e2e/test.ts';

test.describe('a route', () => {
  test('is published with its random share after a handful of presses', async ({ people }) => {
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

  test('is ordered by keyboard, locked, taken back, drawn on the map', async ({ people }) => {
    test.setTimeout(120_000);
    const planner = await people.as('planner');
    const { routes } = planner;
    await planner.open('/teams');
    await routes.addsTeam('Tổ Thử Hai');
    await planner.open('/routes');
    await routes.beginsRoute('Lộ trình sửa tay', 'Tổ Thử Hai');
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
});
