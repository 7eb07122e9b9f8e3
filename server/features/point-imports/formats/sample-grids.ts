import { CITY_BOUNDS } from '#server/contract/geo.ts';
import type { GridAssumption, ImportMapping } from '#server/contract/point-import.ts';
import type { Table } from '#server/tables/table.ts';

import { cellsOf } from './row-cells.ts';
import { placesOnGrids } from './row-position.ts';

/** Number of rows tried, spread over the table: the grids of two provinces lie tens of kilometres apart. */
const TRIED_ROWS = 200;

/** A row in metres that names its commune, with its position on each grid. */
export type GridSample = {
  places: GridAssumption['alternatives'];
  communeCode: string | null;
  communeName: string | null;
};

/** Picks rows that can show the grid of a table; none where somebody has named the grid. */
export function sampleGrids(table: Table, mapping: ImportMapping): GridSample[] {
  const { communeCode, communeName } = mapping.columns;
  if (mapping.grid !== null || (communeCode === undefined && communeName === undefined)) return [];
  const step = Math.max(1, Math.ceil(table.rows.length / TRIED_ROWS));
  return table.rows
    .filter((_, place) => place % step === 0)
    .map((row) => {
      const cells = cellsOf(table.header, mapping, row);
      return {
        places: placesOnGrids(cells, CITY_BOUNDS),
        communeCode: cells.cell('communeCode'),
        communeName: cells.cell('communeName'),
      };
    })
    .filter((one) => one.places.length > 0 && (one.communeCode ?? one.communeName) !== null);
}
