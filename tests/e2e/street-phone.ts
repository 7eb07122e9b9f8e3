import { expect } from '@playwright/test';

import type { Device } from './device.ts';
import { against, NOISE } from './limits.ts';

const SLOWNESS = 4;

/**
 * A phone in the street: its processor four times slower than ours, its line with 400 ms to each answer and 50 kB a
 * second for all answers together, also for those that the device keeps in the background.
 */
export async function streetPhone(device: Device) {
  device.line.isSlow(true);
  const app = await device.opens('about:blank');
  await app.slowsDown(SLOWNESS);
  return {
    app,
    /** Does something, prints how long it took and what came meanwhile, and expects it within the limit, in seconds. */
    times: async (what: string, limit: number, act: () => Promise<void>): Promise<void> => {
      const before = device.line.traffic();
      const started = performance.now();
      await act();
      const seconds = (performance.now() - started) / 1000;
      const after = device.line.traffic();
      const kilobytes = after.kilobytes - before.kilobytes;
      const requests = after.requests - before.requests;
      console.log(
        `${against(`in the street: ${what}`, seconds, limit)}, ${kilobytes.toFixed(0)} kB in ${requests} answers`,
      );
      expect(seconds, what).toBeLessThan(limit * NOISE);
    },
  };
}
