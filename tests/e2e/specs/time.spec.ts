import type { Page } from '@playwright/test';

import { civilDate } from '#server/contract/civil-day.ts';
import { addDays } from '#server/contract/time.ts';
import type { App } from '#tests/e2e/drivers/app-driver.ts';
import { countPresses } from '#tests/e2e/presses.ts';
import { expect, test } from '#tests/e2e/test.ts';
import { SHARP } from '#tests/e2e/unpainted-maps.ts';
import { words } from '#tests/e2e/words.ts';

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
/** Asked anew each time: a run may go on past midnight. */
const today = () => civilDate(new Date().toISOString());
/** The map by name: a planner's bare start address leads to the routes. */
const CITY = '/?at=105.8,21.03&z=10';
const DAY = '2026-06-30';
const { periods, compare, visits, register, pointsList, timeSlider, map } = words;

const panelOf = (page: Page) => page.getByRole('region', { name: map.sheet });

test.describe('the time slider', () => {
  test('opens from the map, goes by keys, by click and drag, and map, list and counters follow', async ({
    people,
  }) => {
    const planner = await people.as('planner');
    await planner.open(CITY);
    await planner.map.settled();
    await planner.time.opens();
    await planner.time.expectFocused();
    await planner.time.expectToday();
    const day = await planner.time.day();
    await planner.time.presses('ArrowLeft');
    await planner.time.shows(addDays(day, -1));
    await planner.time.presses('ArrowRight');
    await planner.time.shows('today');

    await planner.turnsTo(`/?time=open&as_of=${DAY}`);
    await planner.time.shows(DAY);
    await planner.time.presses('Shift+ArrowLeft');
    await planner.time.shows('2026-05-30');
    await planner.time.presses('PageUp');
    await planner.time.shows(DAY);
    const { total } = await planner.server.points(`as_of=${DAY}`);
    await planner.list.expectTotal(total);
    await planner.time.hasBars();
    await planner.time.presses('Home');
    await planner.map.expectNoMarks();
    await planner.list.expectTotal(0);
    await planner.time.presses('End');
    await planner.time.shows('today');

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

test('what has changed is one press away, for a week too; status, category and period are three, and the address says them', async ({
  people,
}) => {
  const analyst = await people.as('analyst');
  await analyst.open();
  await analyst.map.settled();
  await looksAtChanges(analyst.page);

  const panel = panelOf(analyst.page);
  const presses = await countPresses(analyst.page);
  const status = panel.getByRole('group', { name: pointsList.status });
  await status.getByRole('button', { name: register.status.recurring }).click();
  const categories = panel.getByRole('group', { name: periods.category });
  await categories.getByRole('button').first().click();
  const period = panel.getByRole('group', { name: periods.period });
  await period.getByRole('button', { name: periods.presets.quarter }).click();
  await presses.within('status, category and period');
  await expect
    .poll(() => analyst.address())
    .toMatch(/status=recurring.*category=|category=.*status=/);
  await expect.poll(() => analyst.address()).toContain(`to=${today()}`);
});

async function looksAtChanges(page: Page): Promise<void> {
  const strip = page.locator('[data-changes]');
  const open = page.getByRole('button', { name: visits.open });
  await expect(strip.or(open)).toBeVisible();
  // It has opened by itself where something changed since the last visit.
  if (await strip.isVisible()) await strip.getByRole('button', { name: visits.close }).click();
  const presses = await countPresses(page);
  await open.click();
  await expect(strip).toBeVisible();
  await presses.within('what changed since the last visit');
  await strip.getByRole('button').first().click();
  await page.getByRole('menuitem', { name: visits.week }).click();
  await expect(
    strip.locator('[data-change]').or(strip.getByText(visits.nothing)).first(),
  ).toBeVisible();
}

test('a period is brushed over the bars, and its ends move by keys; two evenings are one press, and the list has exactly the points that differ', async ({
  people,
}) => {
  const analyst = await people.as('analyst');
  await analyst.open('/?time=open');
  await analyst.map.settled();
  await brushesPeriod(analyst);

  const { page } = analyst;
  await analyst.open('/');
  const presses = await countPresses(page);
  await page.getByRole('button', { name: compare.open }).click();
  await presses.within('two evenings compared');
  const before = addDays(today(), -28);
  await expect(
    page.locator(`[data-left-of="${before}"] [data-marks-of="${before}"]`),
  ).toBeAttached();

  await analyst.turnsTo('/?compare=2026-04-30');
  await page.getByRole('region', { name: compare.title }).getByText(compare.difference).click();
  const kind = page.locator('[data-difference="eliminated"]');
  for (const other of ['recurring', 'listed', 'handed_over']) {
    await page.locator(`[data-difference="${other}"]`).click();
  }
  await expect(kind.locator('strong')).not.toBeEmpty();
  const differ = Number(await kind.locator('strong').textContent());
  const query = `happened=eliminated&from=2026-05-01&to=${today()}`;
  expect((await analyst.server.points(query)).total).toBe(differ);
  await analyst.list.expectTotal(differ);
  await analyst.list.expectCount(differ);
});

async function brushesPeriod({ page, address, time }: App): Promise<void> {
  await time.hasBars();
  const slider = page.getByRole('region', { name: timeSlider.title });
  await slider.getByRole('button', { name: timeSlider.brush }).click();
  const box = await slider.locator('[data-brush]').boundingBox();
  if (box === null) throw new Error('the bars are not on the screen');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.5, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.7, y, { steps: 5 });
  await page.mouse.up();
  await expect.poll(address).toMatch(/from=\d{4}-\d{2}-\d{2}/);
  const from = /from=([\d-]+)/.exec(address())?.[1] ?? '';
  const start = slider.getByRole('slider', { name: timeSlider.periodFrom });
  await start.press('ArrowLeft');
  await start.press('ArrowLeft');
  await expect.poll(address).toContain(`from=${addDays(from, -2)}`);
}
