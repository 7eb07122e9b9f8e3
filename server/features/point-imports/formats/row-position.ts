import type { Geometry } from '#server/contract/geo.ts';
import { LONGEST_ADDRESS } from '#server/contract/geocoding.ts';
import type { ConsentCode, GridAssumption, ImportField } from '#server/contract/point-import.ts';
import { foldText } from '#server/contract/text.ts';
import { diagnoseCoordinates } from '#server/tables/coordinate-diagnosis.ts';
import type { City, CoordinateDiagnosis } from '#server/tables/coordinate-diagnosis.ts';
import { isBlank, splitCoordinates } from '#server/contract/coordinate-text.ts';
import { diagnoseGeometry } from '#server/tables/geometry-diagnosis.ts';
import type { GeometryDiagnosis } from '#server/tables/geometry-diagnosis.ts';
import { parseWkt } from '#server/tables/parse-wkt.ts';

import type { RowCells } from './row-cells.ts';

export type RowPosition =
  | { geometry: Geometry; address: null; consentedTo: ConsentCode[] }
  /** Has still to be looked up. */
  | { geometry: null; address: string; consentedTo: [] };

const NOBODY_MEASURED: ReadonlySet<string> = new Set([
  'import.coordinates_missing',
  'import.coordinates_zero',
]);

/**
 * Reads the position of a row: from its WKT, its two columns, its one column, or the file's own geometry, in this
 * order; a row without any of these by its address. Reports a problem and returns null when it has no place or one
 * that the user has not agreed to.
 */
export function readPosition(
  cells: RowCells,
  { bbox, likelyGrid = null }: Pick<City, 'bbox' | 'likelyGrid'>,
): RowPosition | null {
  const found = locate(cells, { bbox, likelyGrid, grid: cells.mapping.grid });
  const { diagnosis, geometry } = found.result;
  if (diagnosis.severity === 'error') {
    const address = cells.cell('address');
    if (NOBODY_MEASURED.has(diagnosis.code) && address !== null && !isBlank(address)) {
      return readAddress(cells, address);
    }
    cells.report(found.field, diagnosis.code, { value: found.value });
    return null;
  }
  if (geometry === null) {
    cells.report(found.field, 'import.geometry_broken', { value: found.value });
    return null;
  }
  if (diagnosis.severity === 'fine') return { geometry, address: null, consentedTo: [] };
  if (cells.mapping.consents.includes(diagnosis.code))
    return { geometry, address: null, consentedTo: [diagnosis.code] };
  cells.report(found.field, diagnosis.code, {
    severity: 'needs_consent',
    value: found.value,
    suggestion: diagnosis.position,
    ...('assumption' in diagnosis && { assumption: diagnosis.assumption }),
  });
  return null;
}

/** Gives the position of a row in metres on each grid that puts it inside the city; empty for any other row. */
export function placesOnGrids(cells: RowCells, bbox: City['bbox']): GridAssumption['alternatives'] {
  const { diagnosis } = locate(cells, { bbox }).result;
  if (diagnosis.code !== 'import.coordinates_vn2000') return [];
  const { position, assumption } = diagnosis;
  return [{ grid: assumption.grid, position }, ...assumption.alternatives];
}

/** The address with the commune of the row, where it does not name it itself: a street runs through several. */
function readAddress(cells: RowCells, address: string): RowPosition | null {
  const commune = cells.cell('communeName');
  const named =
    commune === null || isBlank(commune) || foldText(address).includes(foldText(commune));
  const whole = named ? address : `${address}, ${commune}`;
  if (whole.length <= LONGEST_ADDRESS) return { geometry: null, address: whole, consentedTo: [] };
  cells.report('address', 'import.text_too_long');
  return null;
}

type Located = { field: ImportField; value: string | null; result: GeometryDiagnosis };

function locate(cells: RowCells, city: City): Located {
  const wkt = cells.cell('wkt');
  if (wkt !== null) {
    const raw = parseWkt(wkt);
    const result = raw === null ? broken() : diagnoseGeometry(raw, city);
    return { field: 'wkt', value: wkt.slice(0, 200), result };
  }
  const [x, y] = [cells.cell('longitude'), cells.cell('latitude')];
  if (x !== null || y !== null) {
    const value = `${x ?? ''} | ${y ?? ''}`.slice(0, 200);
    return {
      field: 'longitude',
      value,
      result: asPoint(diagnoseCoordinates(x ?? '', y ?? '', city)),
    };
  }
  const both = cells.cell('coordinates');
  if (both !== null)
    return { field: 'coordinates', value: both.slice(0, 200), result: fromOneCell(both, city) };
  const own = cells.row.geometry;
  if (own !== undefined) return { field: 'wkt', value: null, result: diagnoseGeometry(own, city) };
  const field = cells.isMapped('longitude')
    ? 'longitude'
    : cells.isMapped('wkt')
      ? 'wkt'
      : 'coordinates';
  return { field, value: null, result: asPoint(diagnoseCoordinates('', '', city)) };
}

function fromOneCell(text: string, city: City): GeometryDiagnosis {
  const pair = splitCoordinates(text);
  if (pair !== null) return asPoint(diagnoseCoordinates(pair[0], pair[1], city));
  const raw = parseWkt(text);
  // A cell with "-" is empty to people; the diagnosis knows the words for that.
  return raw === null
    ? asPoint(diagnoseCoordinates(text, text, city))
    : diagnoseGeometry(raw, city);
}

function asPoint(diagnosis: CoordinateDiagnosis): GeometryDiagnosis {
  if (diagnosis.severity === 'error') return { diagnosis, geometry: null };
  return { diagnosis, geometry: { type: 'Point', coordinates: diagnosis.position } };
}

function broken(): GeometryDiagnosis {
  return {
    diagnosis: { code: 'import.coordinates_unreadable', severity: 'error' },
    geometry: null,
  };
}
