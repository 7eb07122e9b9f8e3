import type { Format } from '#client/i18n/format.ts';
import type { Text } from '#client/i18n/use-text.ts';
import type { ComparedCommune, Comparison } from '#server/contract/comparison.ts';

import { pFormula } from './p-value.ts';

type Words = { analysis: Text['analysis']; format: Format };

/** Shares of units that lie beyond the limits by chance alone. */
const OUTSIDE = { warning: 0.05, action: 0.002 };

/** Explains the limits of the funnel: which communes count, what chance alone brings, and how much communes differ. */
export function spreadSentences(
  { units, phi, p, significant, between }: Comparison['dispersion'],
  { analysis, format }: Words,
): string[] {
  if (units === 0) return [analysis.spreadNobody];
  const communes = format.number(units);
  if (p === null) return [analysis.spreadFew({ communes })];
  const chance = analysis.chanceOutside({
    communes,
    warning: format.number(units * OUTSIDE.warning),
    action: format.number(units * OUTSIDE.action, 2),
  });
  const found = { phi: format.number(phi, 2), p: pFormula(p, format) };
  return [
    chance,
    significant
      ? analysis.spreadWide({ ...found, spread: format.percent(Math.sqrt(between), 0) })
      : analysis.spreadEven(found),
  ];
}

/** Says how a commune compares: outside the limits, within the range of chance, or with too little to judge. */
export function readingOf({ verdict }: ComparedCommune, analysis: Text['analysis']): string {
  if (verdict.side !== 'within') return analysis[verdict.side];
  return verdict.reason === 'within_limits' ? analysis.within : analysis.undecided;
}

/** With less expected than this an interval of the rate reaches from nothing to many times the rate of the city. */
const LEAST_EXPECTED = 1;

/** Interval of the rate of a commune, where it says something; null where too little is expected. */
export function tellingInterval({
  expected,
  interval,
}: Pick<ComparedCommune, 'expected' | 'interval'>): [number, number] | null {
  return expected < LEAST_EXPECTED ? null : interval;
}

/** True for a commune that has a row at the first look: something happened or was to be expected, or it is chosen. */
export function isWorthARow(
  { commune, observed, expected }: Pick<ComparedCommune, 'commune' | 'observed' | 'expected'>,
  chosen?: string,
): boolean {
  return observed > 0 || expected >= LEAST_EXPECTED || commune.code === chosen;
}
