import { expect } from '@playwright/test';

import type { App } from './drivers/app-driver.ts';
import { words } from './words.ts';

/** Answers that a page has loaded, and their size, compressed as they came. */
export type Traffic = { kilobytes: number; requests: number };

const { destinations, common } = words;

/** The ways of a leader beside the list, and when each is there. */
export const SCREENS_OF_LEADER: readonly [string, (app: App) => Promise<void>][] = [
  [destinations.weeklySheets, (app) => app.weeklySheets.expectFigures()],
  [destinations.communeLook, (app) => app.expectDrawn()],
  [destinations.tips, (app) => app.expectDrawn()],
  [destinations.inspections, (app) => app.expectDrawn()],
  [destinations.analysis, (app) => app.expectDrawn()],
  [common.goMap, (app) => app.list.settled()],
];

/** Prints what was loaded, and expects less than the most. */
export function expectWithin(what: string, { kilobytes, requests }: Traffic, most: Traffic): void {
  console.log(`${what}: ${kilobytes.toFixed(0)} kB in ${requests} answers`);
  expect(kilobytes).toBeLessThan(most.kilobytes);
  expect(requests).toBeLessThan(most.requests);
}
