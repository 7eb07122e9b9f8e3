import { COUNTRY_BOUNDS, isInBox, type BoundingBox, type LonLat } from '#server/contract/geo.ts';
import type { GridAssumption, Vn2000Grid } from '#server/contract/point-import.ts';

import { isBlank, readCoordinate } from '#server/contract/coordinate-text.ts';
import type { CoordinateNotation } from '#server/contract/coordinate-text.ts';
import { looksLikeGrid, placeOnGrid, roundDegrees } from '#server/contract/vn2000-grids.ts';

/** Nearer to 0,0 than this (degrees) nobody measured anything. */
const NOUGHT = 0.001;

export type City = {
  /** West, south, east, north of the city's surroundings, degrees. */
  bbox: BoundingBox;
  /** Grid that the user named for positions in metres. */
  grid?: Vn2000Grid | null;
  /** The grid that puts most rows into the commune that they name. */
  likelyGrid?: Vn2000Grid | null;
};

export type CoordinateDiagnosis =
  | {
      code: 'import.coordinates_fine';
      severity: 'fine';
      position: LonLat;
      notations: CoordinateNotation[];
    }
  | { code: 'import.coordinates_swapped'; severity: 'needs_consent'; position: LonLat }
  | {
      code: 'import.coordinates_vn2000';
      severity: 'needs_consent';
      position: LonLat;
      assumption: GridAssumption;
    }
  | { code: 'import.outside_city'; severity: 'needs_consent'; position: LonLat }
  | {
      code:
        | 'import.coordinates_missing'
        | 'import.coordinates_zero'
        | 'import.coordinates_unreadable'
        | 'import.coordinates_vn2000_unplaced'
        | 'import.outside_country';
      severity: 'error';
    };

/**
 * Says what two cells are as a position: x is meant as longitude or easting, y as latitude or
 * northing. `fine` may be written; `needs_consent` carries where the point would go under an
 * assumption that the user must confirm; `error` cannot be placed.
 */
export function diagnoseCoordinates(x: string, y: string, city: City): CoordinateDiagnosis {
  if (isBlank(x) || isBlank(y)) return failure('import.coordinates_missing');
  const [readX, readY] = [readCoordinate(x), readCoordinate(y)];
  if (readX === null || readY === null) return failure('import.coordinates_unreadable');
  const diagnosis = diagnoseNumbers(readX.value, readY.value, city);
  if (diagnosis.severity !== 'fine') return diagnosis;
  const notations = [readX.notation, readY.notation].filter((notation) => notation !== null);
  return { ...diagnosis, notations: [...new Set(notations)] };
}

/** The same for two numbers, as they stand in a GeoJSON or WKT geometry. */
export function diagnoseNumbers(x: number, y: number, city: City): CoordinateDiagnosis {
  if (!Number.isFinite(x) || !Number.isFinite(y)) return failure('import.coordinates_unreadable');
  if (Math.abs(x) < NOUGHT || Math.abs(y) < NOUGHT) return failure('import.coordinates_zero');
  if (looksLikeGrid(x, y)) return diagnoseMetres(x, y, city);
  const position: LonLat = [roundDegrees(x), roundDegrees(y)];
  if (isInBox(position, city.bbox)) {
    return { code: 'import.coordinates_fine', severity: 'fine', position, notations: [] };
  }
  const swapped: LonLat = [position[1], position[0]];
  if (isInBox(swapped, city.bbox)) {
    return { code: 'import.coordinates_swapped', severity: 'needs_consent', position: swapped };
  }
  if (isInBox(position, COUNTRY_BOUNDS)) {
    return { code: 'import.outside_city', severity: 'needs_consent', position };
  }
  const angles = Math.abs(x) <= 180 && Math.abs(y) <= 180;
  return failure(angles ? 'import.outside_country' : 'import.coordinates_unreadable');
}

function diagnoseMetres(x: number, y: number, city: City): CoordinateDiagnosis {
  const placed = placeOnGrid(x, y, city);
  if (placed === null) return failure('import.coordinates_vn2000_unplaced');
  return { code: 'import.coordinates_vn2000', severity: 'needs_consent', ...placed };
}

function failure(
  code: Extract<CoordinateDiagnosis, { severity: 'error' }>['code'],
): CoordinateDiagnosis {
  return { code, severity: 'error' };
}
