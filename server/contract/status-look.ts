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

/** Colours of the statuses on screens, maps and in the styles that other programs take. */
export const STATUS_COLOURS: Record<'light' | 'dark', StatusColours> = {
  light: {
    status: {
      proposed: '#4a504c',
      not_recognised: '#4a504c',
      active: '#c2410c',
      eliminated: '#2563eb',
      handed_over: '#0f766e',
      recurring: '#be185d',
      delisted: '#4a504c',
    },
    suspected: '#be185d',
    onStatus: '#ffffff',
    surface: '#ffffff',
  },
  dark: {
    // Chosen by search: the four reported statuses stay apart for every kind of colour vision.
    status: {
      proposed: '#a3aaae',
      not_recognised: '#a3aaae',
      active: '#f7926e',
      eliminated: '#4781f5',
      handed_over: '#92e8e2',
      recurring: '#ff3d8e',
      delisted: '#a3aaae',
    },
    suspected: '#ff3d8e',
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
