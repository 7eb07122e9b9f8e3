import { CsvError, parse } from 'csv-parse/sync';
import * as z from 'zod';

import { AppError, type FieldProblem } from '#server/contract/problem.ts';
import { foldText } from '#server/contract/text.ts';
import { rowsInvalid } from '#server/features/communes/rules.ts';

/** One old commune and one of those that took it over. */
export type FormerCommune = {
  oldName: string;
  coverage: 'full' | 'partial' | 'unknown';
  newCode: string;
};

const COLUMNS = ['old_name', 'extent', 'new_code'] as const;
const MOST_ROWS = 20_000;
const TYPE = /^(phường|xã|thị trấn)\s+/iu;

const Row = z.object({
  old_name: z
    .string()
    .trim()
    .normalize('NFC')
    .min(2)
    .max(100)
    .transform((name) => name.replace(TYPE, '')),
  extent: z
    .enum(['full', 'partial', ''])
    .transform((text): FormerCommune['coverage'] => (text === '' ? 'unknown' : text)),
  new_code: z
    .string()
    .trim()
    .regex(/^\d{5}$/),
});

/**
 * Reads the table of communes before and after a reorganisation: CSV in UTF-8 with the columns `old_name`
 * (with or without its type), `extent` (`full`, `partial` or empty) and `new_code`; others are left alone.
 * Throws `import.file_broken`, `import.empty`, `import.mapping_incomplete`, `import.too_many_rows`, or
 * `import.rows_invalid` with the line of each wrong field.
 */
export function readFormerCommunes(bytes: Uint8Array): FormerCommune[] {
  const [header, ...rows] = readRecords(bytes);
  if (header === undefined || rows.length === 0) throw new AppError('import.empty');
  if (rows.length > MOST_ROWS) {
    throw new AppError('import.too_many_rows', { parameters: { limit: MOST_ROWS } });
  }
  const places = COLUMNS.map((name) => header.findIndex((cell) => foldText(cell) === name));
  const missing = COLUMNS.filter((_, index) => places[index] === -1);
  if (missing.length > 0) {
    throw new AppError('import.mapping_incomplete', {
      parameters: { missing: missing.join(', ') },
    });
  }
  const errors: FieldProblem[] = [];
  const read = rows.flatMap((cells, index): FormerCommune[] => {
    const entries = COLUMNS.map((name, column) => [name, cells[places[column] ?? -1] ?? '']);
    const parsed = Row.safeParse(Object.fromEntries(entries));
    if (parsed.success) {
      const { old_name: oldName, extent: coverage, new_code: newCode } = parsed.data;
      return [{ oldName, coverage, newCode }];
    }
    for (const issue of parsed.error.issues) {
      // Lines as an editor counts them: the header is the first.
      errors.push({ pointer: `/lines/${index + 2}/${issue.path.join('/')}`, code: issue.code });
    }
    return [];
  });
  if (errors.length > 0) throw rowsInvalid(errors);
  return read;
}

function readRecords(bytes: Uint8Array): string[][] {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (text.includes('\0')) throw new AppError('import.not_a_table');
    return parse(text, { bom: true, delimiter: [',', ';'], skip_empty_lines: true, trim: true });
  } catch (error) {
    if (error instanceof CsvError) {
      throw new AppError('import.file_broken', { parameters: { line: error.lines }, cause: error });
    }
    if (error instanceof TypeError) throw new AppError('import.file_broken', { cause: error });
    throw error;
  }
}
