import {
  type APIRequest,
  type BrowserContext,
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

type OfTest = {
  /** Everybody of one test; when it ends nobody's browser may have complained. */
  people: People;
  /** True where pages load ahead what nobody has asked for yet. */
  loadsAhead: boolean;
};

export const test = base.extend<OfTest>({
  loadsAhead: [false, { option: true }],
  people: async (
    { browser, playwright, contextOptions, deviceScaleFactor, loadsAhead },
    runTest,
  ) => {
    const complaints: Complaints[] = [];
    const usual = {
      ...contextOptions,
      ...(deviceScaleFactor === undefined ? {} : { deviceScaleFactor }),
    };
    const opens = async (options: BrowserContextOptions) => {
      const context = await browser.newContext({ ...usual, ...options });
      await leaveMapsUnpainted(context, { ...usual, ...options }.deviceScaleFactor);
      if (!loadsAhead) await saveData(context);
      return context;
    };
    await runTest(gather(opens, playwright.request, complaints));
    const found = complaints.flatMap((one) => one.found);
    await Promise.all(browser.contexts().map((context) => context.close()));
    expect(found, 'complaints of the browser').toEqual([]);
  },
});
export { expect } from '@playwright/test';

/** Has pages believe that their reader asked for little to be loaded: loading ahead takes a thirtieth of all tests' time. */
async function saveData(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
  });
}

function gather(
  opens: (desk: BrowserContextOptions) => Promise<BrowserContext>,
  request: APIRequest,
  complaints: Complaints[],
): People {
  async function sitDown(desk: BrowserContextOptions): Promise<App> {
    const context = await opens({ baseURL: productUrl(), ...desk });
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
