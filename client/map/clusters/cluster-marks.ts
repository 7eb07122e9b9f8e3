import Supercluster from 'supercluster';

import {
  MOST_SQUARES,
  type BoundingBox,
  type LonLat,
  type MapSquare,
} from '#server/contract/geo.ts';

import { joinCovering } from './join-covering.ts';

/** One point, or one cell of a tile that stands for many. */
export type Weighted = {
  at: LonLat;
  count: number;
  /** Counts in the order of POINT_STATUSES. */
  status: readonly number[];
  /** Counts in the order of POINT_FLAGS. */
  flags: readonly number[];
  point: { id: number; cycle: number } | null;
  /** Holds what it stands for and, of other points, at most those that no tile of its level tells from it. */
  square: MapSquare;
};

/** A mark on the map: a point by itself, or several as one ring. */
export type Mark = {
  /** Stays the same while the mark stands for the same points. */
  key: string;
  at: LonLat;
  count: number;
  status: readonly number[];
  flags: readonly number[];
  point: { id: number; cycle: number } | null;
  /** Box of its points. */
  box: BoundingBox;
  /** The ids of its points; null where cells do not tell. */
  ids: readonly number[] | null;
  /** Squares that hold exactly its points, as a query, where there are no ids; null where they are too many. */
  squares: string | null;
};

type Sums = Pick<Mark, 'count' | 'status' | 'flags' | 'box'>;

// Nearer, marks are single points that may touch; farther, rings need room for their numbers.
const RADII: readonly (readonly [fromZoom: number, pixels: number])[] = [
  [16, 16],
  [14, 34],
  [0, 46],
];
const LIST_IDS_UP_TO = 2_000;

/** Distance in pixels within which points of a zoom become one mark. */
export function clusterRadius(zoom: number): number {
  return RADII.find(([from]) => zoom >= from)?.[1] ?? 46;
}

/** Sums of a single input. */
export function sumsOf({ at, count, status, flags }: Weighted): Sums {
  return { count, status, flags, box: [at[0], at[1], at[0], at[1]] };
}

/** Adds `more` to `sums`; arrays are replaced and never changed, so sums may share them. */
export function addSums(sums: Sums, more: Readonly<Sums>): void {
  sums.count += more.count;
  sums.status = sums.status.map((count, index) => count + (more.status[index] ?? 0));
  sums.flags = sums.flags.map((count, index) => count + (more.flags[index] ?? 0));
  sums.box = [
    Math.min(sums.box[0], more.box[0]),
    Math.min(sums.box[1], more.box[1]),
    Math.max(sums.box[2], more.box[2]),
    Math.max(sums.box[3], more.box[3]),
  ];
}

/** Clusters for one whole zoom; ask the result for any box. */
export function clusterAt(inputs: readonly Weighted[], zoom: number) {
  const level = Math.floor(zoom);
  const index = new Supercluster<Weighted, Sums>({
    // One level only: others are asked for with other tiles, and the index is ready sooner.
    minZoom: level,
    maxZoom: level,
    radius: clusterRadius(level),
    extent: 512,
    map: sumsOf,
    reduce: addSums,
  });
  index.load(
    inputs.map((input) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [...input.at] },
      properties: input,
    })),
  );

  function marksIn(box: BoundingBox): Mark[] {
    const clusters = index.getClusters(box, level).map((feature): Cluster => {
      const [longitude = 0, latitude = 0] = feature.geometry.coordinates;
      const { properties } = feature;
      if (properties === null) throw new Error('a cluster without sums');
      if (!('cluster_id' in properties))
        return { ...sumsOf(properties), at: properties.at, leaves: () => [properties] };
      const { cluster_id: id, count, status, flags, box: around } = properties;
      return {
        count,
        status,
        flags,
        box: around,
        at: [longitude, latitude],
        leaves: (most) => index.getLeaves(id, most).flatMap((leaf) => leaf.properties ?? []),
      };
    });
    return joinCovering(clusters, level).map((group) => markOf(group, level));
  }

  return { marksIn };
}

/** Points or cells that lie near each other. */
type Cluster = Sums & {
  at: LonLat;
  /** At most so many of its inputs. */
  leaves: (most: number) => Weighted[];
};

function markOf(group: readonly Cluster[], level: number): Mark {
  const [first] = group;
  if (first === undefined) throw new Error('a mark of nothing');
  const leaves = (most: number) => group.flatMap((cluster) => cluster.leaves(most));
  const [only] = leaves(2);
  if (group.length === 1 && only !== undefined && leaves(2).length === 1) return alone(only);
  const sums: Sums = { ...sumsWithout(first) };
  for (const cluster of group.slice(1)) addSums(sums, cluster);
  const at = centreOf(group);
  const ids = sums.count > LIST_IDS_UP_TO ? null : idsOf(leaves(Infinity));
  const key = `${level}:${ids === null ? at.join() : ids.join()}`;
  const squares = ids === null ? squaresOf(leaves(MOST_SQUARES + 1)) : null;
  return { key, at, ...sums, point: null, ids, squares };
}

function sumsWithout({ count, status, flags, box }: Cluster): Sums {
  return { count, status, flags, box };
}

/** The middle of clusters by their numbers of points. */
function centreOf(group: readonly Cluster[]): LonLat {
  const total = group.reduce((sum, { count }) => sum + count, 0);
  const mean = (axis: 0 | 1) =>
    group.reduce((sum, { at, count }) => sum + (at[axis] * count) / total, 0);
  return [mean(0), mean(1)];
}

function idsOf(leaves: readonly Weighted[]): number[] | null {
  const ids: number[] = [];
  for (const { point } of leaves) {
    if (point === null) return null;
    ids.push(point.id);
  }
  return ids.toSorted((a, b) => a - b);
}

function squaresOf(leaves: readonly Weighted[]): string | null {
  if (leaves.length > MOST_SQUARES) return null;
  return [...new Set(leaves.map(({ square }) => squareText(square)))].join();
}

function squareText({ z, x, y }: MapSquare): string {
  return `${z}/${x}/${y}`;
}

function alone(input: Weighted): Mark {
  const { point, at, square } = input;
  return {
    key: point === null ? `cell:${at.join()}` : `point:${point.id}`,
    ...sumsOf(input),
    at,
    point,
    ids: point === null ? null : [point.id],
    squares: point === null ? squareText(square) : null,
  };
}
