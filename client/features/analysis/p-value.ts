import type { Format } from '#client/i18n/format.ts';

const LEAST = 0.001;
const LEVEL = 0.05;

/**
 * Tests whether p < 0.05; false where p is not known, because `null < 0.05` is true in JavaScript. Every comparison of
 * a p uses this function.
 */
export function isSignificant(p: number | null): p is number {
  return p !== null && p < LEVEL;
}

/** Writes a probability with three decimals; never as 0, which no test can show. A dash where it is not known. */
export function pValue(p: number | null, format: Format): string {
  if (p === null) return '–';
  return p < LEAST ? `< ${format.number(LEAST, 3)}` : format.number(p, 3);
}

/** Writes a probability as a formula: `p = 0,044`, `p < 0,001`. */
export function pFormula(p: number, format: Format): string {
  return p < LEAST ? `p ${pValue(p, format)}` : `p = ${pValue(p, format)}`;
}
