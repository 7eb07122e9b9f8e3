import { readOldFonts } from './old-fonts.ts';
import { TableFileError } from './table-file-error.ts';
import { readCsv } from './read-csv.ts';
import { readXlsx } from './read-xlsx.ts';
import { TABLE_LIMITS } from './table.ts';
import type { Table, TableLimits } from './table.ts';

/**
 * Reads an uploaded file as a table of text cells. The format is told by the content, never by
 * the name: an archive is XLSX, text is CSV.
 * @throws TableFileError and nothing else, whatever the bytes are.
 */
export async function readTable(file: {
  fileName: string;
  bytes: Uint8Array;
  limits?: Partial<TableLimits>;
}): Promise<Table> {
  const limits = { ...TABLE_LIMITS, ...file.limits };
  if (file.bytes.length === 0) throw new TableFileError('import.empty');
  try {
    return readOldFonts(await readAny(file.bytes, limits));
  } catch (error) {
    if (error instanceof TableFileError) throw error;
    // Nesting deep enough to exhaust the stack is the file's fault, not the server's.
    if (error instanceof RangeError)
      throw new TableFileError('import.file_broken', { reason: 'nesting' }, error);
    throw error;
  }
}

async function readAny(bytes: Uint8Array, limits: TableLimits): Promise<Table> {
  if (isArchive(bytes)) return readXlsx(bytes, limits);
  return readCsv(bytes, limits);
}

function isArchive(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}
