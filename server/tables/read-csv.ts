import { CsvError, parse } from 'csv-parse/sync';

import { decodeText } from './decode-text.ts';
import { TableFileError } from './table-file-error.ts';
import { cleanCell, NO_MAP, shapeTable, warn } from './table.ts';
import type { Table, TableLimits, TableRow } from './table.ts';

const DELIMITERS = [',', ';', '\t'] as const;
const SAMPLE_CHARACTERS = 64 * 1024;
const SAMPLE_RECORDS = 50;
/** A quote that is never closed would swallow the file; no honest record is this long. */
const MAXIMUM_RECORD_CHARACTERS = 256 * 1024;
/** Room for a title above the headings and for the headings themselves. */
const ROWS_BESIDE_BODY = 21;
/** Excel's own note of the delimiter, on a line before everything else. */
const DELIMITER_LINE = /^sep=([,;\t])\n/i;

const GRAMMAR = {
  record_delimiter: '\n',
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: true,
  max_record_size: MAXIMUM_RECORD_CHARACTERS,
};

/** Reads delimited text whose delimiter and encoding are found out. @throws TableFileError */
export function readCsv(bytes: Uint8Array, limits: TableLimits): Table {
  const { text, encoding, guessed } = decodeText(bytes);
  if (text.trim() === '') throw new TableFileError('import.empty');
  const told = DELIMITER_LINE.exec(text);
  const body = told === null ? text : text.slice(told[0].length);
  const delimiter = told?.[1] ?? findDelimiter(body);
  if (delimiter === null) throw new TableFileError('import.not_a_table', { reason: 'delimiter' });

  const table = shapeTable(readRecords(body, delimiter, told === null ? 0 : 1, limits), limits);
  if (guessed) warn(table.warnings, 'import.encoding_guessed');
  return { format: 'csv', encoding, delimiter, ...NO_MAP, ...table };
}

function readRecords(
  text: string,
  delimiter: string,
  linesBefore: number,
  limits: TableLimits,
): TableRow[] {
  const rows: TableRow[] = [];
  const add = (fields: string[], context: { lines: number }): null => {
    const cells = fields.map(cleanCell);
    if (cells.every((cell) => cell === null)) return null;
    if (rows.length >= limits.rows + ROWS_BESIDE_BODY) {
      throw new TableFileError('import.too_many_rows', { limit: limits.rows });
    }
    // The parser counts the line on which a record ends; people look for the one where it begins.
    rows.push({ line: linesBefore + context.lines - lineBreaks(fields), cells });
    return null;
  };
  try {
    parse(text, { ...GRAMMAR, delimiter, on_record: add });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] + linesBefore : undefined;
    throw new TableFileError(
      'import.file_broken',
      { reason: error.code, ...(line !== undefined && { line }) },
      error,
    );
  }
  return rows;
}

function lineBreaks(fields: readonly string[]): number {
  let count = 0;
  for (const field of fields) {
    for (let at = field.indexOf('\n'); at !== -1; at = field.indexOf('\n', at + 1)) count += 1;
  }
  return count;
}

/** The delimiter that cuts most records into the same number (two or more) of fields; null if none does. */
function findDelimiter(text: string): string | null {
  const cut = text.length > SAMPLE_CHARACTERS ? text.lastIndexOf('\n', SAMPLE_CHARACTERS) : -1;
  const sample = cut > 0 ? text.slice(0, cut) : text;
  let best: { delimiter: string; share: number; width: number } | null = null;
  for (const delimiter of DELIMITERS) {
    const { share, width } = evenness(sample, delimiter);
    const better =
      best === null || share > best.share || (share === best.share && width > best.width);
    if (width >= 2 && better) best = { delimiter, share, width };
  }
  return best?.delimiter ?? null;
}

function evenness(sample: string, delimiter: string): { share: number; width: number } {
  const counts = new Map<number, number>();
  let records = 0;
  const count = (fields: string[]): null => {
    records += 1;
    counts.set(fields.length, (counts.get(fields.length) ?? 0) + 1);
    return null;
  };
  try {
    parse(sample, { ...GRAMMAR, delimiter, to: SAMPLE_RECORDS, on_record: count });
  } catch (error) {
    // A sample cut inside a quoted field ends in an error; what was read before it still counts.
    if (!(error instanceof CsvError)) throw error;
  }
  const [width, times] = [...counts].toSorted((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [0, 0];
  return { share: records === 0 ? 0 : times / records, width };
}
