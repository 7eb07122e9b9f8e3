import type { Page } from '@playwright/test';

/** Frames and tasks of a page during an action; all in milliseconds. */
export type Frames = {
  /** From each animation frame to the next. */
  intervals: number[];
  /** Tasks of the main thread of 50 ms and more. */
  longTasks: number[];
  /** From the last event of scrolling until no element waited any more; 0 when none waited. */
  filledAfter: number;
};

type Watch = Frames & { scrolledAt: number; filledAt: number; waits: boolean; ended: boolean };

declare global {
  interface Window {
    frameWatch?: Watch;
  }
}

const MOST_WAITING_MILLISECONDS = 10_000;

/** Watches the frames of a page during `work`, and afterwards until no element of the selector `waiting` is left. */
export async function framesDuring(
  page: Page,
  waiting: string,
  work: () => Promise<void>,
): Promise<Frames> {
  await page.evaluate(startWatch, waiting);
  await work();
  await page.evaluate(() => {
    if (window.frameWatch !== undefined) window.frameWatch.ended = true;
  });
  await page.waitForFunction(() => window.frameWatch?.waits === false, undefined, {
    timeout: MOST_WAITING_MILLISECONDS,
    polling: 'raf',
  });
  const watch = await page.evaluate(() => {
    const watched = window.frameWatch;
    delete window.frameWatch;
    return watched;
  });
  if (watch === undefined) throw new Error('the page was left while it was watched');
  const { intervals, longTasks, scrolledAt, filledAt } = watch;
  return { intervals, longTasks, filledAfter: Math.max(0, filledAt - scrolledAt) };
}

/** Runs in the page. */
function startWatch(waiting: string): void {
  const watch: Watch = {
    intervals: [],
    longTasks: [],
    filledAfter: 0,
    scrolledAt: 0,
    filledAt: 0,
    waits: true,
    ended: false,
  };
  window.frameWatch = watch;
  addEventListener('scroll', () => (watch.scrolledAt = performance.now()), {
    capture: true,
    passive: true,
  });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) watch.longTasks.push(duration);
  }).observe({ type: 'longtask' });
  let before = performance.now();
  let waitedBefore = false;
  requestAnimationFrame(function frame(now) {
    if (window.frameWatch !== watch) return;
    if (!watch.ended) watch.intervals.push(now - before);
    before = now;
    watch.waits = document.querySelector(waiting) !== null;
    if (waitedBefore && !watch.waits) watch.filledAt = performance.now();
    waitedBefore = watch.waits;
    requestAnimationFrame(frame);
  });
}
