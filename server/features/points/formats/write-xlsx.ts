import { pipeline, Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

import { daysBetween } from '#server/contract/civil-day.ts';

import { type Cell, COLUMNS, type ExportRow, type Provenance } from './export-row.ts';
import type { RowPage, RowPages } from './row-pages.ts';
import { xmlText } from './xml-text.ts';

const ZIP_VERSION = 20;

/** Sizes follow the content (bit 3), and names are UTF-8 (bit 11). */
const FLAGS = 0x0808;

const DEFLATED = 8;

/** 1 January 1980: the least that the format can say. */
const NO_DAY = 0x21;

const LEVEL = 4;

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const SPREADSHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
/** A sheet holds 1,048,576 rows; the first has the headings. */
const LAST_ROW = 1_000_001;
/** Day 0 of the calendar of spreadsheets. */
const FIRST_DAY = '1899-12-30';
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** Places in the list of formats below. */
const STYLES = { plain: 0, heading: 1, date: 2, degrees: 3 } as const;

/**
 * Writes a workbook (ECMA-376) while the rows come: real numbers and dates, widths, a head that stays in sight. Where a
 * sheet is full (`lastRow`) another one follows; the last one tells where the file is from.
 */
export function writeXlsx(
  pages: RowPages,
  about: Provenance,
  lastRow = LAST_ROW,
): AsyncGenerator<Uint8Array> {
  return writeZip(entriesOf(pages, about, lastRow));
}

async function* entriesOf(
  pages: RowPages,
  { title, lines }: Provenance,
  lastRow: number,
): AsyncGenerator<ZipEntry> {
  const names: string[] = [];
  const rest = restOf(pages, lastRow);
  do {
    names.push(names.length === 0 ? 'Điểm' : `Điểm ${names.length + 1}`);
    yield { name: `xl/worksheets/sheet${names.length}.xml`, content: sheet(rest) };
  } while (rest.page !== null);
  names.push('Nguồn gốc');
  yield { name: `xl/worksheets/sheet${names.length}.xml`, content: notes([title, ...lines]) };
  yield { name: 'xl/workbook.xml', content: one(workbook(names)) };
  yield { name: 'xl/_rels/workbook.xml.rels', content: one(relations(names.length)) };
  yield { name: 'xl/styles.xml', content: one(STYLE_SHEET) };
  yield { name: '_rels/.rels', content: one(ROOT) };
  yield { name: '[Content_Types].xml', content: one(contentTypes(names.length)) };
}

/** The pages that no sheet has taken yet; `page` is the one at hand. */
type Rest = { page: RowPage | null; next: () => Promise<RowPage | null>; lastRow: number };

function restOf(pages: RowPages, lastRow: number): Rest {
  const source = pages[Symbol.asyncIterator]();
  return {
    page: null,
    async next() {
      const next = await source.next();
      return next.done === true ? null : next.value;
    },
    lastRow,
  };
}

/** Writes what fits of the page at hand, from row `number` of the sheet on; the next sheet takes the rest of it. */
function writeRows(rest: Rest, number: number): { bytes: Uint8Array; rows: number } {
  const rows = rest.page?.() ?? [];
  const part = rows.slice(0, rest.lastRow - number + 1);
  rest.page = part.length === rows.length ? null : () => rows.slice(part.length);
  const bytes = Buffer.from(part.map((row, at) => pointRow(number + at, row)).join(''));
  return { bytes, rows: part.length };
}

async function* sheet(rest: Rest): AsyncGenerator<Uint8Array> {
  const columns = COLUMNS.map(
    ({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  );
  const headings = COLUMNS.map(({ heading }) => ({ cell: heading, style: STYLES.heading }));
  yield Buffer.from(
    `${HEAD}<worksheet xmlns="${SPREADSHEET}"><sheetViews><sheetView workbookViewId="0">` +
      '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
      `<cols>${columns.join('')}</cols><sheetData>${rowOf(1, headings)}`,
  );
  let number = 2;
  rest.page ??= await rest.next();
  while (rest.page !== null && number <= rest.lastRow) {
    const { bytes, rows } = writeRows(rest, number);
    yield bytes;
    number += rows;
    rest.page ??= await rest.next();
  }
  yield Buffer.from('</sheetData></worksheet>');
}

function pointRow(number: number, row: ExportRow): string {
  return rowOf(
    number,
    COLUMNS.map(({ cell, type }) => ({ cell: cell(row), style: styleOf(type) })),
  );
}

async function* notes(lines: readonly string[]): AsyncGenerator<Uint8Array> {
  yield Buffer.from(
    `${HEAD}<worksheet xmlns="${SPREADSHEET}"><cols><col min="1" max="1" width="100" customWidth="1"/></cols><sheetData>` +
      `${lines.map((line, at) => rowOf(at + 1, [{ cell: line, style: STYLES.plain }])).join('')}</sheetData></worksheet>`,
  );
}

async function* one(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

function styleOf(type: string): number {
  if (type === 'real') return STYLES.degrees;
  return type === 'date' ? STYLES.date : STYLES.plain;
}

function rowOf(number: number, cells: readonly { cell: Cell; style: number }[]): string {
  const written = cells.map(({ cell, style }, at) =>
    xlsxCell(`${LETTERS[at] ?? ''}${number}`, cell, style),
  );
  return `<row r="${number}">${written.join('')}</row>`;
}

function xlsxCell(place: string, cell: Cell, style: number): string {
  if (cell === null) return '';
  const head = `<c r="${place}" s="${style}"`;
  if (typeof cell === 'number') return `${head}><v>${cell}</v></c>`;
  if (typeof cell === 'object') return `${head}><v>${daysBetween(FIRST_DAY, cell.date)}</v></c>`;
  return `${head} t="inlineStr"><is><t xml:space="preserve">${xmlText(cell)}</t></is></c>`;
}

function workbook(names: readonly string[]): string {
  const sheets = names.map(
    (name, at) => `<sheet name="${xmlText(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
  );
  return `${HEAD}<workbook xmlns="${SPREADSHEET}" xmlns:r="${RELATIONS}"><sheets>${sheets.join('')}</sheets></workbook>`;
}

function relations(sheets: number): string {
  const each = Array.from(
    { length: sheets },
    (_, at) =>
      `<Relationship Id="rId${at + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
  );
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}<Relationship Id="rIdStyles" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`;
}

const ROOT = `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;

function contentTypes(sheets: number): string {
  const each = Array.from(
    { length: sheets },
    (_, at) =>
      `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="${OFFICE}.worksheet+xml"/>`,
  );
  return (
    `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    `<Override PartName="/xl/workbook.xml" ContentType="${OFFICE}.sheet.main+xml"/>` +
    `<Override PartName="/xl/styles.xml" ContentType="${OFFICE}.styles+xml"/>${each.join('')}</Types>`
  );
}

const STYLE_SHEET =
  `${HEAD}<styleSheet xmlns="${SPREADSHEET}"><numFmts count="2"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/>` +
  '<numFmt numFmtId="165" formatCode="0.000000"/></numFmts>' +
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>' +
  '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' +
  '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>';

/** A file of an archive; the content is read once, when its turn comes. */
type ZipEntry = { name: string; content: AsyncIterable<Uint8Array> };

type Written = { name: Buffer; crc: number; packed: number; size: number; offset: number };

/**
 * Writes a ZIP archive while its contents come into being (APPNOTE.TXT 6.3.10, without ZIP64): nothing is kept but the
 * directory. Throws where the archive reaches 4 GiB.
 */
async function* writeZip(
  entries: AsyncIterable<ZipEntry> | Iterable<ZipEntry>,
): AsyncGenerator<Uint8Array> {
  const written: Written[] = [];
  let offset = 0;
  for await (const { name, content } of entries) {
    const entry: Written = { name: Buffer.from(name), crc: 0, packed: 0, size: 0, offset };
    const head = localHeader(entry.name);
    yield head;
    const deflate = createDeflateRaw({ level: LEVEL });
    // One piece ahead and no more. A failure of the content destroys the stream, and reading it throws.
    const source = Readable.from(counted(content, entry), { highWaterMark: 1 });
    pipeline(source, deflate, () => undefined);
    for await (const chunk of deflate as AsyncIterable<Buffer>) {
      entry.packed += chunk.length;
      yield chunk;
    }
    const tail = descriptor(entry);
    yield tail;
    offset += head.length + entry.packed + tail.length;
    if (offset > 0xffffffff || entry.size > 0xffffffff) throw new RangeError('archive too large');
    written.push(entry);
  }
  const directory = Buffer.concat(written.map(directoryHeader));
  yield directory;
  yield endOfDirectory(written.length, directory.length, offset);
}

async function* counted(
  content: AsyncIterable<Uint8Array>,
  entry: Written,
): AsyncGenerator<Uint8Array> {
  for await (const bytes of content) {
    entry.crc = crc32(bytes, entry.crc);
    entry.size += bytes.length;
    yield bytes;
  }
}

function localHeader(name: Buffer): Buffer {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(ZIP_VERSION, 4);
  head.writeUInt16LE(FLAGS, 6);
  head.writeUInt16LE(DEFLATED, 8);
  head.writeUInt16LE(NO_DAY, 12);
  head.writeUInt16LE(name.length, 26);
  return Buffer.concat([head, name]);
}

function descriptor({ crc, packed, size }: Written): Buffer {
  const tail = Buffer.alloc(16);
  tail.writeUInt32LE(0x08074b50, 0);
  tail.writeUInt32LE(crc, 4);
  tail.writeUInt32LE(packed, 8);
  tail.writeUInt32LE(size, 12);
  return tail;
}

function directoryHeader({ name, crc, packed, size, offset }: Written): Buffer {
  const head = Buffer.alloc(46);
  head.writeUInt32LE(0x02014b50, 0);
  head.writeUInt16LE(ZIP_VERSION, 4);
  head.writeUInt16LE(ZIP_VERSION, 6);
  head.writeUInt16LE(FLAGS, 8);
  head.writeUInt16LE(DEFLATED, 10);
  head.writeUInt16LE(NO_DAY, 14);
  head.writeUInt32LE(crc, 16);
  head.writeUInt32LE(packed, 20);
  head.writeUInt32LE(size, 24);
  head.writeUInt16LE(name.length, 28);
  head.writeUInt32LE(offset, 42);
  return Buffer.concat([head, name]);
}

function endOfDirectory(entries: number, length: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries, 8);
  end.writeUInt16LE(entries, 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}
