import { foldText } from '#server/contract/text.ts';

const CODE = /^(?:dp[-\s]{0,2})?(\d{1,9})$/;
const CODE_DIGITS = 5;
/** Codes that begin with what was typed are looked up one by one. */
const MOST_CODES = 100;

/**
 * Codes that a text may mean, the likeliest first: "25", "dp25" and "DP-00025" are DP-00025, and "dp-0002" also begins
 * DP-00020 to DP-00029. A number alone begins no code.
 */
export function codesMeant(text: string): string[] {
  const folded = foldText(text);
  const digits = CODE.exec(folded)?.[1];
  if (digits === undefined) return [];
  const whole = `DP-${String(Number(digits)).padStart(CODE_DIGITS, '0')}`;
  const missing = CODE_DIGITS - digits.length;
  if (missing <= 0 || !folded.startsWith('dp')) return [whole];
  const begun = Array.from(
    { length: Math.min(10 ** missing, MOST_CODES) },
    (_, number) => `DP-${digits}${String(number).padStart(missing, '0')}`,
  );
  return [...new Set([whole, ...begun])];
}
