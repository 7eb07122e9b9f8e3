import type { Format } from '#client/i18n/format.ts';

const LEAST = 0.001;

/** A probability to three decimals; never 0, which no test can show. */
export function pValue(p: number, format: Format): string {
  return p < LEAST ? `< ${format.number(LEAST, 3)}` : format.number(p, 3);
}
