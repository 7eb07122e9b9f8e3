import { expect, it } from 'vitest';

import { densityCells } from './density-layer.tsx';

it('puts each cell where it belongs, rows from the south, and leaves faint ones out', () => {
  const bounds: [number, number, number, number] = [105, 20, 106, 21];
  const grid = { columns: 2, rows: 2, bounds, values: [0, 4, 0.01, 2], peak: 4 };
  const { features } = densityCells(grid);
  expect(features.map(({ properties }) => properties.share)).toEqual([1, 0.5]);
  const [lower, upper] = features.map(({ geometry }) => geometry.coordinates[0] ?? []);
  expect(lower?.[0]).toEqual([105.5, expect.closeTo(20, 6)]);
  expect(upper?.[2]).toEqual([106, expect.closeTo(21, 6)]);
});
