import type { LonLat } from '#server/contract/geo.ts';

/** How far off a chosen spot may be, as people tell it. */
export const ERROR_METRES = { exact: 20, street: 100, area: 500 } as const;
export type PlaceError = keyof typeof ERROR_METRES;

/** Where something happened: a spot with its uncertainty, a commune alone, or not said yet. */
export type Place =
  | { kind: 'none' }
  | { kind: 'position'; position: LonLat; error: PlaceError }
  | { kind: 'commune'; communeId: number };
