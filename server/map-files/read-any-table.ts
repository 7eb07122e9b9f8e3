import type { Position } from 'geojson';

import type { SystemSuggestion } from '#server/contract/boundary.ts';
import { CITY_BOUNDS, isInBox } from '#server/contract/geo.ts';
import { MAXIMUM_IMPORT_ROWS } from '#server/contract/point-import.ts';
import { AppError, type ProblemCode } from '#server/contract/problem.ts';
import { readOldFonts } from '#server/tables/old-fonts.ts';
import { readTable } from '#server/tables/read-table.ts';
import { isWorkbook } from '#server/tables/read-xlsx.ts';
import { TableFileError } from '#server/tables/table-file-error.ts';
import {
  TABLE_LIMITS,
  type Table,
  type TableLimits,
  cleanCell,
  GEOMETRY_TYPES,
  warn,
  type RawGeometry,
  type TableRow,
} from '#server/tables/table.ts';

import { decodeAttributes } from './attribute-text.ts';
import { resolveCoordinateSystem, type CoordinateSystem } from './coordinate-system.ts';
import { firstPosition } from './count-positions.ts';
import { MapFileError, type MapFileFault } from './map-file-error.ts';
import { DEFAULT_LIMITS, type AttributeValue, type MapLayer } from './map-file.ts';
import { isRecord } from './read-geojson.ts';
import { readLayer } from './read-layer.ts';
import { isZip, recogniseContent } from './recognise-content.ts';
import { refuseOtherFormat } from './refuse-other-formats.ts';
import { mostly, suggestSystems } from './suggest-systems.ts';

/** Systems whose coordinates are left as they are: each row is judged as if somebody had entered it. */
const PLAIN = [4326, 4979];
/** Features by whose positions a system is suggested. */
const MOST_TRIED = 500;
/** Reasons for which the positions stay in metres, for the reader to say which grid they are on. */
const ASKED_LATER = ['metres_without_crs', 'coordinates_do_not_fit'];

/**
 * Makes a table of a layer of a map file: attributes become columns, in order of appearance; the geometry of each
 * feature is that of its row, in WGS 84 where the file says in which system it is. Without a system, metres are left
 * as they stand. `sourceSrid` is the EPSG number that the reader chose.
 * @throws TableFileError `import.empty`, `import.too_many_rows`, `import.not_a_table` for too many columns
 * @throws MapFileError `crs_unknown` for a system that cannot be converted
 */
function tableOfLayer(
  layer: MapLayer,
  limits: TableLimits,
  sourceSrid: number | null = null,
): Table {
  if (layer.features.length === 0) throw new TableFileError('import.empty');
  if (layer.features.length > Math.min(limits.rows, MAXIMUM_IMPORT_ROWS)) {
    throw new TableFileError('import.too_many_rows', { limit: limits.rows });
  }
  const samples = samplesOf(layer);
  const system = systemOf(layer, sourceSrid, samples);
  const { properties, encoding } = textsOf(layer);
  const columns = new Map<string, number>();
  const rows = layer.features.map(({ geometry }, place): TableRow => {
    const cells = cellsOf(properties[place] ?? {}, columns, limits);
    const placed = geometryOf(geometry, system);
    return { line: place + 1, cells, ...(placed !== null && { geometry: placed }) };
  });
  for (const row of rows) while (row.cells.length < columns.size) row.cells.push(null);
  const table: Table = {
    format: layer.format,
    encoding: encoding.used,
    delimiter: null,
    layer: layer.layer,
    coordinateSystem: system?.crs.name ?? null,
    systemSuggestions: suggestionsFor(system, samples),
    header: [...columns.keys()],
    rows,
    warnings: [],
  };
  if (encoding.guessed) warn(table.warnings, 'import.encoding_guessed');
  if (system?.warnings.some(({ code }) => code === 'crs_may_be_vn2000') === true) {
    warn(table.warnings, 'import.crs_may_be_vn2000');
  }
  if (system === null) warn(table.warnings, 'import.crs_missing');
  if (layer.warnings.some(({ code }) => code === 'attributes_missing')) {
    warn(table.warnings, 'import.attributes_missing');
  }
  return readOldFonts(table);
}

function samplesOf({ features }: MapLayer): Position[] {
  return features.flatMap(({ geometry }) => {
    const position = firstPosition(geometry);
    return position === null ? [] : [position];
  });
}

/** Systems that put the features into the city, where none is known, another may be meant, or most lie outside. */
function suggestionsFor(
  system: CoordinateSystem | null,
  samples: readonly Position[],
): SystemSuggestion[] {
  const tried = samples.slice(0, MOST_TRIED);
  const isOutside = () =>
    mostly(tried, (position) => !isInBox(system?.toLonLat(position) ?? position, CITY_BOUNDS));
  const isDoubtful =
    system === null ||
    system.warnings.some(({ code }) => code === 'crs_may_be_vn2000') ||
    isOutside();
  return isDoubtful ? suggestSystems(tried).filter(({ srid }) => srid !== system?.crs.srid) : [];
}

function systemOf(
  { crs }: MapLayer,
  sourceSrid: number | null,
  samples: readonly Position[],
): CoordinateSystem | null {
  try {
    return resolveCoordinateSystem(crs, sourceSrid, samples);
  } catch (error) {
    const isAsked =
      error instanceof MapFileError && ASKED_LATER.includes(error.parameters.reason ?? '');
    if (isAsked) return null;
    throw error;
  }
}

/** Text that came in Unicode is judged column by column afterwards, like that of any other table. */
function textsOf(layer: MapLayer) {
  if (layer.text === 'bytes') return decodeAttributes(layer, 'auto');
  const properties = layer.features.map((feature) => feature.properties);
  return { properties, encoding: { used: 'utf-8', guessed: false } };
}

function cellsOf(
  properties: Record<string, AttributeValue>,
  columns: Map<string, number>,
  limits: TableLimits,
): (string | null)[] {
  const cells: (string | null)[] = [];
  for (const [name, value] of Object.entries(properties)) {
    const at = columnOf(name, columns, limits);
    while (cells.length <= at) cells.push(null);
    cells[at] = value === null ? null : cleanCell(String(value));
  }
  return cells;
}

function columnOf(name: string, columns: Map<string, number>, limits: TableLimits): number {
  const clean = cleanCell(name) ?? '#';
  const known = columns.get(clean);
  if (known !== undefined) return known;
  if (columns.size >= limits.columns) {
    throw new TableFileError('import.not_a_table', { reason: 'columns', limit: limits.columns });
  }
  columns.set(clean, columns.size);
  return columns.size - 1;
}

/** Looks at the kind alone: the positions are judged when the row is. */
function geometryOf(value: unknown, system: CoordinateSystem | null): RawGeometry | null {
  if (!isRecord(value)) return null;
  if (Array.isArray(value['geometries'])) return geometryOf(gather(value['geometries']), system);
  if (!Array.isArray(value['coordinates'])) return null;
  const type = GEOMETRY_TYPES.find((known) => known === value['type']);
  if (type === undefined) return null;
  const coordinates: unknown[] = value['coordinates'];
  const isPlain = system === null || PLAIN.includes(system.crs.srid ?? 0);
  return { type, coordinates: isPlain ? coordinates : convert(coordinates, system, 0) };
}

/** Makes one set of a collection whose parts are of one kind, as KML writes them; null for any other. */
function gather(parts: readonly unknown[]): unknown {
  const [first] = parts;
  const type = isRecord(first) ? first['type'] : null;
  const isOneKind = parts.every((part) => isRecord(part) && part['type'] === type);
  if (typeof type !== 'string' || !/^(?:Point|LineString|Polygon)$/.test(type) || !isOneKind) {
    return null;
  }
  return {
    type: `Multi${type}`,
    coordinates: parts.map((part) => (isRecord(part) ? part['coordinates'] : null)),
  };
}

const MAXIMUM_DEPTH = 4;

function convert(part: readonly unknown[], system: CoordinateSystem, depth: number): unknown[] {
  const [x, y] = part;
  if (typeof x === 'number' && typeof y === 'number') return system.toLonLat([x, y]);
  if (depth >= MAXIMUM_DEPTH) return [];
  return part.map((inner) => (Array.isArray(inner) ? convert(inner, system, depth + 1) : inner));
}

const CODES = {
  not_a_map_file: 'import.not_a_table',
  file_broken: 'import.file_broken',
  file_empty: 'import.empty',
  no_shapes: 'import.empty',
  several_layers: 'import.several_layers',
  crs_unknown: 'import.crs_unknown',
  too_large: 'import.zip_too_large',
  too_many_vertices: 'import.too_many_rows',
} as const satisfies Readonly<Record<MapFileFault, ProblemCode>>;

export type AnyTableFile = {
  fileName: string;
  bytes: Uint8Array;
  /** Name of the layer, for a map file that holds several. */
  layer?: string | null;
  /** EPSG number of a map file's system, where the reader chose it; else what the file says. */
  sourceSrid?: number | null;
  limits?: Partial<TableLimits>;
};

/**
 * Reads an uploaded file as a table, whatever it is: CSV and XLSX by their cells, a map file by the attributes of its
 * features, whose geometries come with the rows. The content tells the format, never the name.
 * @throws AppError `import.…`, and `format.…` for a known format that is not read
 */
export async function readAnyTable(file: AnyTableFile): Promise<Table> {
  try {
    if (!(await isMapFile(file.bytes))) return await readTable(file);
    const limits = { ...TABLE_LIMITS, ...file.limits };
    const layer = await readLayer(file.bytes, {
      limits: {
        ...DEFAULT_LIMITS,
        maximumFeatures: limits.rows,
        maximumUnpackedBytes: limits.unpackedBytes,
      },
      layer: file.layer ?? null,
      takes: (geometry) => geometry !== null,
    });
    return tableOfLayer(layer, limits, file.sourceSrid ?? null);
  } catch (error) {
    if (error instanceof MapFileError) {
      throw new AppError(CODES[error.fault], { parameters: error.parameters, cause: error });
    }
    // Nesting deep enough to exhaust the stack is the file's fault, not the server's.
    if (error instanceof RangeError) {
      throw new AppError('import.file_broken', { parameters: { reason: 'nesting' }, cause: error });
    }
    throw error;
  }
}

async function isMapFile(bytes: Uint8Array): Promise<boolean> {
  if (isZip(bytes)) return !(await isWorkbook(bytes));
  const content = recogniseContent(bytes);
  if (content === 'other') refuseOtherFormat(bytes);
  // A table may begin with a bracket; only an object can be GeoJSON.
  return content !== 'other';
}
