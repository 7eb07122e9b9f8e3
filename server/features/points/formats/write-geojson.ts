import { COLUMNS, type ExportRow, type Provenance } from './export-row.ts';
import { type RowPages, writePage } from './row-pages.ts';

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
