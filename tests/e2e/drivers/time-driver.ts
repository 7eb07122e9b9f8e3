import { expect, type Page } from '@playwright/test';

import { civilDate } from '#server/contract/civil-day.ts';
import type { IsoDate } from '#server/contract/time.ts';
import { format, words } from '#tests/e2e/words.ts';

/** Times of steps, milliseconds from the key until the marks of its day were drawn. */
export type StepTimes = number[];

/** The slider that goes through time. */
export function timeDriver(page: Page) {
  return {
    ...timeTrack(page),
    ...timePlaying(page),
    ...timeOptions(page),
  };
}

/** The places on the screen that several parts of the driver use. */
function timeParts(page: Page) {
  const own = words.timeSlider;
  const region = page.getByRole('region', { name: own.title });
  const track = region.getByRole('slider', { name: own.track });
  return { own, region, track };
}

/** The line of days. */
function timeTrack(page: Page) {
  const { own, region, track } = timeParts(page);
  /** Until the marks of a day are on the screen; the word `today` for the present. */
  async function shows(evening: IsoDate): Promise<void> {
    await page.locator(`[data-marks-of="${evening}"]`).waitFor();
  }

  /** Until the bars have come: they give the line its first day, and a line of words that moves it up. */
  async function hasBars(): Promise<void> {
    await region.locator('table').first().waitFor({ state: 'attached' });
  }

  return {
    shows,
    async opens() {
      await page.getByRole('button', { name: own.open }).click();
      await expect(track).toBeVisible();
      await hasBars();
    },
    hasBars,
    async closes() {
      await region.getByRole('button', { name: own.close }).click();
      await expect(region).toHaveCount(0);
    },
    async presses(key: string) {
      await track.press(key);
    },
    async goesToToday() {
      await region.getByRole('button', { name: own.today, exact: true }).click();
    },
    /** Clicks, or drags to, a place between the ends: 0 to 1. */
    async clicksAt(share: number) {
      const box = await track.boundingBox();
      if (box === null) throw new Error('the time slider is not on the screen');
      const thumb = 16;
      await page.mouse.click(
        box.x + thumb / 2 + share * (box.width - thumb),
        box.y + box.height / 2,
      );
    },
    async dragsTo(share: number) {
      const box = await track.boundingBox();
      if (box === null) throw new Error('the time slider is not on the screen');
      const middle = box.y + box.height / 2;
      await page.mouse.move(box.x + box.width / 2, middle);
      await page.mouse.down();
      await page.mouse.move(box.x + 8 + share * (box.width - 16), middle, { steps: 12 });
      await page.mouse.up();
    },
  };
}

/** Days that pass by themselves. */
function timePlaying(page: Page) {
  const { own, region, track } = timeParts(page);

  return {
    async plays() {
      await region.getByRole('button', { name: own.play }).click();
    },
    /** From now on every evening whose marks are drawn is noted. */
    async watchesDays() {
      await page.evaluate(watchDays);
    },
    daysShown: () => page.evaluate(() => window.daysShown ?? []),
    /** Until that evening, or a later one, is on the screen: what plays by itself waits for nobody's look. */
    async reaches(evening: IsoDate) {
      await expect.poll(async () => ((await this.daysShown()).at(-1) ?? '') >= evening).toBe(true);
    },
    /** The evening where it has come to rest: chosen and drawn are the same. */
    async restsAt(): Promise<IsoDate> {
      const drawn = page.locator('[data-marks-of]');
      await expect(async () => {
        const evening = await drawn.getAttribute('data-marks-of', { timeout: 1_000 });
        const chosen = await track.getAttribute('aria-valuetext');
        expect(chosen).toContain(format.date(evening ?? ''));
      }).toPass();
      return (await drawn.getAttribute('data-marks-of')) ?? '';
    },
    async pauses() {
      await region.getByRole('button', { name: own.pause }).click();
    },
    async expectPaused() {
      await expect(region.getByRole('button', { name: own.play })).toBeVisible();
    },
  };
}

/** Options of the slider, and the day that it shows. */
function timeOptions(page: Page) {
  const { own, region, track } = timeParts(page);

  return {
    /** Opens the options, which wait behind a button on small screens. */
    async showsOptions() {
      await expect(track).toBeVisible();
      const button = region.getByRole('button', { name: own.options });
      if (await button.isVisible()) await button.click();
    },
    async choosesStep(step: keyof typeof own.steps) {
      await region.getByText(own.steps[step], { exact: true }).click();
    },
    /** Compares with the clock at each look: a run may go on past midnight. */
    async expectToday() {
      await expect(async () => {
        const today = format.date(civilDate(new Date().toISOString()));
        expect(await track.getAttribute('aria-valuetext')).toContain(today);
      }).toPass();
    },
    /** Reads the day that the slider stands at. */
    async day(): Promise<IsoDate> {
      const text = (await track.getAttribute('aria-valuetext')) ?? '';
      const [, day, month, year] = /(\d\d)\/(\d\d)\/(\d{4})/.exec(text) ?? [];
      return `${year}-${month}-${day}`;
    },
    async expectFocused() {
      await expect(track).toBeFocused();
    },
    /** Presses a key so many times, each when the day before is drawn, and times every step in the page. */
    async timesSteps(key: string, times: number): Promise<StepTimes> {
      await page.evaluate(watchSteps);
      await track.focus();
      const before = await page.locator('[data-marks-of]').getAttribute('data-marks-of');
      let evening = before;
      for (let step = 0; step < times; step += 1) {
        await page.keyboard.press(key);
        await page.locator(`[data-marks-of]:not([data-marks-of="${evening}"])`).waitFor();
        evening = await page.locator('[data-marks-of]').getAttribute('data-marks-of');
      }
      return page.evaluate(() => window.stepTimes ?? []);
    },
  };
}

declare global {
  interface Window {
    stepTimes?: number[];
    daysShown?: string[];
  }
}

/** Runs in the page: from each key to the next time that marks of another day are drawn. */
function watchSteps(): void {
  const times: number[] = [];
  window.stepTimes = times;
  let pressed: number | null = null;
  addEventListener(
    'keydown',
    (event) => {
      pressed = event.timeStamp;
    },
    { capture: true },
  );
  new MutationObserver((changes) => {
    const drawn = changes.some(
      ({ target }) => target instanceof HTMLElement && target.dataset['marksOf'] !== undefined,
    );
    if (!drawn || pressed === null) return;
    times.push(performance.now() - pressed);
    pressed = null;
  }).observe(document.body, { subtree: true, attributeFilter: ['data-marks-of'] });
}

/** Runs in the page: every evening that marks are drawn of, in order. */
function watchDays(): void {
  const days: string[] = [];
  window.daysShown = days;
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      const day = target instanceof HTMLElement ? target.dataset['marksOf'] : undefined;
      if (day !== undefined && day !== days.at(-1)) days.push(day);
    }
  }).observe(document.body, { subtree: true, attributeFilter: ['data-marks-of'] });
}
