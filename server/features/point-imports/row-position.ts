import type { Geometry } from '#server/contract/geo.ts';
import type { ConsentCode, ImportField } from '#server/contract/point-import.ts';

import { diagnoseCoordinates } from './coordinate-diagnosis.ts';
import type { City, CoordinateDiagnosis } from './coordinate-diagnosis.ts';
import { splitCoordinates } from './coordinate-text.ts';
import { diagnoseGeometry } from './geometry-diagnosis.ts';
import type { GeometryDiagnosis } from './geometry-diagnosis.ts';
import { parseWkt } from './parse-wkt.ts';
import type { RowCells } from './row-cells.ts';

export type RowPosition = { geometry: Geometry; consentedTo: ConsentCode[] };

/**
 * Where the row lies: by its WKT, its two columns, its one column, or the file's own geometry,
 * in this order. Reports and answers null when it has no place or one the user has not agreed to.
 */
export function readPosition(cells: RowCells, bbox: City['bbox']): RowPosition | null {
  const found = locate(cells, { bbox, grid: cells.mapping.grid });
  const { diagnosis, geometry } = found.result;
  if (diagnosis.severity === 'error') {
    cells.report(found.field, diagnosis.code, { value: found.value });
    return null;
  }
  if (geometry === null) {
    cells.report(found.field, 'import.geometry_broken', { value: found.value });
    return null;
  }
  if (diagnosis.severity === 'fine') return { geometry, consentedTo: [] };
  if (cells.mapping.consents.includes(diagnosis.code))
    return { geometry, consentedTo: [diagnosis.code] };
  cells.report(found.field, diagnosis.code, {
    severity: 'needs_consent',
    value: found.value,
    suggestion: diagnosis.position,
    ...('assumption' in diagnosis && { assumption: diagnosis.assumption }),
  });
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
