import { AppError, type ProblemCode } from '#server/contract/problem.ts';
import { readTable } from '#server/tables/read-table.ts';
import { isWorkbook } from '#server/tables/read-xlsx.ts';
import { TABLE_LIMITS, type Table, type TableLimits } from '#server/tables/table.ts';

import { MapFileError, type MapFileFault } from './map-file-error.ts';
import { DEFAULT_LIMITS } from './map-file.ts';
import { readLayer } from './read-layer.ts';
import { isZip, recogniseContent } from './recognise-content.ts';
import { refuseOtherFormat } from './refuse-other-formats.ts';
import { tableOfLayer } from './table-of-layer.ts';

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
