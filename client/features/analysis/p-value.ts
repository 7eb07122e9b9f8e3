import type { Format } from '#client/i18n/format.ts';

const LEAST = 0.001;
const LEVEL = 0.05;

/**
 * Whether a probability is below the 5 % level. One that is not known is not: in JavaScript itself `null < 0.05`
 * is true, so that nobody compares a p in any other way.
 */
export function isSignificant(p: number | null): p is number {
  return p !== null && p < LEVEL;
}

/** A probability to three decimals; never 0, which no test can show. A dash where it is not known. */
export function pValue(p: number | null, format: Format): string {
  if (p === null) return '–';
  return p < LEAST ? `< ${format.number(LEAST, 3)}` : format.number(p, 3);
}

/** The same as a formula: `p = 0,044`, `p < 0,001`. */
export function pFormula(p: number, format: Format): string {
  return p < LEAST ? `p ${pValue(p, format)}` : `p = ${pValue(p, format)}`;
}
