import type { Format } from '#client/i18n/format.ts';
import type { Text } from '#client/i18n/use-text.ts';
import type { Comparison } from '#server/contract/comparison.ts';

type Unit = Comparison['exposureUnit'];

const DAYS_A_YEAR = 365;
/** Units of exposure that a rate is expressed by. */
const SPOKEN: Record<Unit, number> = {
  place_days: 100 * DAYS_A_YEAR,
  person_days: 1_000_000 * DAYS_A_YEAR,
  tips: 100,
};

/** A rate by unit of exposure in the unit that people speak of. */
export function rateNumber(rate: number | null, unit: Unit, format: Format): string {
  return rate === null ? '–' : format.number(rate * SPOKEN[unit], 1);
}

export function rateUnit(unit: Unit, text: Text): string {
  const words: Record<Unit, string> = {
    place_days: text.analysis.ratePerPlaceYear,
    person_days: text.analysis.ratePerPeople,
    tips: text.analysis.rateShare,
  };
  return words[unit];
}
