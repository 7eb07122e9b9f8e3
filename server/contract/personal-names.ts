import { addressedName, WORDS_OF_ADDRESS } from './forms-of-address.ts';
import { nameTextOf } from './name-words.ts';
import { describedName, introducedName, LAST_OF_CONTEXTS } from './names-in-context.ts';
import type { PersonalDataMark } from './personal-data-mark.ts';
import type { PlainSpelling } from './plain-spelling.ts';

const CLUES = new Set([...WORDS_OF_ADDRESS, ...LAST_OF_CONTEXTS]);

/**
 * Finds names of persons: after a form of address, after words that only a person follows, or before an age, a birth or
 * a home. A name alone is not marked, since streets and shops bear such names. Positions are those of the plain
 * spelling.
 */
export function findPersons(spelling: PlainSpelling): PersonalDataMark[] {
  const marks: PersonalDataMark[] = [];
  const text = nameTextOf(spelling, CLUES);
  if (text === null) return marks;
  for (let at = 0; at < text.words.length; at += 1) {
    const end = addressedName(text, at) ?? introducedName(text, at) ?? describedName(text, at);
    const [first, last] = [text.words[at], text.words[(end ?? 0) - 1]];
    if (end === null || first === undefined || last === undefined) continue;
    marks.push({ start: first.start, end: last.end, kind: 'person' });
    at = end - 1;
  }
  return marks;
}
