import {
  type APIRequest,
  type Browser,
  type BrowserContextOptions,
  expect,
} from '@playwright/test';

import type { Role } from '#server/contract/permission.ts';

import { type Complaints, collectComplaints } from './complaints.ts';
import { type App, appDriver } from './drivers/app-driver.ts';
import { test as base } from './own-product.ts';
import { forgetSession, productUrl, sessionOf } from './product.ts';
import { leaveMapsUnpainted } from './unpainted-maps.ts';

export type People = {
  /** Somebody of that role at a desk of their own, signed in. */
  as(role: Role, desk?: BrowserContextOptions): Promise<App>;
  /** Somebody who has not signed in. */
  stranger(desk?: BrowserContextOptions): Promise<App>;
  /** Forgets a session that the test has ended. */
  forgetSession(role: Role): void;
};

/** Everybody of one test; when it ends nobody's browser may have complained. */
export const test = base.extend<{ people: People }>({
  people: async ({ browser, playwright, contextOptions, deviceScaleFactor }, runTest) => {
    const complaints: Complaints[] = [];
    const usual = {
      ...contextOptions,
      ...(deviceScaleFactor === undefined ? {} : { deviceScaleFactor }),
    };
    await runTest(gather(browser, playwright.request, usual, complaints));
    const found = complaints.flatMap((one) => one.found);
    await Promise.all(browser.contexts().map((context) => context.close()));
    expect(found, 'complaints of the browser').toEqual([]);
  },
});
export { expect } from '@playwright/test';

function gather(
  browser: Browser,
  request: APIRequest,
  usual: BrowserContextOptions,
  complaints: Complaints[],
): People {
  async function sitDown(desk: BrowserContextOptions): Promise<App> {
    const options = { ...usual, baseURL: productUrl(), ...desk };
    const context = await browser.newContext(options);
    await leaveMapsUnpainted(context, options.deviceScaleFactor);
    const watched = collectComplaints(context);
    complaints.push(watched);
    return appDriver(await context.newPage(), watched);
  }
  return {
    stranger: (desk = {}) => sitDown(desk),
    forgetSession,
    async as(role, desk = {}) {
      const storageState = await sessionOf(request, role);
      return sitDown({ storageState, ...desk });
    },
  };
}
