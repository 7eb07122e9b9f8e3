import { ViewText } from '#server/contract/export.ts';
import type { Geometry } from '#server/contract/geo.ts';
import type { Actor } from '#server/contract/permission.ts';
import {
  type PointExportFormat,
  type PointExportQuery,
  SHORTEST_PURPOSE,
} from '#server/contract/point-export.ts';
import { AppError } from '#server/contract/problem.ts';
import { refuseForbiddenText } from '#server/contract/screened-text.ts';
import { holds } from '#server/contract/token.ts';
import { asActor } from '#server/db/transaction.ts';
import { writeAsActor } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';
import { logExport } from '#server/features/exports/commands.ts';
import { readAccountName } from '#server/features/exports/queries.ts';
import { engineFilter } from '#server/live-engine/engine-filter.ts';
import type { EngineFilter } from '#server/live-engine/point-engine.ts';

import { readExportPage, type ShapeForm } from './export-queries.ts';
import { provenanceOf, viewOf } from './export-rules.ts';
import { COLUMNS, type ExportRow, type Provenance } from './formats/export-row.ts';
import { kmlGeometry } from './formats/kml-geometry.ts';
import { type RowPage, rowPage, type RowPages, writePage } from './formats/row-pages.ts';
import { writeCsv } from './formats/write-csv.ts';
import { writeGeoPackage } from './formats/write-geopackage.ts';
import { writeXlsx } from './formats/write-xlsx.ts';
import { xmlText } from './formats/xml-text.ts';

type Chunks = AsyncGenerator<string | Uint8Array>;
type Writer = {
  form: ShapeForm;
  type: string;
  write: (pages: RowPages, about: Provenance) => Chunks;
};

/** Content type and writer of each kind of file. */
export const POINT_FILES: Record<PointExportFormat, Writer> = {
  csv: { form: 'none', type: 'text/csv; charset=utf-8', write: writeCsv },
  xlsx: {
    form: 'none',
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    write: writeXlsx,
  },
  geojson: {
    form: 'geojson',
    type: 'application/geo+json',
    write: (pages, about) => writeGeoJson(pages as RowPages<string>, about),
  },
  gpkg: {
    form: 'wkb',
    type: 'application/geopackage+sqlite3',
    write: (pages, about) => writeGeoPackage(pages as RowPages<string>, about),
  },
  kml: {
    form: 'geojson',
    type: 'application/vnd.google-earth.kml+xml',
    write: (pages, about) => writeKml(pages as RowPages<string>, about),
  },
};

const ROWS_A_PAGE = 500;

/**
 * Takes points out as a file: logged with its purpose first, then streamed page by page within the person's reach.
 * Throws `permission.denied`, `export.purpose_missing` and what forbidden words in the purpose throw.
 */
export async function exportPoints(
  deps: Deps,
  actor: Actor,
  format: PointExportFormat,
  query: PointExportQuery,
): Promise<{ content: Chunks; points: number }> {
  const { purpose = '', bbox, squares, within, ids: chosen, ...given } = query;
  const region = { bbox, squares, within, ids: chosen };
  if (!holds(actor, 'points:export')) {
    throw new AppError('permission.denied', { parameters: { permission: 'points:export' } });
  }
  if (purpose.length < SHORTEST_PURPOSE) throw new AppError('export.purpose_missing');
  refuseForbiddenText({ purpose });
  const filter = await engineFilter(deps, actor, given);
  const ids = await deps.points.all(actor, filter, region);
  const view = ViewText.catch('').parse(viewOf(given));
  const about = await writeAsActor(deps.database, actor, async (sql) => {
    const taken = { kind: `points_${format}`, purpose, points: ids.length, view };
    const receipt = await logExport(sql, deps, actor, taken);
    const name = await readAccountName(sql, actor.accountId);
    return provenanceOf({ receipt, name, purpose, points: ids.length, query });
  });
  const { form, write } = POINT_FILES[format];
  return { content: write(pagesOf(deps, actor, { ids, filter, form }), about), points: ids.length };
}

async function* pagesOf(
  deps: Deps,
  actor: Actor,
  { ids, filter, form }: { ids: Int32Array; filter: EngineFilter; form: ShapeForm },
): AsyncGenerator<RowPage> {
  const on = filter.as_of ?? deps.clock.today();
  const isOfAnotherDay = filter.as_of !== undefined || filter.known_at !== undefined;
  for (let from = 0; from < ids.length; from += ROWS_A_PAGE) {
    const page = [...ids.subarray(from, from + ROWS_A_PAGE)];
    const json = await asActor(deps.database, actor, (sql) =>
      readExportPage(sql, page, { on, form }),
    );
    yield rowPage(json, isOfAnotherDay ? (row) => onThatDay(deps, actor, row, filter) : null);
  }
}

/** A point as it was on the evening of the filter. */
function onThatDay(deps: Deps, actor: Actor, row: ExportRow, filter: EngineFilter): ExportRow {
  const state = deps.points.stateOn(actor, row.id, filter);
  const since = deps.points.statusSince(actor, row.id, filter);
  return state === null ? row : { ...row, ...state, statusSince: since ?? row.statusSince };
}

/** KML 2.2: a placemark for each point, with its true shape (GeoJSON in the rows) and its facts. */
export async function* writeKml(
  pages: RowPages<string>,
  { title, lines }: Provenance,
): AsyncGenerator<string | Uint8Array> {
  yield (
    '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document>\n' +
    `<name>${xmlText(title)}</name><description>${xmlText(lines.join('\n'))}</description>\n`
  );
  for await (const page of pages) yield writePage(page, placemarkOf);
  yield '</Document></kml>\n';
}

function placemarkOf(row: ExportRow<string>): string {
  const facts = COLUMNS.flatMap(({ field, cell }) => {
    const value = cell(row);
    if (value === null) return [];
    const text = typeof value === 'object' ? value.date : String(value);
    return [`<Data name="${field}"><value>${xmlText(text)}</value></Data>`];
  });
  return (
    `<Placemark id="p${row.id}"><name>${xmlText(row.officialName)}</name>` +
    `<ExtendedData>${facts.join('')}</ExtendedData>${kmlGeometry(JSON.parse(row.shape) as Geometry)}</Placemark>\n`
  );
}

/** GeoJSON (RFC 7946) in WGS 84: each point in its true shape. `provenance` is a foreign member. */
export async function* writeGeoJson(
  pages: RowPages<string>,
  { title, lines, watermark }: Provenance,
): AsyncGenerator<string | Uint8Array> {
  const about = { name: title, provenance: { lines, watermark } };
  yield `{"type":"FeatureCollection",${JSON.stringify(about).slice(1, -1)},"features":[`;
  let separator = '\n';
  for await (const page of pages) {
    const features = writePage(page, featureOf, ',\n');
    // Every point of a page may be out of reach.
    if (features.length === 0) continue;
    yield separator;
    yield features;
    separator = ',\n';
  }
  yield '\n]}\n';
}

function featureOf(row: ExportRow<string>): string {
  const properties = JSON.stringify(propertiesOf(row));
  return `{"type":"Feature","id":${row.id},"properties":${properties},"geometry":${row.shape}}`;
}

function propertiesOf(row: ExportRow): Record<string, string | number | null> {
  return Object.fromEntries(
    COLUMNS.map(({ field, cell }) => {
      const value = cell(row);
      return [field, value !== null && typeof value === 'object' ? value.date : value];
    }),
  );
}
