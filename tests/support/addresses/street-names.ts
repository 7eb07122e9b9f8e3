import { GazetteerIndex } from '#server/addresses/gazetteer-index.ts';
import { streetName } from '#server/addresses/parse-address.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** Puts one slip of the pen into a name: a letter changed, left out, added or swapped with the next. */
export function misspell(seed: number): (name: string) => string {
  let state = seed;
  const below = (limit: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return Math.floor((state / 0x8000_0000) * limit);
  };
  return (name) => {
    const at = below(name.length);
    const letter = LETTERS[below(LETTERS.length)] ?? 'x';
    const [before, after] = [name.slice(0, at), name.slice(at + 1)];
    switch (below(4)) {
      case 0:
        return before + letter + after;
      case 1:
        return before + after;
      case 2:
        return before + letter + name.slice(at);
      default:
        return after === '' ? before + letter : before + after[0] + name[at] + after.slice(1);
    }
  };
}

/** Puts one slip of the pen into the words of a name and leaves its numbers, which are known exactly or not at all. */
export function misspellWords(seed: number): (name: string) => string {
  const spoil = misspell(seed);
  return (name) => {
    if (!/\d/.test(name)) return spoil(name);
    const words = name.split(' ').filter((word) => !/\d/.test(word));
    const [longest] = words.toSorted((a, b) => b.length - a.length);
    return longest === undefined ? name : name.replace(longest, spoil(longest));
  };
}

/** An index of streets by name, and how often a spoilt name leads back to its street. */
export function streetsOf(names: readonly string[]) {
  const index = new GazetteerIndex([]);
  const distinct = [...new Set(names.map((name) => name.normalize('NFC')))];
  for (const [id, name] of distinct.entries()) {
    const none = { houseNumber: null, alleys: null, locality: null, errorMetres: null };
    index.add({ id, setId: 1, name: null, street: name, ...none, line: [[105.8, 21]] });
  }
  return {
    names: distinct,
    /** The share of names that are among the first three found. */
    shareFound(spoil: (name: string) => string): number {
      const found = distinct.filter((name) => {
        const asked = index.find(spoil(name), 8).map(({ term }) => index.terms.spellingOf(term));
        const three = [...new Set(asked.map(key))].slice(0, 3);
        return three.includes(key(name));
      });
      return found.length / distinct.length;
    },
  };
}

/** A street with and without the word for it is one. */
function key(name: string): string {
  return streetName(name.normalize('NFC')).toLowerCase();
}
