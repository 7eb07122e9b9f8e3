import { expect, it } from 'vitest';

import { createMeasurement } from '#tests/bench/measurement.ts';
import type { Row } from '#tests/bench/row.ts';

const row = (suite: string): Row => ({
  suite,
  subject: 'product',
  case: 'any',
  metric: 'p50',
  value: 1,
  unit: 'ms',
});

it('names a suite that fails, and keeps the results of the others', async () => {
  const said: string[] = [];
  const measurement = createMeasurement((line) => said.push(line));
  expect(await measurement.measure('tiles', async () => [row('tiles')])).toBe(true);
  const failing = measurement.measure('routes', async () => {
    throw new Error('pgRouting is not installed');
  });
  expect(await failing).toBe(false);
  expect(await measurement.measure('roads', async () => [row('roads'), row('roads')])).toBe(true);
  expect(measurement.rows.map(({ suite }) => suite)).toEqual(['tiles', 'roads', 'roads']);
  expect(measurement.failures).toEqual([{ suite: 'routes', reason: 'pgRouting is not installed' }]);
  expect(said).toContain('routes: left out. pgRouting is not installed');
});
