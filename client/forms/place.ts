import type { LonLat } from '#server/contract/geo.ts';

/** Errors of a chosen position in metres, by the choices that people are offered. */
const ERROR_METRES = { exact: 20, street: 100, area: 500 } as const;
export const PLACE_ERRORS = ['exact', 'street', 'area'] as const;
/** Error of a position: one of the choices, or that of the address that led there. */
export type PlaceError = (typeof PLACE_ERRORS)[number] | 'address';

/** A place: a position with its error, a commune alone, or none yet. */
export type Place =
  | { kind: 'none' }
  | { kind: 'position'; position: LonLat; error: PlaceError; addressMetres: number | null }
  | { kind: 'commune'; communeId: number };

/** Within how many metres of the spot the place lies. */
export function errorMetresOf({
  error,
  addressMetres,
}: Pick<Extract<Place, { kind: 'position' }>, 'error' | 'addressMetres'>): number {
  return error === 'address' ? (addressMetres ?? ERROR_METRES.area) : ERROR_METRES[error];
}

/** A spot that is known within so many metres, by one of people's words where one says just this. */
export function placeWithin(position: LonLat, metres: number): Place {
  const error = PLACE_ERRORS.find((kind) => ERROR_METRES[kind] === metres) ?? 'address';
  return { kind: 'position', position, error, addressMetres: error === 'address' ? metres : null };
}
