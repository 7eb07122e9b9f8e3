import { expect } from '@playwright/test';

import type { Device } from './device.ts';
import { NOISE } from './limits.ts';

const SLOWNESS = 4;

/** Most that one thing may cost a person in the street: seconds, and kilobytes as they come through the line. */
export type Budget = { seconds: number; kilobytes?: number };
type Row = Budget & { what: string; most: Budget };

const rows: Row[] = [];

/**
 * A phone in the street: its processor four times slower than ours, its line with 400 ms to each answer and 50 kB a
 * second for all answers together, also for those that the device keeps in the background. The browser's own throttling
 * of the network is not used: it leaves the service worker and the workers of the map out.
 */
export async function streetPhone(device: Device) {
  device.line.isSlow(true);
  const app = await device.opens('about:blank');
  await app.slowsDown(SLOWNESS);
  return {
    app,
    /** Measures how long something takes, and what comes through the line until `rests` is over too. */
    times: async (
      what: string,
      most: Budget,
      act: () => Promise<void>,
      rests: () => Promise<void> = async () => {},
    ): Promise<void> => {
      const before = device.line.traffic();
      const started = performance.now();
      await act();
      const seconds = (performance.now() - started) / 1000;
      await rests();
      const kilobytes = device.line.traffic().kilobytes - before.kilobytes;
      rows.push({ what, seconds, kilobytes, most });
    },
  };
}

/** Prints all that was measured, each beside its budget, and expects it within: bytes as they are, seconds with noise. */
export function expectWithinBudgets(): void {
  const cell = (figure: number | undefined, most: number | undefined, digits: number) =>
    `${figure?.toFixed(digits) ?? ''} / ${most ?? '–'}`.padStart(14);
  for (const { what, seconds, kilobytes, most } of rows) {
    const figures = [cell(seconds, most.seconds, 1), cell(kilobytes, most.kilobytes, 0)];
    console.log(`in the street: ${what.padEnd(44)}${figures[0]} s${figures[1]} kB`);
  }
  for (const { what, seconds, kilobytes, most } of rows.splice(0)) {
    expect.soft(seconds, `seconds: ${what}`).toBeLessThan(most.seconds * NOISE);
    expect.soft(kilobytes, `kilobytes: ${what}`).toBeLessThan(most.kilobytes ?? Infinity);
  }
}
