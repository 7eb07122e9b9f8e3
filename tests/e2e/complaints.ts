import type { BrowserContext, Page } from '@playwright/test';

export type Complaints = {
  /** Complaints of the browser that no test announced. */
  readonly found: readonly string[];
  /** From now on such complaints are part of the story. */
  expect(pattern: RegExp): void;
};

// Whoever is not signed in is told so by a 401: the browser writes it into the console.
const ASKING_WHO_I_AM = /status of 401 .*\/api\/me$/;
// A phone without a network keeps the ground of its communes: for the rest its worker answers 404, the server never.
const GROUND_NOT_KEPT = /status of 404 .*\/api\/tiles\/ground\//;

/** Collects console errors, uncaught errors and violations of the content security policy. */
export function collectComplaints(context: BrowserContext): Complaints {
  const all: string[] = [];
  const expected: RegExp[] = [ASKING_WHO_I_AM, GROUND_NOT_KEPT];
  const watch = (page: Page) => {
    page.on('pageerror', (error) => all.push(`uncaught: ${error.stack ?? error.message}`));
    page.on('console', (message) => {
      if (message.type() !== 'error') return;
      all.push(`console: ${message.text()} ${message.location().url}`.trim());
    });
  };
  context.on('page', watch);
  return {
    get found() {
      return all.filter((text) => !expected.some((pattern) => pattern.test(text)));
    },
    expect(pattern) {
      expected.push(pattern);
    },
  };
}
