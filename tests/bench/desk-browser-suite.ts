import { expect, type Locator, type Page } from '@playwright/test';

import { words } from '#tests/e2e/words.ts';

import { withPage } from './bench-browser.ts';
import type { BenchCity } from './bench-city.ts';
import { framesDuring } from './frames.ts';
import { percentile, type Row } from './row.ts';

const SUBJECT = 'the product in a browser';
const MEGABYTE = 2 ** 20;
const WHEEL_TURNS = 120;
const WHEEL_PIXELS = 240;
const DRAG_STEPS = 60;
const REST_MILLISECONDS = 1_000;
const COLUMNS = 'code,name,category,status,commune,since,recurrences,last_event,flags';
/** Rows of the table whose points have not come yet have no box to tick. */
const FILLED = '[data-row]';
const WAITING = '[data-row]:not(:has(input))';

/** Table and charts of all points in a real browser: frames while it scrolls, when rows are filled, and memory. */
export function benchDeskBrowser(city: BenchCity): Promise<Row[]> {
  return withPage(city, async (page) => [
    ...(await tableRows(page)),
    ...(await memoryRows(page, 'after the table')),
    ...(await chartRows(page)),
    ...(await memoryRows(page, 'after the charts')),
  ]);
}

/** The map is hidden behind the table: what is measured is the table alone. */
async function tableRows(page: Page): Promise<Row[]> {
  await page.goto(`/?show=table&panel=closed&cols=${COLUMNS}`);
  const grid = page.getByRole('grid', { name: words.table.title });
  await filled(page);
  const opened = row('table', 'opened after', await page.evaluate(() => performance.now()), 'ms');
  await page.waitForTimeout(REST_MILLISECONDS);
  const rows = [opened];
  rows.push(...(await scrolled(page, 'table, by the wheel', () => turnWheel(page, grid))));
  for (const [name, share] of Object.entries({ middle: 0.5, end: 1 })) {
    const drag = () => dragThumb(page, grid, share);
    rows.push(...(await scrolled(page, `table, thumb to the ${name}`, drag)));
  }
  rows.push(...(await scrolled(page, 'table, wheel at the end', () => turnWheel(page, grid, -1))));
  for (const column of ['name', 'last_event'] as const) {
    const head = grid.getByRole('columnheader', { name: words.table.column[column] });
    for (const time of ['first', 'second']) {
      const sort = () => press(page, head.getByRole('button'), () => filled(page));
      rows.push(...(await acted(page, `table, sorted by ${column}, ${time} time`, sort)));
    }
  }
  return rows;
}

async function turnWheel(page: Page, grid: Locator, direction = 1): Promise<void> {
  await grid.hover();
  for (let turn = 0; turn < WHEEL_TURNS; turn += 1) {
    await page.mouse.wheel(0, direction * WHEEL_PIXELS);
    await nextFrame(page);
  }
}

/** Takes the thumb where it stands and drags it to a share of the way; a table of a million rows has the shortest one. */
async function dragThumb(page: Page, grid: Locator, share: number): Promise<void> {
  const bar = await grid.evaluate((element) => {
    const { left, top, width } = element.getBoundingClientRect();
    const { clientWidth, clientHeight, scrollTop, scrollHeight } = element;
    const share = scrollTop / (scrollHeight - clientHeight);
    return { left, top, thick: width - clientWidth, width, height: clientHeight, share };
  });
  const x = bar.left + bar.width - bar.thick / 2;
  // The thumb is about as long as the bar is thick, and so is the button at each end.
  const y = (at: number) => bar.top + (1.5 + at * (bar.height / bar.thick - 3)) * bar.thick;
  const from = y(bar.share);
  await page.mouse.move(x, from);
  await page.mouse.down();
  for (let step = 1; step <= DRAG_STEPS; step += 1) {
    await page.mouse.move(x, from + ((y(share) - from) * step) / DRAG_STEPS);
    await nextFrame(page);
  }
  await page.mouse.up();
}

async function chartRows(page: Page): Promise<Row[]> {
  await page.goto('/?show=table');
  const panel = page.getByRole('region', { name: words.map.sheet });
  await filled(page);
  await page.waitForTimeout(REST_MILLISECONDS);
  const bars = panel.getByRole('list', { name: words.charts.byCategory }).getByRole('button');
  const chart = panel.getByRole('img', { name: words.charts.overTime });
  const rows = await acted(page, 'charts opened', () =>
    press(page, panel.getByRole('button', { name: words.charts.title }), async () => {
      await bars.first().waitFor();
      await chart.locator('svg').first().waitFor();
    }),
  );
  const before = await bars.allInnerTexts();
  rows.push(
    ...(await acted(page, 'a bar pressed', () =>
      press(page, bars.nth(1), () => expect(bars).toHaveCount(1)),
    )),
  );
  rows.push(
    ...(await acted(page, 'the bar let go', () =>
      press(page, bars.first(), () => expect(bars).toHaveCount(before.length)),
    )),
  );
  return [...rows, ...(await brushRows(page, bars))];
}

/** A period chosen on the slider, the map and the charts beside it. */
async function brushRows(page: Page, bars: Locator): Promise<Row[]> {
  await page.goto('/?panel=charts&time=open');
  const slider = page.getByRole('region', { name: words.timeSlider.title });
  await slider.getByRole('button', { name: words.timeSlider.brush }).click();
  await bars.first().waitFor();
  await page.waitForTimeout(3 * REST_MILLISECONDS);
  const before = (await bars.first().textContent()) ?? '';
  const box = await slider.locator('[data-brush]').boundingBox();
  if (box === null) throw new Error('the bars of the slider are not on the screen');
  return acted(page, 'a period brushed, beside the map', async () => {
    const y = box.y + box.height / 2;
    await page.mouse.move(box.x + box.width * 0.4, y);
    await page.mouse.down();
    for (let step = 1; step <= DRAG_STEPS / 2; step += 1) {
      await page.mouse.move(box.x + box.width * (0.4 + (0.2 * step) / (DRAG_STEPS / 2)), y);
      await nextFrame(page);
    }
    const start = performance.now();
    await page.mouse.up();
    await expect(bars.first()).not.toHaveText(before);
    return performance.now() - start;
  });
}

/** Milliseconds from a press until what it leads to is there. */
async function press(page: Page, button: Locator, until: () => Promise<void>): Promise<number> {
  await button.hover();
  const start = performance.now();
  await page.mouse.down();
  await page.mouse.up();
  await until();
  return performance.now() - start;
}

async function scrolled(page: Page, name: string, work: () => Promise<void>): Promise<Row[]> {
  const { frames, rows } = await watched(page, name, work);
  return [...rows, row(name, 'rows filled after the scroll rests', frames.filledAfter, 'ms')];
}

async function acted(page: Page, name: string, work: () => Promise<number>): Promise<Row[]> {
  let milliseconds = 0;
  const { rows } = await watched(page, name, async () => {
    milliseconds = await work();
  });
  return [row(name, 'done after', milliseconds, 'ms'), ...rows];
}

/** Frames by the clock, and the time that the page's thread took the processor, which other work on the machine does not change. */
async function watched(page: Page, name: string, work: () => Promise<void>) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busySeconds = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find((metric) => metric.name === 'TaskDuration')?.value ?? 0;
  };
  const before = await busySeconds();
  const frames = await framesDuring(page, WAITING, work);
  const busy = 1_000 * ((await busySeconds()) - before);
  await session.detach();
  const { intervals, longTasks } = frames;
  const rows = [
    row(name, 'frames, p50', percentile(intervals, 0.5), 'ms'),
    row(name, 'frames, p95', percentile(intervals, 0.95), 'ms'),
    row(name, 'frames, worst', Math.max(...intervals), 'ms'),
    row(name, 'longest task', Math.max(0, ...longTasks), 'ms'),
    row(name, 'processor a frame, mean', busy / intervals.length, 'ms'),
  ];
  return { frames, rows };
}

/** Memory of the page after a garbage collection, in MiB. */
async function memoryRows(page: Page, name: string): Promise<Row[]> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return [row('memory of the page', name, usedSize / MEGABYTE, 'MiB')];
}

/** Rows are in sight, and each has its point. */
async function filled(page: Page): Promise<void> {
  await page.locator(FILLED).first().waitFor();
  await nextFrame(page);
  await expect(page.locator(WAITING)).toHaveCount(0, { timeout: 30_000 });
}

function nextFrame(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => resolve());
      }),
  );
}

function row(name: string, metric: string, value: number, unit: string): Row {
  return { suite: 'desk-browser', subject: SUBJECT, case: name, metric, value, unit };
}
