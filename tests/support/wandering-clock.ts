import { hash } from 'node:crypto';
import { basename } from 'node:path';
import { expect, inject } from 'vitest';

import type { IsoInstant } from '#server/contract/time.ts';

import { TEST_NOW } from './test-constants.ts';

/** 00:30, 06:59, 10:00 and 23:30 of a Tuesday in the city: at the first two, UTC still has the day before. */
const MOMENTS: readonly IsoInstant[] = [
  '2026-11-23T17:30:00.000Z',
  '2026-11-23T23:59:00.000Z',
  TEST_NOW,
  '2026-11-24T16:30:00.000Z',
];

/**
 * Gives the moment at which the clock of the running test file begins. The seed of the run turns all files on by one
 * moment: as many seeds in a row as there are moments bring each file to each of them.
 * A file that sets the clock by itself names the moment at which it begins. Files of `db` begin at ten.
 * @param earliest moment at which what is prepared for the file was entered
 */
export function drawnMoment(earliest?: IsoInstant): IsoInstant {
  const seed: number | undefined = inject('clockSeed');
  if (seed === undefined) return TEST_NOW;
  const moments = MOMENTS.filter((one) => earliest === undefined || one >= earliest);
  const file = basename(expect.getState().testPath ?? '');
  const own = Number.parseInt(hash('md5', file).slice(0, 8), 16);
  return moments[(own + seed) % moments.length] ?? TEST_NOW;
}
