import { expect } from '@playwright/test';

import type { App } from './drivers/app-driver.ts';
import { OF_FEATURES } from './screens.ts';
import { words } from './words.ts';

/** Answers that a page has loaded, and their size, compressed as they came. */
export type Traffic = { kilobytes: number; requests: number };

const { destinations, common, tips, inspections, analysis } = words;

/** The ways of a leader beside the list, and when each is there. */
export const SCREENS_OF_LEADER: readonly [string, (app: App) => Promise<void>][] = [
  ...OF_FEATURES.flatMap(({ waysOfLeader = [] }) => waysOfLeader),
  [destinations.communeLook, (app) => app.analysis.expectLook()],
  [destinations.tips, (app) => app.expectScreen(tips.title)],
  [destinations.inspections, (app) => app.expectScreen(inspections.title)],
  [destinations.analysis, (app) => app.expectScreen(analysis.title)],
  [common.goMap, (app) => app.list.settled()],
];

/** Prints what was loaded, and expects less than the most. */
export function expectWithin(what: string, { kilobytes, requests }: Traffic, most: Traffic): void {
  console.log(`${what}: ${kilobytes.toFixed(0)} kB in ${requests} answers`);
  expect(kilobytes).toBeLessThan(most.kilobytes);
  expect(requests).toBeLessThan(most.requests);
}
