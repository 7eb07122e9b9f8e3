import { expect, it } from 'vitest';

import { ratioTable } from '#tests/bench/ratio-table.ts';
import type { Row } from '#tests/bench/row.ts';

const tiles = (subject: string, name: string, metric: string, value: number): Row => ({
  suite: 'tiles',
  subject,
  case: name,
  metric,
  value,
  unit: 'ms',
});

it('sets each competitor against the product at the same case, and leaves out what was not measured', () => {
  const table = ratioTable([
    tiles('engine over HTTP', 'z6, no filter', 'p50', 10),
    tiles('engine over HTTP', 'z6, as of', 'p50', 20),
    tiles('ST_AsMVT of points', 'z6, no filter', 'p50', 15_000),
    tiles('ST_AsMVT of points', 'z6, as of', 'p50', 10),
    tiles('supercluster on the server', 'no filter, an index of its own', 'read', 900),
    tiles('supercluster on the server', 'no filter, an index of its own', 'index', 100),
    tiles('MapLibre with the tiles', 'first map at z10', 'idle after', 400),
    tiles('MapLibre clustering GeoJSON', 'first map at z10', 'idle after', 1_000),
  ]);
  expect(table).toContain('| ST_AsMVT of points, a tile at z6 | 1,500 × | – | – | 0.5 × |');
  expect(table).toContain('| supercluster, the first tile of a filter | 100 × | – | – | – |');
  expect(table).toContain('| MapLibre clustering GeoJSON, first map | 2.5 × | – | – | – |');
});

it('is empty where no tiles were measured', () => {
  expect(ratioTable([tiles('engine', 'z6', 'p50', 1)])).toEqual([]);
});
