import { today } from '#client/i18n/today.ts';
import type { Text } from '#client/i18n/use-text.ts';
import type { IsoDate } from '#server/contract/time.ts';

/** Day, document and note, which every act has. */
export type BaseValues = { effectiveOn: IsoDate | null; documentNumber: string; note: string };

/** An act that may be entered after its day, and then has the day of its paper. */
export type LateValues = BaseValues & { documentOn: IsoDate | null };

export function emptyLate(): LateValues {
  return { ...emptyBase(), documentOn: null };
}

export function emptyBase(): BaseValues {
  return { effectiveOn: today(), documentNumber: '', note: '' };
}

/** The sentence for an act that has not happened yet, as `check` of a form takes it. */
export function futureDay(
  { effectiveOn }: Pick<BaseValues, 'effectiveOn'>,
  { pointActs }: Text,
): { effectiveOn: string | null } {
  const future = effectiveOn !== null && effectiveOn > today();
  return { effectiveOn: future ? pointActs.effectiveOnFuture : null };
}

/** A chosen row, with the words that the record preview shows for it. */
export type NamedRow = { id: number; label: string };

/** Empty text is no text. */
export function given(words: string): string | null {
  const trimmed = words.trim();
  return trimmed === '' ? null : trimmed;
}

/**
 * True for a later day than today. The calendar does not offer one; a typed one is refused with words instead of
 * being replaced.
 */
export function isFuture(day: IsoDate): boolean {
  return day > today();
}
