import Supercluster from 'supercluster';

import {
  MOST_SQUARES,
  type BoundingBox,
  type LonLat,
  type MapSquare,
} from '#server/contract/geo.ts';

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
    return index.getClusters(box, level).map((feature): Mark => {
      const [longitude = 0, latitude = 0] = feature.geometry.coordinates;
      const properties = feature.properties;
      if (properties === null) throw new Error('a cluster without sums');
      if (!('cluster_id' in properties)) return alone(properties);
      const { count, status, flags } = properties;
      const ids = count > LIST_IDS_UP_TO ? null : idsOf(properties.cluster_id);
      const key = `${level}:${ids === null ? `${longitude},${latitude}` : ids.join()}`;
      const at: LonLat = [longitude, latitude];
      const squares = ids === null ? squaresOf(properties.cluster_id) : null;
      return { key, at, count, status, flags, point: null, box: properties.box, ids, squares };
    });
  }

  function idsOf(cluster: number): number[] | null {
    const ids: number[] = [];
    for (const leaf of index.getLeaves(cluster, Infinity)) {
      const id = leaf.properties?.point?.id;
      if (id === undefined) return null;
      ids.push(id);
    }
    return ids.toSorted((a, b) => a - b);
  }

  function squaresOf(cluster: number): string | null {
    const leaves = index.getLeaves(cluster, MOST_SQUARES + 1);
    if (leaves.length > MOST_SQUARES) return null;
    const squares = leaves.flatMap(({ properties }) =>
      properties === null ? [] : [squareText(properties.square)],
    );
    return [...new Set(squares)].join();
  }

  return { marksIn };
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
