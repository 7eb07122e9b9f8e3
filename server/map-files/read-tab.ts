import { AppError } from '#server/contract/problem.ts';
import type { ZipEntry } from '#server/tables/zip-archive.ts';

import { readBeside, layerName, type Archive } from './archive.ts';
import { openDbf, readValue } from './dbf-table.ts';
import { MapFileError } from './map-file-error.ts';
import type { AttributeValue, MapFeature, MapLayer, MapLimits } from './map-file.ts';
import { encodingOfCharset } from './mapinfo-system.ts';
import { openTabMap } from './tab-map.ts';
import { refuseTooMany } from './too-many.ts';

const MOST_FIELDS = 250;

type TabHead = { charset: string; fields: { name: string; type: string }[] };

/**
 * Reads a MapInfo table of an archive: the .tab names the columns, the .dat holds their values, the .map the shapes,
 * and the .id says where the shape of each row is. Texts are left as one character a byte. Arcs, texts, sets of
 * points and collections come without a geometry. The format is not published; its layout is the one that GDAL's driver reads (MIT licence).
 * @param tab the .tab entry
 * @throws MapFileError `file_broken`, `no_shapes` for a table without a map, `too_many_vertices`
 * @throws AppError `format.linked_tab` for a table that only points at another file
 */
export async function readTab(
  archive: Archive,
  tab: ZipEntry,
  limits: MapLimits,
): Promise<MapLayer> {
  const head = readHead(Buffer.from(await tab.read()).toString('latin1'));
  const [dat, map, id] = await Promise.all(
    ['dat', 'map', 'id'].map((ending) => readBeside(archive, tab, ending)),
  );
  if (dat === null || dat === undefined) throw broken('dat');
  if (!map || !id) throw new MapFileError('no_shapes', { reason: 'tab_without_map' });
  const table = openDbf(dat);
  refuseTooMany(table.recordCount, limits);
  const places = Buffer.from(id.buffer, id.byteOffset, id.byteLength);
  const shapes = openTabMap(map, limits);
  const features: MapFeature[] = [];
  for (let row = 0; row < table.recordCount; row += 1) {
    if (table.isDeleted(row)) continue;
    const properties: Record<string, AttributeValue> = {};
    for (const [column, field] of table.fields.entries()) {
      const { name, type } = head.fields[column] ?? field;
      properties[name] = valueOf(type, table.cell(row, field));
    }
    const at = row * 4 + 4 <= places.length ? places.readInt32LE(row * 4) : 0;
    features.push({ properties, geometry: at === 0 ? null : shapes.read(at) });
  }
  return {
    format: 'tab',
    layer: layerName(tab),
    crs: shapes.crs,
    features,
    text: 'bytes',
    declaredEncoding: encodingOfCharset(head.charset),
    warnings: [],
  };
}

function readHead(text: string): TabHead {
  if (!/^\s*!table\b/i.test(text)) throw broken('tab');
  const kind = /^\s*type\s+(\w+)(?:\s+charset\s+"([^"]*)")?/im.exec(text);
  if (kind?.[1]?.toUpperCase() !== 'NATIVE') {
    throw new AppError('format.linked_tab');
  }
  const lines = text.split(/\r\n|[\r\n]/);
  const at = lines.findIndex((line) => /^\s*fields\s+\d+/i.test(line));
  const count = Number(/\d+/.exec(lines[at] ?? '')?.[0] ?? 0);
  if (at === -1 || count > MOST_FIELDS) throw broken('tab');
  const fields = lines.slice(at + 1, at + 1 + count).map((line) => {
    const [, name = '', type = ''] = /^\s*(\S+)\s+(\w+)/.exec(line) ?? [];
    return { name, type: type.toLowerCase() };
  });
  const charset = kind[2] ?? /^!charset\s+(\S+)/im.exec(text)?.[1] ?? '';
  return { charset, fields };
}

/** Numbers and days of a .dat are binary, unlike those of a dBASE table; texts are filled up with noughts. */
function valueOf(type: string, cell: Buffer): AttributeValue {
  if (type === 'integer' && cell.length === 4) return cell.readInt32LE(0);
  if (type === 'smallint' && cell.length === 2) return cell.readInt16LE(0);
  if (type === 'largeint' && cell.length === 8) return cell.readBigInt64LE(0).toString();
  if (type === 'float' && cell.length === 8) return readValue('O', cell);
  if (type === 'date' && cell.length === 4) return dayOf(cell);
  if (type === 'logical') return readValue('L', cell);
  if (type === 'decimal') return readValue('N', cell);
  return type === 'time' || type === 'datetime' ? null : readValue('C', cell);
}

function dayOf(cell: Buffer): string | null {
  const [year, month, day] = [cell.readUInt16LE(0), cell.readUInt8(2), cell.readUInt8(3)];
  if (year === 0) return null;
  const digits = (number: number, length: number) => String(number).padStart(length, '0');
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`;
}

function broken(part: string): MapFileError {
  return new MapFileError('file_broken', { reason: `tab_${part}` });
}
