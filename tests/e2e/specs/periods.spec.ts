import type { Page } from '@playwright/test';

import { civilDate } from '#server/contract/civil-day.ts';
import { addDays } from '#server/contract/time.ts';
import { countPresses } from '#tests/e2e/presses.ts';
import { expect, test } from '#tests/e2e/test.ts';
import { words } from '#tests/e2e/words.ts';

const TODAY = civilDate(new Date().toISOString());
const { periods, compare, visits, register, pointsList, timeSlider, map } = words;

const panelOf = (page: Page) => page.getByRole('region', { name: map.sheet });

test('status, category and period are three presses, and the address says them', async ({
  people,
}) => {
  const analyst = await people.as('analyst');
  await analyst.open();
  await analyst.map.settled();
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
  await expect.poll(() => analyst.address()).toContain(`to=${TODAY}`);
});

test('two evenings are one press, and the list has exactly the points that differ', async ({
  people,
}) => {
  const analyst = await people.as('analyst');
  await analyst.open();
  await analyst.map.settled();
  const { page } = analyst;
  const presses = await countPresses(analyst.page);
  await page.getByRole('button', { name: compare.open }).click();
  await presses.within('two evenings compared');
  const before = addDays(TODAY, -28);
  await expect(
    page.locator(`[data-left-of="${before}"] [data-marks-of="${before}"]`),
  ).toBeAttached();

  await analyst.open(`/?compare=2026-04-30`);
  await page.getByRole('region', { name: compare.title }).getByText(compare.difference).click();
  const kind = page.locator('[data-difference="eliminated"]');
  for (const other of ['recurring', 'listed', 'handed_over']) {
    await page.locator(`[data-difference="${other}"]`).click();
  }
  await expect(kind.locator('strong')).not.toBeEmpty();
  const differ = Number(await kind.locator('strong').textContent());
  const query = `happened=eliminated&from=2026-05-01&to=${TODAY}`;
  expect((await analyst.server.points(query)).total).toBe(differ);
  await analyst.list.expectTotal(differ);
  await analyst.list.expectCount(differ);
});

test('a period is brushed over the bars, and its ends move by keys', async ({ people }) => {
  const analyst = await people.as('analyst');
  await analyst.open('/?time=open');
  await analyst.map.settled();
  const { page } = analyst;
  const slider = page.getByRole('region', { name: timeSlider.title });
  await slider.getByRole('button', { name: timeSlider.brush }).click();
  const box = await slider.locator('[data-brush]').boundingBox();
  if (box === null) throw new Error('the bars are not on the screen');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.5, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.7, y, { steps: 5 });
  await page.mouse.up();
  await expect.poll(() => analyst.address()).toMatch(/from=\d{4}-\d{2}-\d{2}/);
  const from = /from=([\d-]+)/.exec(analyst.address())?.[1] ?? '';
  const start = slider.getByRole('slider', { name: timeSlider.periodFrom });
  await start.press('ArrowLeft');
  await start.press('ArrowLeft');
  await expect.poll(() => analyst.address()).toContain(`from=${addDays(from, -2)}`);
});

test('what has changed is one press away, for a week too', async ({ people }) => {
  const analyst = await people.as('analyst');
  await analyst.open();
  await analyst.map.settled();
  const { page } = analyst;
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
});
