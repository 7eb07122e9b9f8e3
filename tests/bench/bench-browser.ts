import { chromium, type Page } from '@playwright/test';

import { CHROMIUM_ARGUMENTS, neededChromium } from '#tests/support/browser/chromium.ts';

import type { BenchCity } from './bench-city.ts';
import { startServer } from './bench-server.ts';
import type { Row } from './row.ts';

/** Opens a page on a server with the city, signed in as the analyst; ends server and browser after `measure`. */
export async function withPage(
  { databaseUrl, cookie }: BenchCity,
  measure: (page: Page) => Promise<Row[]>,
): Promise<Row[]> {
  const executablePath = neededChromium();
  const server = await startServer({ databaseUrl, cookie, cache: true, pages: true });
  const browser = await chromium.launch({
    executablePath,
    args: [...CHROMIUM_ARGUMENTS, '--enable-unsafe-swiftshader'],
    // A thumb that is dragged must be there.
    ignoreDefaultArgs: ['--hide-scrollbars'],
  });
  try {
    const context = await browser.newContext({
      baseURL: server.address,
      viewport: { width: 1440, height: 900 },
      locale: 'vi-VN',
      timezoneId: 'Asia/Ho_Chi_Minh',
      reducedMotion: 'reduce',
      serviceWorkers: 'block',
    });
    const [name = '', value = ''] = cookie.split(/=(.*)/s);
    // The compiler of the bench keeps the names of functions by a helper of its own, which the page does not have.
    await context.addInitScript('globalThis.__name = (named) => named');
    await context.addCookies([{ name, value, url: server.address }]);
    return await measure(await context.newPage());
  } finally {
    await browser.close();
    server.stop();
  }
}
