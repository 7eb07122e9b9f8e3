import { setTimeout as pause } from 'node:timers/promises';

import { expect, type Page, type Request } from '@playwright/test';

/** Every address but the stream of other people's changes, which stays open. */
const ANY = /^(?!.*\/api\/stream)/;
/** Data that a page shows; the worker of a map may be ended, and no word comes then of what it had asked for. */
export const DATA = /\/api\/(?!stream|tiles\/)/;

const LATE_MILLISECONDS = 700;

/** The traffic of a page, and how fast the device is. */
export function loadingDriver(page: Page) {
  return {
    ...requestActs(page),
    ...moves(page),
    /** Counts what the page has loaded so far, compressed as it came, in answers and kilobytes. */
    async loaded() {
      const sizes = await page.evaluate(() => {
        // Browsers note 250 and no more, unless they are told to.
        performance.setResourceTimingBufferSize(2_000);
        return ['navigation', 'resource']
          .flatMap((type) => performance.getEntriesByType(type) as PerformanceResourceTiming[])
          .map(({ encodedBodySize }) => encodedBodySize);
      });
      return {
        requests: sizes.length,
        kilobytes: sizes.reduce((sum, size) => sum + size, 0) / 1000,
      };
    },
    /** Counts what the page loaded from the first request to one address on, null for its beginning, to the answer of another. */
    async loadedBetween(from: RegExp | null, to: RegExp) {
      const all = await page.evaluate(() =>
        (performance.getEntriesByType('resource') as PerformanceResourceTiming[]).map(
          ({ name, startTime, responseEnd, encodedBodySize }) => ({
            name,
            startTime,
            responseEnd,
            encodedBodySize,
          }),
        ),
      );
      const start = from === null ? 0 : all.find(({ name }) => from.test(name))?.startTime;
      const end = all.find(({ name }) => to.test(name))?.responseEnd;
      if (start === undefined || end === undefined) throw new Error(`not asked: ${from}, ${to}`);
      const among = all.filter((one) => one.responseEnd >= start && one.responseEnd <= end);
      const bytes = among.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
      return { requests: among.length, kilobytes: bytes / 1000 };
    },
    /** Waits until the page has what it loads ahead of the first screens: the map's worker and the record come last. */
    async hasLoadedAhead() {
      const names = () =>
        page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
      for (const last of [/maplibre-gl-worker/, /point-drawer.*\.js/])
        await expect.poll(names, { timeout: 0 }).toContainEqual(expect.stringMatching(last));
    },
    /** Slows the processor down by a factor. */
    async slowsDown(times: number) {
      const session = await page.context().newCDPSession(page);
      await session.send('Emulation.setCPUThrottlingRate', { rate: times });
    },
  };
}

/** The requests of a page that are open. */
function requestActs(page: Page) {
  return {
    /** Watches the requests of the page to some addresses from now on, and waits for the answers of those that are open. */
    watchesRequests(addresses = ANY) {
      const open = new Set<Request>();
      page.on('request', (request) => {
        if (addresses.test(request.url())) open.add(request);
      });
      const ends = (request: Request) => void open.delete(request);
      page.on('requestfinished', ends);
      page.on('requestfailed', ends);
      return {
        /** Forgets what is open: it belongs to a page that is being left. */
        forgets: () => open.clear(),
        /** Lets the page draw what it has, which may ask for more, until no answer is missing. */
        async areAnswered() {
          await expect
            .poll(async () => {
              const before = [...open];
              await page.evaluate(
                () =>
                  new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
              );
              return [...before, ...open].map((request) => request.url());
            })
            .toEqual([]);
        },
      };
    },
  };
}

/** Moves of what stands on a page. */
function moves(page: Page) {
  return {
    /** Holds the configuration back for a while, longer than the session's answer takes. */
    async learnsConfigurationLate() {
      await page.route('**/api/configuration', async (route) => {
        await pause(LATE_MILLISECONDS);
        await route.continue();
      });
    },
    /** Adds up how far things have moved that nobody had touched: the browser's own measure, 0 for a page that stands still. */
    async moved(): Promise<number> {
      return page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            let sum = 0;
            const add = (entries: PerformanceEntryList) => {
              for (const entry of entries) sum += (entry as { value?: number }).value ?? 0;
            };
            const observer = new PerformanceObserver((list) => add(list.getEntries()));
            observer.observe({ type: 'layout-shift', buffered: true });
            requestIdleCallback(() => {
              add(observer.takeRecords());
              resolve(sum);
            });
          }),
      );
    },
  };
}
