import { GROUND_ZOOMS } from '#server/contract/ground.ts';

import type { ShapeProperties } from './shape.ts';

const LAST = GROUND_ZOOMS.last;

/** Zooms in which a line is shown, and whether its name, bridges and tunnels are told apart there. */
export type LineZooms = { first: number; last: number; detailed: boolean };

/** Large streets are named from zoom 12 on, all from 14: before that the lines of a class are joined as one. */
function largeFrom(first: number): LineZooms[] {
  return [
    { first, last: 11, detailed: false },
    { first: 12, last: LAST, detailed: true },
  ];
}
const onlyFrom = (first: number): LineZooms[] => [{ first, last: LAST, detailed: true }];

const LINE_ZOOMS: Readonly<Record<string, readonly LineZooms[]>> = {
  motorway: largeFrom(GROUND_ZOOMS.first),
  trunk: largeFrom(GROUND_ZOOMS.first),
  primary: largeFrom(8),
  secondary: largeFrom(9),
  tertiary: largeFrom(10),
  residential: [
    { first: 13, last: 13, detailed: false },
    { first: 14, last: LAST, detailed: true },
  ],
  service: onlyFrom(14),
  path: onlyFrom(14),
  rail: onlyFrom(9),
  light: onlyFrom(11),
  river: largeFrom(7),
  canal: onlyFrom(12),
  stream: onlyFrom(13),
};
const FIRST_OF_AREAS = { water: GROUND_ZOOMS.first, land: 8, buildings: LAST } as const;
const FIRST_OF_QUARTERS = [11, 13, 14, 15];

export function lineZooms(lineClass: string): readonly LineZooms[] {
  return LINE_ZOOMS[lineClass] ?? onlyFrom(LAST);
}

export function firstZoomOfAreas(layer: 'water' | 'land' | 'buildings'): number {
  return FIRST_OF_AREAS[layer];
}

export function firstZoomOfQuarter(rank: number): number {
  return FIRST_OF_QUARTERS[rank] ?? LAST;
}

/** Units of a tile by which a line may differ from its true course: half a pixel, and an eighth in the last zoom. */
export function toleranceAt(zoom: number): number {
  return zoom === LAST ? 1 : 4;
}

/** The smallest area of a tile, in its square units, that is drawn: 16 pixels, and a quarter of one in the last zoom. */
export function smallestAreaAt(zoom: number): number {
  return zoom === LAST ? 16 : 1_024;
}

/** The shortest line of a tile, in its units, that is drawn before the last two zooms: two pixels. */
export function shortestLineAt(zoom: number): number {
  return zoom >= LAST - 1 ? 0 : 16;
}

/**
 * Order in which a tile that is too large keeps its things; buildings go first, then paths and service roads, then small
 * land and water, and so on. Within a row the larger ones stay.
 */
const KEPT_ORDER: readonly (readonly string[])[] = [
  ['labels/quarter', 'labels/water'],
  ['streets/motorway', 'streets/trunk', 'streets/primary'],
  ['waterways/river'],
  ['streets/secondary', 'streets/tertiary', 'rail/rail'],
  ['streets/residential', 'rail/light', 'waterways/canal'],
  ['water/water'],
  ['land/green', 'land/built'],
  ['waterways/stream'],
  ['streets/service'],
  ['streets/path'],
  ['buildings/'],
];
const KEPT_RANKS = new Map(KEPT_ORDER.flatMap((row, rank) => row.map((name) => [name, rank])));

/** Rank in which a thing stays in a tile that is too large: 0 stays longest. */
export function keptRank({ layer, class: known }: ShapeProperties): number {
  return KEPT_RANKS.get(`${layer}/${known}`) ?? KEPT_ORDER.length;
}

/** Square pixels of an area from which on it has room for its name, and from which on it has in the last zoom. */
const ROOM_FOR_NAME = { any: 1_500, last: 300 };
const FIRST_WITH_NAMES = 10;
const UNITS_A_PIXEL = 8;

/** The first zoom in which a water has room for its name; null where it never has. `area` is in square units of the world. */
export function firstZoomOfWaterName(
  area: number,
  unitsAt: (zoom: number) => number,
): number | null {
  for (let zoom = FIRST_WITH_NAMES; zoom <= LAST; zoom += 1) {
    const pixels = area / (unitsAt(zoom) * UNITS_A_PIXEL) ** 2;
    if (pixels >= ROOM_FOR_NAME.any) return zoom;
    if (zoom === LAST && pixels >= ROOM_FOR_NAME.last) return zoom;
  }
  return null;
}
