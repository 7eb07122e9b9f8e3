import { civilDate } from '#server/contract/civil-day.ts';
import { addDays } from '#server/contract/time.ts';
import { against, NOISE } from '#tests/e2e/limits.ts';
import { askBusinesses, askTeams } from '#tests/e2e/route-story.ts';
import { expect, test } from '#tests/e2e/test.ts';
import { format, words } from '#tests/e2e/words.ts';

const STOPS = 40;
const MOST_PRESSES = 12;
const MOST_SECONDS = 60;

test.describe('a route of forty stops for two teams', () => {
  test('is published after few presses and little of the machine’s time', async ({
    people,
    playwright,
  }) => {
    test.setTimeout(360_000);
    const teams = ['Tổ 01 Cỡ Lớn', 'Tổ 02 Cỡ Lớn'] as const;
    await askTeams(playwright.request, teams, { startsAt: 450, endsAt: 1_080 });
    await askBusinesses(playwright.request, 48);
    const title = 'Lộ trình bốn mươi điểm';
    const planner = await people.as('planner');
    const { routes, dragging } = planner;
    await planner.open('/routes');
    await routes.countsPresses();
    const began = performance.now();
    await routes.beginsRoute(title, ...teams);
    await routes.narrowsTo('phường Hoàn Kiếm');
    await routes.addsTop(STOPS);
    await routes.expectStops(STOPS);
    await routes.optimises();
    await routes.publishes();
    const seconds = (performance.now() - began) / 1_000;
    const presses = await routes.presses();
    const orders = [await dragging.orderOf(teams[0]), await dragging.orderOf(teams[1])];
    console.log(
      `${against('from "new route" to published', seconds, MOST_SECONDS)}, ${presses} presses, ` +
        `${orders.map(({ length }) => length).join(' + ')} stops in order`,
    );
    await planner.look.screenshot('route-forty-1440');
    await planner.sheet.opensSheet();
    await planner.sheet.prints();
    const date = format.date(addDays(civilDate(new Date().toISOString()), 1));
    const purpose = words.routes.sheet.purpose({ title, date });
    expect(await planner.paper.expectMarked('route-sheet-forty', purpose)).toBeGreaterThan(2);
    expect(orders.flat()).toHaveLength(STOPS);
    expect(Math.min(...orders.map(({ length }) => length))).toBeGreaterThan(0);
    expect(presses).toBeLessThanOrEqual(MOST_PRESSES);
    expect(seconds).toBeLessThanOrEqual(MOST_SECONDS * NOISE);
  });
});
