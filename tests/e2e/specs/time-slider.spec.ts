import { civilDate } from '#server/contract/civil-day.ts';
import { addDays } from '#server/contract/time.ts';
import { expect, SHARP, test } from '#tests/e2e/test.ts';

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const TODAY = civilDate(new Date().toISOString());
/** The map by name: a planner's bare start address leads to the routes. */
const CITY = '/?at=105.8,21.03&z=10';
const DAY = '2026-06-30';

test.describe('the time slider', () => {
  test('opens from the map, goes by keys, and map, list and counters follow', async ({
    people,
  }) => {
    const planner = await people.as('planner');
    await planner.open(CITY);
    await planner.map.settled();
    await planner.time.opens();
    await planner.time.expectFocused();
    await planner.time.expectDay(TODAY);
    await planner.time.presses('ArrowLeft');
    await planner.time.shows(addDays(TODAY, -1));
    await planner.time.presses('ArrowRight');
    await planner.time.shows('today');

    await planner.open(`/?time=open&as_of=${DAY}`);
    await planner.time.shows(DAY);
    await planner.time.presses('Shift+ArrowLeft');
    await planner.time.shows('2026-05-30');
    await planner.time.presses('PageUp');
    await planner.time.shows(DAY);
    const { total } = await planner.server.points(`as_of=${DAY}`);
    await planner.list.expectTotal(total);
    await planner.time.presses('Home');
    await planner.map.expectNoMarks();
    await planner.list.expectTotal(0);
    await planner.time.presses('End');
    await planner.time.shows('today');
  });

  test('goes by click and drag, and “today” comes back', async ({ people }) => {
    const planner = await people.as('planner');
    await planner.open(`/?time=open&as_of=${DAY}`);
    await planner.time.shows(DAY);
    await planner.time.clicksAt(0);
    await planner.map.expectNoMarks();
    await planner.time.dragsTo(1);
    await planner.time.shows('today');
    await planner.time.clicksAt(0.5);
    await expect.poll(() => planner.address()).toContain('as_of=');
    await planner.time.goesToToday();
    await planner.time.shows('today');
    await planner.time.closes();
    await expect.poll(() => planner.address()).not.toContain('time=');
  });

  test('plays by itself, waits for every day, and pauses', async ({ people }) => {
    const planner = await people.as('planner');
    await planner.open(`/?time=open&as_of=${DAY}`);
    await planner.time.shows(DAY);
    await planner.time.choosesStep('week');
    await planner.time.watchesDays();
    await planner.time.plays();
    await planner.time.reaches('2026-07-14');
    await planner.time.pauses();
    await planner.time.expectPaused();
    const stood = await planner.time.restsAt();
    await planner.time.presses(' ');
    await planner.time.reaches(addDays(stood, 7));
    await planner.time.presses(' ');
    await planner.time.expectPaused();
    const days = await planner.time.daysShown();
    expect(days.slice(0, 3)).toEqual(['2026-07-07', '2026-07-14', '2026-07-21']);
    expect(days).toEqual(days.map((_day, at) => addDays('2026-07-07', 7 * at)));
  });

  test('a finger opens a ring, and then its list', async ({ people }) => {
    const planner = await people.as('planner', { ...PHONE, ...SHARP });
    await planner.open(CITY);
    await planner.map.tapsRing(await planner.map.findsRing());
    const count = await planner.map.opensTouchedList();
    expect(count).toBeGreaterThan(1);
    await planner.list.expectCluster(count);
  });
});
