import { findAccounts } from './personal-accounts.ts';
import type { PersonalDataMark } from './personal-data-mark.ts';
import { findPersons } from './personal-names.ts';
import { findNumbers, UUID } from './personal-numbers.ts';
import { plainSpelling } from './plain-spelling.ts';
import { findSpokenNumbers } from './spoken-numbers.ts';

/** The screenings, each on its own; the time of each grows in proportion to the length of the text. */
export const SCREENINGS = { findAccounts, findNumbers, findSpokenNumbers, findPersons };

/**
 * Finds data that seem to be about a person in Vietnamese text: telephone, identity and plate numbers, mail addresses,
 * account names, and names of persons where other words show that they are persons. Disguised digits and letters are
 * recognised (wide, split by invisible characters, spelled out, without diacritics). The marks point into the text as
 * it was written, in order and without overlap. For streets and places named after persons it rather marks too little
 * than too much.
 */
export function findPersonalData(text: string): PersonalDataMark[] {
  const spelling = plainSpelling(text);
  const uuids = [...spelling.text.matchAll(UUID)].map(({ 0: { length }, index }) => ({
    start: index,
    end: index + length,
  }));
  const marks = Object.values(SCREENINGS)
    .flatMap((find) => find(spelling))
    .filter(({ start, end }) => !uuids.some((uuid) => uuid.start <= start && end <= uuid.end));
  marks.sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: PersonalDataMark[] = [];
  let end = 0;
  for (const mark of marks) {
    if (kept.length > 0 && mark.start < end) continue;
    kept.push({ ...spelling.written(mark.start, mark.end), kind: mark.kind });
    end = mark.end;
  }
  return kept;
}
