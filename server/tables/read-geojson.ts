import { decodeText } from './decode-text.ts';
import { TableFileError } from './table-file-error.ts';
import { GEOMETRY_TYPES, cleanCell, warn } from './table.ts';
import type { RawGeometry, Table, TableLimits, TableRow } from './table.ts';

/**
 * Reads a FeatureCollection or a single Feature: properties become columns (in order of
 * appearance), a feature's own id the column `id`; lines are the numbers of the features.
 * @throws TableFileError
 */
export function readGeojson(bytes: Uint8Array, limits: TableLimits): Table {
  const { text, encoding } = decodeText(bytes);
  const root = parseJson(text);
  const features = listFeatures(root);
  if (features === null) throw new TableFileError('import.not_a_table', { reason: 'geojson' });
  if (features.length === 0) throw new TableFileError('import.empty');
  if (features.length > limits.rows)
    throw new TableFileError('import.too_many_rows', { limit: limits.rows });

  const columns = new Map<string, number>();
  const rows = features.map((feature, index) => readFeature(feature, index + 1, columns, limits));
  for (const row of rows) while (row.cells.length < columns.size) row.cells.push(null);
  const table: Table = {
    format: 'geojson',
    encoding,
    delimiter: null,
    header: [...columns.keys()],
    rows,
    warnings: [],
  };
  // RFC 7946 knows WGS 84 alone; older files name another system, which the reader must hear about.
  if (
    isRecord(root) &&
    root['crs'] !== undefined &&
    !/CRS84|4326/.test(JSON.stringify(root['crs']))
  ) {
    warn(table.warnings, 'import.crs_ignored');
  }
  return table;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new TableFileError('import.file_broken', { reason: 'json' }, error);
  }
}

/** Lists what a FeatureCollection or a single Feature holds; null for anything else. */
export function listFeatures(root: unknown): unknown[] | null {
  if (!isRecord(root)) return null;
  if (root['type'] === 'Feature') return [root];
  return root['type'] === 'FeatureCollection' && Array.isArray(root['features'])
    ? root['features']
    : null;
}

function readFeature(
  feature: unknown,
  line: number,
  columns: Map<string, number>,
  limits: TableLimits,
): TableRow {
  if (!isRecord(feature) || feature['type'] !== 'Feature') {
    throw new TableFileError('import.file_broken', { reason: 'feature', line });
  }
  const properties = isRecord(feature['properties']) ? feature['properties'] : {};
  const entries = Object.entries(properties);
  if (feature['id'] !== undefined && !Object.hasOwn(properties, 'id'))
    entries.unshift(['id', feature['id']]);

  const cells: (string | null)[] = [];
  for (const [name, value] of entries) {
    const at = columnOf(name, columns, limits);
    while (cells.length <= at) cells.push(null);
    cells[at] = cellOf(value);
  }
  const geometry = geometryOf(feature['geometry']);
  return { line, cells, ...(geometry !== null && { geometry }) };
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

function cellOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return cleanCell(value);
  if (Array.isArray(value)) return cleanCell(value.map((part) => cellOf(part) ?? '').join('; '));
  return cleanCell(JSON.stringify(value));
}

/** Looks at the kind alone: the positions are judged when the row is. */
function geometryOf(value: unknown): RawGeometry | null {
  if (!isRecord(value) || !Array.isArray(value['coordinates'])) return null;
  const type = GEOMETRY_TYPES.find((known) => known === value['type']);
  return type === undefined ? null : { type, coordinates: value['coordinates'] };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
