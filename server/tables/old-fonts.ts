import { guessEncoding, readAs } from './guess-encoding.ts';

import { cleanCell, warn, type Table } from './table.ts';

const SAMPLES = 500;

/**
 * Corrects text that was typed in the fonts of TCVN3 (.VnTime) or VNI and stored as Western letters, as in workbooks
 * and CSV saved from them: `Hµ Néi` is Hà Nội. Columns in Unicode stay as they are.
 */
export function readOldFonts(table: Table): Table {
  const { encoding } = guessEncoding(
    samplesOf(table.rows.flatMap(({ cells }) => cells)),
    'unicode',
  );
  if (encoding !== 'tcvn3' && encoding !== 'vni') return table;
  const old = new Set(
    table.header.flatMap((heading, column) => {
      const texts = samplesOf([heading, ...table.rows.map(({ cells }) => cells[column] ?? null)]);
      return guessEncoding(texts, 'unicode').encoding === encoding ? [column] : [];
    }),
  );
  const read = (text: string | null, column: number): string | null =>
    text === null || !old.has(column) ? text : cleanCell(readAs(text, encoding));
  const warnings = [...table.warnings];
  if (warnings.every(({ code }) => code !== 'import.encoding_guessed')) {
    warn(warnings, 'import.encoding_guessed');
  }
  return {
    ...table,
    encoding,
    header: table.header.map((heading, column) => read(heading, column) ?? heading),
    rows: table.rows.map((row) => ({ ...row, cells: row.cells.map(read) })),
    warnings,
  };
}

/** Picks the first different texts with letters beyond ASCII. */
function samplesOf(texts: readonly (string | null)[]): string[] {
  const samples = new Set<string>();
  for (const text of texts) {
    if (text !== null && /[^\p{ASCII}]/u.test(text)) samples.add(text);
    if (samples.size === SAMPLES) break;
  }
  return [...samples];
}
