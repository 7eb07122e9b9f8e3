import type { PointStatus } from './point.ts';

export type StatusColours = {
  status: Record<PointStatus, string>;
  /** An unverified recurrence: the outline around the point's own status. */
  suspected: string;
  /** The sign drawn inside a filled status shape. */
  onStatus: string;
  /** The disc under a sign on the map. */
  surface: string;
};

/**
 * Colours of the statuses on screens, maps and in the styles that other programs take. Chosen by search: the four reported
 * ones are steps of lightness, so that they stay apart in a black-and-white print and for every kind of colour vision.
 */
export const STATUS_COLOURS: Record<'light' | 'dark', StatusColours> = {
  light: {
    status: {
      proposed: '#4a504c',
      not_recognised: '#4a504c',
      active: '#c2410c',
      eliminated: '#08369c',
      handed_over: '#00312d',
      recurring: '#9c1a70',
      delisted: '#4a504c',
    },
    suspected: '#9c1a70',
    onStatus: '#ffffff',
    surface: '#ffffff',
  },
  dark: {
    status: {
      proposed: '#b3babe',
      not_recognised: '#b3babe',
      active: '#f8a689',
      eliminated: '#4781f5',
      handed_over: '#c6f7f3',
      recurring: '#f66e92',
      delisted: '#b3babe',
    },
    suspected: '#f66e92',
    onStatus: '#0e1315',
    surface: '#161d20',
  },
};

/** Pixels of the map for one unit of a shape. */
export const POINT_SCALE = 1.2;
export const HALO_OPACITY = 0.85;

/** Radius of the disc under a point's sign, pixels of the map: room for its rings. */
export function pointHalo({
  status,
  suspected,
}: {
  status: PointStatus;
  suspected: boolean;
}): number {
  if (suspected) return 19;
  return status === 'recurring' ? 15 : 11.5;
}

/** Rings that stand for several points, by the count from which on they are used; outer radius in pixels of the map. */
export const RINGS = [
  { from: 0, radius: 16 },
  { from: 10, radius: 19 },
  { from: 100, radius: 23 },
  { from: 1_000, radius: 28 },
] as const;
/** Width of a ring, pixels of the map. */
export const RING_WIDTH = 5.5;

/**
 * Gap that a segment of a ring leaves open along its inner edge, pixels of the map; without it the segment is whole. A status is
 * told by the form of its segment where the colour says nothing.
 */
export const SEGMENT_GAPS: Partial<
  Record<PointStatus, { width: number; dash: readonly number[] }>
> = {
  // A thinner line.
  eliminated: { width: 2.2, dash: [] },
  // Notches.
  handed_over: { width: 2.4, dash: [2.6, 2.6] },
  // Cut through.
  recurring: { width: RING_WIDTH, dash: [1.4, 2.8] },
};
