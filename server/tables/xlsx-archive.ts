import type { Readable } from 'node:stream';

import yauzl from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';

import { TableFileError } from './table-file-error.ts';
import type { TableLimits } from './table.ts';

const MAXIMUM_MEMBERS = 2_000;
/** Any `r="…"` of a sheet: a row's number or a cell's address such as `C12`. */
const PLACE = /[\s"':]r\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const ROW_START = /<(?:[\w-]+:)?row[\s/>]/g;

export type Workbook = { sheetCount: number };

/**
 * Unpacks the text members of an XLSX archive once to see whether they are what they claim to be:
 * the spreadsheet reader allocates by what the file says, so a hundred bytes could ask for gigabytes.
 * @throws TableFileError `import.not_a_table` for another kind of archive, `import.zip_too_large`,
 * `import.too_many_rows`, `import.file_broken`.
 */
export async function inspectXlsx(bytes: Uint8Array, limits: TableLimits): Promise<Workbook> {
  let sheetCount: number | null = null;
  let unpacked = 0;
  const zip = await openArchive(bytes);
  for await (const entry of entriesOf(zip)) {
    unpacked += entry.uncompressedSize;
    if (unpacked > limits.unpackedBytes) {
      throw new TableFileError('import.zip_too_large', { limit: limits.unpackedBytes });
    }
    if (!/\.(xml|rels)$/.test(entry.fileName)) continue;
    const text = await unpack(zip, entry);
    if (entry.fileName === 'xl/workbook.xml')
      sheetCount = [...text.matchAll(/<(?:\w+:)?sheet\s/g)].length;
    refuseHugeGrid(text, limits);
  }
  if (sheetCount === null) throw new TableFileError('import.not_a_table', { reason: 'archive' });
  return { sheetCount };
}

function openArchive(bytes: Uint8Array): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(Buffer.from(bytes), { lazyEntries: true }, (error, zip) => {
      if (error) reject(new TableFileError('import.file_broken', { reason: 'zip' }, error));
      else resolve(zip);
    });
  });
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  if (zip.entryCount > MAXIMUM_MEMBERS) {
    throw new TableFileError('import.zip_too_large', { limit: MAXIMUM_MEMBERS });
  }
  for (;;) {
    const entry = await nextEntry(zip);
    if (entry === null) return;
    yield entry;
  }
}

function nextEntry(zip: ZipFile): Promise<Entry | null> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void): void => {
      zip.removeAllListeners();
      act();
    };
    zip.once('entry', (entry: Entry) => settle(() => resolve(entry)));
    zip.once('end', () => settle(() => resolve(null)));
    zip.once('error', (error: Error) =>
      settle(() => reject(new TableFileError('import.file_broken', { reason: 'zip' }, error))),
    );
    zip.readEntry();
  });
}

/** The declared sizes were added up before; the reader of the archive stops a member that is longer than it says. */
async function unpack(zip: ZipFile, entry: Entry): Promise<string> {
  try {
    const parts: Buffer[] = [];
    for await (const part of await openMember(zip, entry)) {
      if (part instanceof Buffer) parts.push(part);
    }
    return Buffer.concat(parts).toString('utf8');
  } catch (error) {
    throw new TableFileError('import.file_broken', { reason: 'zip' }, error);
  }
}

function openMember(zip: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)));
  });
}

/** One cell in the last corner of a sheet makes a reader fill 17 billion empty ones before it. */
function refuseHugeGrid(xml: string, limits: TableLimits): void {
  const lastRow = limits.rows + 100;
  let rows = 0;
  for (const _ of xml.matchAll(ROW_START)) rows += 1;
  let furthest = rows;
  for (const [, double, single] of xml.matchAll(PLACE)) {
    const place = /^\$?([A-Za-z]*)\$?(\d+)$/.exec(double ?? single ?? '');
    if (place === null) {
      // An address spelled with character references would slip past this check.
      if ((double ?? single ?? '').includes('&'))
        throw new TableFileError('import.file_broken', { reason: 'address' });
      continue;
    }
    furthest = Math.max(furthest, Number(place[2]));
    if (columnNumber(place[1] ?? '') > limits.columns) {
      throw new TableFileError('import.not_a_table', { reason: 'columns', limit: limits.columns });
    }
  }
  if (furthest > lastRow) throw new TableFileError('import.too_many_rows', { limit: limits.rows });
}

function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters.toUpperCase()) number = number * 26 + letter.charCodeAt(0) - 64;
  return number;
}
