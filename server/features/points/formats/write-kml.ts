import type { Geometry } from '#server/contract/geo.ts';

import { COLUMNS, type ExportRow, type Provenance } from './export-row.ts';
import { kmlGeometry } from './kml-geometry.ts';
import { type RowPages, writePage } from './row-pages.ts';
import { xmlText } from './xml-text.ts';

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
