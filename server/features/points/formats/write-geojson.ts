import { COLUMNS, type ExportRow, type Provenance, type RowPages } from './export-row.ts';

/** GeoJSON (RFC 7946) in WGS 84: each point in its true shape. `provenance` is a foreign member. */
export async function* writeGeoJson(
  pages: RowPages<string>,
  { title, lines, watermark }: Provenance,
): AsyncGenerator<string> {
  const about = { name: title, provenance: { lines, watermark } };
  yield `{"type":"FeatureCollection",${JSON.stringify(about).slice(1, -1)},"features":[`;
  let separator = '\n';
  for await (const rows of pages) {
    if (rows.length === 0) continue;
    yield separator + rows.map(featureOf).join(',\n');
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
