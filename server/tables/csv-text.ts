/** Beginnings that a spreadsheet calculates; those of East Asia read the wide signs too. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/;

/** Writes a text as a cell of CSV: one that begins like a formula is not calculated by whoever opens the file. */
export function csvText(text: string, separator: ';' | ','): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  const isPlain = !harmless.includes(separator) && !/["\r\n]/.test(harmless);
  return isPlain ? harmless : `"${harmless.replaceAll('"', '""')}"`;
}
