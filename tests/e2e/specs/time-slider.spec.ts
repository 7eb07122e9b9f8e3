import { HAPPENINGS } from '#server/contract/timeline.ts';
import { addDays, civilDate } from '#server/contract/time.ts';
import { against, LIMITS, NOISE } from '#tests/e2e/limits.ts';
import { expect, test } from '#tests/e2e/test.ts';
import { format, words } from '#tests/e2e/words.ts';

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const TODAY = civilDate(new Date().toISOString());
/** The demonstration's story reaches this far back. */
/** The map by name: a planner's bare start address leads to the routes. */
const CITY = '/?at=105.8,21.03&z=10';
const DAY = '2026-06-30';
const STEPS = 20;
/** A register of more points than this is the generated nation, not a city. */
const MANY = 300_000;

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
    await expect.poll(() => planner.map.shownMarks()).toBe(0);
    await planner.list.expectTotal(0);
    await planner.time.presses('End');
    await planner.time.shows('today');
  });

  test('goes by click and drag, and “today” comes back', async ({ people }) => {
    const planner = await people.as('planner');
    await planner.open(`/?time=open&as_of=${DAY}`);
    await planner.time.shows(DAY);
    await planner.time.clicksAt(0);
    await expect.poll(() => planner.map.shownMarks()).toBe(0);
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

  test('tells in a table what the bars show, of the filter alone', async ({ people }) => {
    const planner = await people.as('planner');
    await planner.open('/?time=open');
    const answer = await planner.page.request.get('/api/timeline');
    const { total } = await answer.json();
    expect(await planner.time.tableSums()).toEqual(HAPPENINGS.map((name) => total[name]));
  });

  test('shows the register as it had been recorded, and says what that means', async ({
    people,
  }) => {
    const planner = await people.as('planner');
    await planner.open(`/?time=open&as_of=${DAY}`);
    await planner.time.shows(DAY);
    const recorded = '2026-03-31';
    await planner.time.choosesRecorded(recorded);
    await planner.time.expectMeaning(
      words.timeSlider.recordedMore({ date: format.date(recorded) }),
    );
    await expect.poll(() => planner.address()).toContain(`known_at=${recorded}`);
    const known = await planner.server.points(`as_of=${DAY}&known_at=${recorded}`);
    await planner.list.expectTotal(known.total);
    await planner.list.expectCondition(
      words.timeSlider.recordedBy({ date: format.date(recorded) }),
    );
    await planner.time.choosesEffective();
    const all = await planner.server.points(`as_of=${DAY}`);
    await planner.list.expectTotal(all.total);
  });

  test('a finger opens a ring, and then its list', async ({ people }) => {
    const planner = await people.as('planner', PHONE);
    await planner.open(CITY);
    const [ring] = (await planner.map.clusters()).toSorted((a, b) => b.count - a.count);
    if (ring === undefined) throw new Error('the demonstration has no ring');
    await planner.map.taps(ring.at);
    await planner.map.opensTouchedList(ring.count);
    await planner.list.expectCluster(ring.count);
  });
});

test.describe('how fast time goes', () => {
  test('a day from the key to the marks, and no long task by the way', async ({ people }) => {
    test.setTimeout(180_000);
    const planner = await people.as('planner');
    await planner.open(`/?time=open&as_of=${DAY}`);
    await planner.time.shows(DAY);
    await planner.map.settled();
    await planner.rests();
    const { total } = await planner.server.points();
    const limit = total > MANY ? LIMITS.dayStepOfMillion : LIMITS.dayStep;
    const steps = await planner.time.timesSteps('ArrowRight', STEPS);
    // Once more, because a trace slows what it watches.
    const tasks = await planner.tasks.during(async () => {
      await planner.time.timesSteps('ArrowLeft', STEPS);
    });
    const [middle, worst] = [0.5, 0.95].map((share) => quantile(steps, share) / 1000);
    console.log(against(`a day's step among ${total} points, median`, middle ?? 0, limit));
    console.log(against(`a day's step among ${total} points, p95`, worst ?? 0, limit));
    console.log(
      `${tasks.count} tasks of the main thread meanwhile: the busiest ${tasks.busiest.toFixed(0)} ms of the processor, ${tasks.long} over 50 ms; the longest ${tasks.longest.toFixed(0)} ms by the clock`,
    );
    expect(steps).toHaveLength(STEPS);
    expect(middle).toBeLessThan(limit * NOISE);
  });
});

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
