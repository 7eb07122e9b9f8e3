import { MapFileError } from './map-file-error.ts';
import type { AttributeValue, DeclaredCrs, MapFeature, MapLayer, MapLimits } from './map-file.ts';
import { declaredByMapInfo, encodingOfCharset, NO_SYSTEM } from './mapinfo-system.ts';
import { mifObjects } from './mif-objects.ts';

/** Most lines before `Data`: the columns, of which MapInfo allows 250, and a dozen others. */
const MOST_HEAD_LINES = 1_000;
const DEGREES = 1;
/** Datums whose ellipsoid and shift follow in the clause itself. */
const OWN_DATUMS = [999, 9999];
const NUMERIC = /^(?:integer|smallint|largeint|decimal|float)\b/i;

export type MifHead = {
  delimiter: string;
  charset: string;
  crs: DeclaredCrs;
  columns: { name: string; type: 'number' | 'date' | 'text' }[];
  /** Multiplies and moves every coordinate; from the clause `Transform`. */
  transform: { times: [number, number]; plus: [number, number] };
};

/**
 * Reads MapInfo's interchange files: the shapes in the .mif, their attributes line by line in the .mid. Texts are left
 * as one character a byte. Arcs and texts come without a geometry.
 * @param mid null where there is none: then no feature has attributes
 * @throws MapFileError `file_broken`, `too_many_vertices`
 */
export function readMif(
  mif: Uint8Array,
  mid: Uint8Array | null,
  layer: string | null,
  limits: MapLimits,
): MapLayer {
  const lines = linesOf(mif);
  const { head, next } = readHead(lines);
  const geometries = mifObjects(lines, next, head.transform, limits);
  const rows = mid === null ? [] : linesOf(mid);
  while (rows.at(-1) === '') rows.pop();
  const features = geometries.map((geometry, place): MapFeature => {
    return { properties: propertiesOf(rows[place] ?? '', head), geometry };
  });
  return {
    format: 'mif',
    layer,
    crs: head.crs,
    features,
    text: 'bytes',
    declaredEncoding: encodingOfCharset(head.charset),
    warnings:
      mid === null
        ? [{ code: 'attributes_missing' }]
        : rows.length === features.length
          ? []
          : [
              {
                code: 'record_counts_differ',
                parameters: { shapes: features.length, rows: rows.length },
              },
            ],
  };
}

function linesOf(bytes: Uint8Array): string[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return text.replace(/^ï»¿/, '').split(/\r\n|[\r\n]/);
}

function readHead(lines: readonly string[]): { head: MifHead; next: number } {
  const head: MifHead = {
    delimiter: '\t',
    charset: '',
    crs: NO_SYSTEM,
    columns: [],
    transform: { times: [1, 1], plus: [0, 0] },
  };
  for (let at = 0; at < Math.min(lines.length, MOST_HEAD_LINES); at += 1) {
    const line = (lines[at] ?? '').trim();
    const [, word = '', rest = ''] = /^(\w+)\s*(.*)$/.exec(line) ?? [];
    switch (word.toLowerCase()) {
      case 'data':
        return { head, next: at + 1 };
      case 'delimiter':
        head.delimiter = rest.replace(/^"(.)".*$/, '$1');
        break;
      case 'charset':
        head.charset = rest;
        break;
      case 'coordsys':
        head.crs = systemOf(rest);
        break;
      case 'transform':
        head.transform = transformOf(rest);
        break;
      case 'columns': {
        const count = Number(rest);
        if (!Number.isInteger(count) || count < 0 || count > MOST_HEAD_LINES) throw broken('head');
        head.columns = lines.slice(at + 1, at + 1 + count).map(columnOf);
        at += count;
        break;
      }
    }
  }
  throw broken('head');
}

function columnOf(line: string): MifHead['columns'][number] {
  const [, name = '', type = ''] = /^\s*(\S+)\s*(.*)$/.exec(line) ?? [];
  return { name, type: NUMERIC.test(type) ? 'number' : /^date\b/i.test(type) ? 'date' : 'text' };
}

/** Reads the clause `Earth Projection 8, 104, "m", 105, 0, 0.9999, 500000, 0`, with or without a datum of its own. */
function systemOf(clause: string): DeclaredCrs {
  const list = /^earth\s+projection\s+([^\r\n]*)$/i.exec(clause)?.[1];
  if (list === undefined) return NO_SYSTEM;
  const parts = list
    .replace(/\s(?:bounds|affine)\b.*$/i, '')
    .split(',')
    .map((part) => part.trim().replaceAll('"', ''));
  const [projection = NaN, datum = NaN] = parts.slice(0, 2).map(Number);
  const isOwn = OWN_DATUMS.includes(datum);
  const shiftLength = datum === 9999 ? 8 : 3;
  const own = isOwn ? parts.slice(2, 3 + shiftLength).map(Number) : [];
  const rest = parts.slice(isOwn ? 3 + shiftLength : 2);
  return declaredByMapInfo({
    projection,
    datum,
    ellipsoid: own[0] ?? null,
    shift: own.slice(1, 4),
    unit: projection === DEGREES ? '' : (rest[0] ?? ''),
    parameters: rest.slice(1).map(Number),
  });
}

function transformOf(clause: string): MifHead['transform'] {
  const [timesX = 0, timesY = 0, plusX = 0, plusY = 0] = clause.split(',').map(Number);
  // Nought stands for "leave it as it is".
  return { times: [timesX || 1, timesY || 1], plus: [plusX, plusY] };
}

function propertiesOf(
  line: string,
  { columns, delimiter }: MifHead,
): Record<string, AttributeValue> {
  const cells = cellsOf(line, delimiter);
  return Object.fromEntries(
    columns.map(({ name, type }, place): [string, AttributeValue] => {
      const text = (cells[place] ?? '').trim();
      if (text === '') return [name, null];
      if (type === 'date') return [name, text.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3')];
      const number = type === 'number' ? Number(text) : NaN;
      return [name, Number.isFinite(number) ? number : text];
    }),
  );
}

/** Cuts a line at the delimiter; within quotes it is a letter, and a quote is written twice. */
function cellsOf(line: string, delimiter: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const letter = line.charAt(at);
    if (letter === '"' && quoted && line.charAt(at + 1) === '"') {
      cell += '"';
      at += 1;
    } else if (letter === '"') quoted = !quoted;
    else if (letter === delimiter && !quoted) {
      cells.push(cell);
      cell = '';
    } else cell += letter;
  }
  return [...cells, cell];
}

function broken(part: string): MapFileError {
  return new MapFileError('file_broken', { reason: `mif_${part}` });
}
