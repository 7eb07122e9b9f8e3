import { civilDate } from '#server/contract/civil-day.ts';
import { askTeams } from '#tests/e2e/route-story.ts';
import { expect, test } from '#tests/e2e/test.ts';
import { format, words } from '#tests/e2e/words.ts';

const TODAY = 'Kiểm tra hôm nay của Tổ 1 (minh họa)';
const today = civilDate(new Date().toISOString());
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

test.describe('a route', () => {
  test('is published with its random share after a handful of presses @journey', async ({
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

  test('takes what a polygon or a rectangle encloses, and one candidate by itself; a search can be cancelled', async ({
    people,
    playwright,
  }) => {
    await askTeams(playwright.request, ['Tổ Thử Hai']);
    const planner = await people.as('planner');
    const { routes, dragging } = planner;
    await planner.open('/routes');
    await routes.beginsRoute('Lộ trình chọn từng nơi', 'Tổ Thử Hai');
    await routes.asksFor(3);
    await dragging.drawsPolygon();
    await routes.expectStops(3);
    await routes.addsFirst();
    await routes.expectStops(4);
    await routes.undoes();
    await routes.expectStops(3);
    await routes.addsByRectangle();
    await routes.cancelsSearch();
  });
});

test.describe('a route on paper', () => {
  test('bears a sketch and codes, is logged before it is printed, and leads back to the stop after the sign-in @journey', async ({
    people,
  }) => {
    const planner = await people.as('planner');
    await planner.open('/');
    await planner.expectScreen(words.routes.title);
    await planner.sheet.opensRoute(TODAY);
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
});
