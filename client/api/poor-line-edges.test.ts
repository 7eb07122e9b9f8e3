import { afterEach, expect, it, vi } from 'vitest';

import { isPoorLine, savesData, speedOfLine } from './poor-line.ts';

afterEach(() => vi.unstubAllGlobals());

const came = (transferSize: number, milliseconds: number) => ({
  transferSize,
  responseStart: 0,
  responseEnd: milliseconds,
});

/** Stands on a line on which 100 kB have taken so many milliseconds. */
function onLine(milliseconds: number | null, connection?: { saveData: boolean }): void {
  const files = milliseconds === null ? [] : [came(100_000, milliseconds)];
  vi.stubGlobal('performance', { getEntriesByType: () => files });
  vi.stubGlobal('navigator', { connection });
}

it('a file tells of the line from 50 kB on, and at most a millisecond’s worth', () => {
  expect(speedOfLine([came(49_999, 100)])).toBeNull();
  expect(speedOfLine([came(50_000, 100)])).toBe(500);
  expect(speedOfLine([came(60_000, 0)])).toBe(60_000);
});

it('a line is poor below a megabit a second, and good where nothing is known of it', () => {
  onLine(800);
  expect(isPoorLine()).toBe(false);
  onLine(801);
  expect(isPoorLine()).toBe(true);
  onLine(null);
  expect(isPoorLine()).toBe(false);
});

it('a line is poor for whoever asked the browser to load little', () => {
  onLine(1, { saveData: true });
  expect([savesData(), isPoorLine()]).toEqual([true, true]);
  onLine(1, { saveData: false });
  expect([savesData(), isPoorLine()]).toEqual([false, false]);
  onLine(1);
  expect(savesData()).toBe(false);
});
