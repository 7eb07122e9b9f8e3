import type {
  GazetteerColumns,
  GazetteerField,
  GazetteerPreview,
  GazetteerReport,
} from '#server/contract/gazetteer.ts';
import { boxAroundLines, CITY_BOUNDS } from '#server/contract/geo.ts';
import { foldText } from '#server/contract/text.ts';
import { narrowOsm, type OsmData } from '#server/methods/osm/osm-data.ts';
import { osmFormat, readOsm, type OsmFormat } from '#server/methods/osm/read-osm.ts';
import { readAnyTable } from '#server/map-files/read-any-table.ts';

import type { GazetteerEntry } from './gazetteer-index.ts';
import { osmEntries, WANTED_OF_OSM } from './osm-entries.ts';
import { streetName } from './parse-address.ts';
import { guessColumns, missingColumns, tableEntries } from './table-entries.ts';

export type GazetteerFile = {
  bytes: Uint8Array;
  fileName: string;
  columns: GazetteerColumns | null;
};
export type NewEntry = Omit<GazetteerEntry, 'id' | 'setId'>;
export type Refused = { line: number; code: string };

export type ReadGazetteer = {
  format: GazetteerPreview['format'];
  header: string[];
  columns: GazetteerColumns;
  missing: GazetteerField[];
  entries: NewEntry[];
  report: GazetteerReport;
};

const LINES_NAMED = 10;
const SAMPLES = 200;

/**
 * Reads a gazetteer: a table with positions (CSV, XLSX, GeoJSON) or an OSM file (Overpass JSON, XML, PBF), told
 * apart by their content. Positions outside the city's surroundings are left out and counted.
 * @param columns which column is what; null: guessed by the headings
 * @throws AppError `import.…` or `osm.…` for what cannot be read at all
 */
export async function readGazetteer(file: GazetteerFile): Promise<ReadGazetteer> {
  if (isOsm(file.bytes)) {
    const { format, data } = readOsm(file.bytes, WANTED_OF_OSM);
    return gazetteerOf(format, data);
  }
  const table = await readAnyTable(file);
  const columns = file.columns ?? guessColumns(table.header);
  const missing = missingColumns(columns, table.format);
  const { entries, refused } =
    missing.length > 0 ? { entries: [], refused: [] } : tableEntries(table, columns);
  return {
    format: table.format,
    header: table.header,
    columns,
    missing,
    entries,
    report: reportOn(entries, refused, table.rows.length),
  };
}

/** Takes the entries out of OSM data that were read for other purposes too, as {@link readGazetteer} reads them. */
export function gazetteerOf(format: OsmFormat, everything: OsmData): ReadGazetteer {
  const data = narrowOsm(everything, WANTED_OF_OSM);
  const { entries, refused } = osmEntries(data, CITY_BOUNDS);
  const report = reportOn(entries, refused, data.nodes.length + data.ways.length);
  return { format, header: [], columns: {}, missing: [], entries, report };
}

/** Shows what the import of a file would add: the result of {@link readGazetteer} with some samples. */
export async function previewGazetteer(file: GazetteerFile): Promise<GazetteerPreview> {
  const { entries, ...read } = await readGazetteer(file);
  // Samples spread over the file, because its first rows are often all of one street.
  const step = Math.max(1, Math.floor(entries.length / SAMPLES));
  const samples = entries
    .filter((_, at) => at % step === 0)
    .slice(0, SAMPLES)
    .flatMap(({ line, name, street, houseNumber, alleys, locality }) => {
      const position = line[Math.floor(line.length / 2)];
      return position === undefined
        ? []
        : [{ name, street, houseNumber, alleys, locality, position }];
    });
  return { ...read, samples };
}

/** GeoJSON begins with a brace too; only an Overpass answer has elements. */
function isOsm(bytes: Uint8Array): boolean {
  const format = osmFormat(bytes);
  if (format !== 'overpass') return format !== null;
  const start = Buffer.from(bytes.subarray(0, 4_000)).toString('utf8');
  return !/"type"\s*:\s*"Feature/.test(start) && /"(?:elements|osm3s|generator)"/.test(start);
}

function reportOn(
  entries: readonly NewEntry[],
  refused: readonly Refused[],
  elements: number,
): GazetteerReport {
  const streetNames = new Set(
    entries.flatMap(({ street }) => (street === null ? [] : [foldText(streetName(street))])),
  );
  const byCode = new Map<string, number[]>();
  for (const { code, line } of refused) byCode.set(code, [...(byCode.get(code) ?? []), line]);
  return {
    elements,
    entries: entries.length,
    doors: entries.filter(({ houseNumber, alleys }) => houseNumber !== null || alleys !== null)
      .length,
    streets: entries.filter(({ line }) => line.length > 1).length,
    places: entries.filter(({ name }) => name !== null).length,
    streetNames: streetNames.size,
    refused: [...byCode].map(([code, lines]) => ({
      code,
      count: lines.length,
      lines: lines.slice(0, LINES_NAMED),
    })),
    bounds: boxAroundLines(entries),
  };
}
