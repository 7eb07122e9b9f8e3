import type { Page } from '@playwright/test';

import { mapDriver } from '#tests/e2e/drivers/map-driver.ts';
import { tasksDriver } from '#tests/e2e/drivers/tasks-driver.ts';
import { timeDriver } from '#tests/e2e/drivers/time-driver.ts';

import { withPage } from './bench-browser.ts';
import type { BenchCity } from './bench-city.ts';
import { percentile, type Row } from './row.ts';

const SUITE = 'map';
const SUBJECT = 'the product in a browser';
const DAY_STEPS = 12;
const START_DAY = '2026-06-30';
/** Long enough for the tiles of a view and what is drawn of them; what still runs then is measured too. */
const REST_MILLISECONDS = 2_000;

/** The product's own map of all points in a real browser: the first map, days, and what holds its main thread. */
export function benchMap(city: BenchCity): Promise<Row[]> {
  return withPage(city, async (page) => [
    ...(await firstMap(page)),
    ...(await busyTasks(page)),
    ...(await daySteps(page)),
  ]);
}

async function firstMap(page: Page): Promise<Row[]> {
  await page.goto('/');
  await mapDriver(page).waitsForMarks();
  const milliseconds = await page.evaluate(() => performance.now());
  return [row('first map', 'marks after', milliseconds, 'ms')];
}

/** From the key to the marks of the day, each day asked for the first time. */
async function daySteps(page: Page): Promise<Row[]> {
  const time = timeDriver(page);
  await page.goto(`/?time=open&as_of=${START_DAY}`);
  await time.shows(START_DAY);
  await page.waitForTimeout(REST_MILLISECONDS);
  const steps = await time.timesSteps('ArrowRight', DAY_STEPS);
  const name = 'a day’s step of the slider';
  const rows = [
    row(name, 'p50', percentile(steps, 0.5), 'ms'),
    row(name, 'p95', percentile(steps, 0.95), 'ms'),
  ];
  return [
    ...rows,
    ...(await watched(page, name, () => time.timesSteps('ArrowLeft', DAY_STEPS).then(() => {}))),
  ];
}

async function busyTasks(page: Page): Promise<Row[]> {
  await page.waitForTimeout(REST_MILLISECONDS);
  const rest = () => page.waitForTimeout(REST_MILLISECONDS);
  return [
    ...(await watched(page, 'dragging the map', async () => {
      await page.mouse.move(800, 450);
      await page.mouse.down();
      await page.mouse.move(500, 300, { steps: 30 });
      await page.mouse.up();
      await rest();
    })),
    ...(await watched(page, 'four zooms in, four out', async () => {
      await page.locator('canvas#map').focus();
      // By keys: to look for a button by its name keeps the page's own thread busy.
      for (const key of ['+', '+', '+', '+', '-', '-', '-', '-']) {
        await page.keyboard.press(key);
        await rest();
      }
    })),
  ];
}

/** Tasks of the main thread while something is done, by the time that they took the processor. */
async function watched(page: Page, name: string, work: () => Promise<void>): Promise<Row[]> {
  const tasks = await tasksDriver(page).during(work);
  return [
    row(name, 'busiest task', tasks.busiest, 'ms'),
    row(name, 'tasks over 50 ms', tasks.long, ''),
    row(name, 'longest by the clock', tasks.longest, 'ms'),
  ];
}

function row(name: string, metric: string, value: number, unit: string): Row {
  return { suite: SUITE, subject: SUBJECT, case: name, metric, value, unit };
}
