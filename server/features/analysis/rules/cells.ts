import type { LonLat } from '#server/contract/geo.ts';
import type { PlaceEventRow, PlaceRow } from './place-data.ts';
import { cellRing, toPlane } from './plane.ts';

/** A square of the study area: it holds at least one place of the register. */
export type Cell = {
  column: number;
  row: number;
  ring: LonLat[];
  checks: number;
  /** Events in the cell, as indices into the list of events. */
  events: number[];
};

/**
 * The squares that hold places of the register, with what happened in each. Squares without any place are no part
 * of the study area: nothing could have come back there.
 */
export function cellsOf(
  places: readonly PlaceRow[],
  events: readonly PlaceEventRow[],
  side: number,
): Cell[] {
  const cells = new Map<string, Cell>();
  const cellAt = (longitude: number, latitude: number): Cell => {
    const { x, y } = toPlane([longitude, latitude]);
    const [column, row] = [Math.floor(x / side), Math.floor(y / side)];
    const key = `${column} ${row}`;
    const known = cells.get(key);
    if (known !== undefined) return known;
    const ring = cellRing(column * side, row * side, side);
    const cell: Cell = { column, row, ring, checks: 0, events: [] };
    cells.set(key, cell);
    return cell;
  };
  for (const { longitude, latitude, checks } of places) {
    cellAt(longitude, latitude).checks += checks;
  }
  for (const [i, { longitude, latitude }] of events.entries()) {
    cellAt(longitude, latitude).events.push(i);
  }
  return [...cells.values()];
}

/** The cells that have a neighbour, and for each the places of the up to eight around it. */
export function withNeighbours(cells: readonly Cell[]): { cells: Cell[]; neighbours: number[][] } {
  const taken = new Set(cells.map(({ column, row }) => `${column} ${row}`));
  const around = ({ column, row }: Cell) =>
    [-1, 0, 1].flatMap((dx) =>
      [-1, 0, 1].flatMap((dy) =>
        (dx === 0 && dy === 0) || !taken.has(`${column + dx} ${row + dy}`)
          ? []
          : [`${column + dx} ${row + dy}`],
      ),
    );
  const kept = cells.filter((cell) => around(cell).length > 0);
  const place = new Map(kept.map(({ column, row }, i) => [`${column} ${row}`, i]));
  return {
    cells: kept,
    neighbours: kept.map((cell) => around(cell).flatMap((key) => place.get(key) ?? [])),
  };
}
