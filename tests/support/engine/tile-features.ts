import { POINT_FLAGS, POINT_STATUSES } from '#server/contract/point.ts';
import type { TilePoint } from '#server/contract/tile.ts';
import { cycleOf, statusOf } from '#server/engine/codes.ts';
import { CELL_COUNTS, FLAG_COUNTS, type TileFeatures } from '#server/engine/tile-features.ts';

type TilePosition = { x: number; y: number };
export type PointFeature = TilePosition & { point: TilePoint };
/** One weighted point for all of a cell, with counts by position in POINT_STATUSES and POINT_FLAGS. */
export type CellFeature = TilePosition & {
  n: number;
  byStatus: readonly number[];
  byFlag: readonly number[];
};
export type TileFeature = PointFeature | CellFeature;

/** The columns of a tile as one object for each feature. */
export function featuresOf(columns: TileFeatures): TileFeature[] {
  return Array.from({ length: columns.count }, (_, feature) => {
    const n = columns.ns[feature] ?? 0;
    const position = { x: columns.xs[feature] ?? 0, y: columns.ys[feature] ?? 0 };
    return n === 1
      ? { ...position, point: pointOf(columns, feature) }
      : { ...position, n, ...countsOf(columns, feature) };
  });
}

function pointOf(columns: TileFeatures, feature: number): TilePoint {
  const state = columns.states[feature] ?? 0;
  const pointClass = columns.classes[feature] ?? 0;
  return {
    id: columns.ids[feature] ?? 0,
    status: statusOf(state),
    flags: columns.flags[feature] ?? 0,
    cycle: cycleOf(state),
    category: pointClass >>> 1,
    kind: pointClass & 1,
  };
}

function countsOf({ cells, counts }: TileFeatures, feature: number) {
  const first = (cells[feature] ?? 0) * CELL_COUNTS;
  return {
    byStatus: POINT_STATUSES.map((_, status) => counts[first + status] ?? 0),
    byFlag: POINT_FLAGS.map((_, flag) => counts[first + FLAG_COUNTS + flag] ?? 0),
  };
}
