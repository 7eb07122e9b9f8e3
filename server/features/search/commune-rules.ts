import { LRUCache } from 'lru-cache';

import { isMarked } from '#server/addresses/address-words.ts';
import { isOneSlip, maySlip, wordsOf } from '#server/point-words/words.ts';

import type { NamedCommune } from './queries.ts';

/** A commune that some words mean. `whole`: the words are its name, and nothing more. */
export type MeantCommune = {
  commune: NamedCommune;
  formerName: string | null;
  whole: boolean;
  slips: number;
};

const TYPE = /^(?:phuong|xa|p|x)$/;
/** A present name weighs more than a former one, the whole name more than a part, right letters more than both. */
const SLIP_WEIGHT = 4;
const PART_WEIGHT = 2;

/**
 * Finds the communes that some words mean, best first: by the present name, by a former one, or by a former one with
 * the present one ("Hàng Bạc, Hoàn Kiếm"). A part of a name is enough, and the beginning of a word; in a whole name each
 * word may hold one slip.
 */
export function meantCommunes(text: string, communes: readonly NamedCommune[]): MeantCommune[] {
  const spoken = askedNames(text);
  const codes = spoken.flatMap((words) => (words.length === 1 ? words : []));
  return communes
    .flatMap((commune) => {
      if (codes.includes(commune.code))
        return [{ commune, formerName: null, whole: true, slips: 0, cost: 0 }];
      const [best] = spoken
        .flatMap((asked) => matches(asked, commune))
        .toSorted((a, b) => a.cost - b.cost);
      return best === undefined ? [] : [{ commune, ...best }];
    })
    .toSorted((a, b) => a.cost - b.cost)
    .map(({ commune, formerName, whole, slips }) => ({ commune, formerName, whole, slips }));
}

type Match = { formerName: string | null; whole: boolean; slips: number; cost: number };

function matches(asked: readonly string[], commune: NamedCommune): Match[] {
  return readings(commune).flatMap(({ names, formerName, wholeOnly }) => {
    const match = compare(asked, names);
    const former = formerName === null ? 0 : 1;
    const isPart = match !== null && !match.whole;
    return match === null || (isPart && (wholeOnly || match.slips > 0))
      ? []
      : [{ formerName, ...match, cost: costOf(match) + former }];
  });
}

/** Words that name a commune: of a former name, or with `wholeOnly` of a former and the present one. */
type Reading = { names: readonly string[]; formerName: string | null; wholeOnly: boolean };

const MOST_REMEMBERED = 10_000;
/** By all names of a commune: every search asks for the same ones. */
const READINGS = new LRUCache<string, readonly Reading[]>({ max: MOST_REMEMBERED });

function readings({ name, formerNames }: NamedCommune): readonly Reading[] {
  const key = [name, ...formerNames].join('\n');
  const known = READINGS.get(key);
  if (known !== undefined) return known;
  const present = wordsOf(name);
  const read: Reading[] = [
    { names: present, formerName: null, wholeOnly: false },
    ...formerNames.flatMap((formerName) => {
      const words = wordsOf(formerName);
      return [
        { names: words, formerName, wholeOnly: false },
        { names: [...words, ...present], formerName, wholeOnly: true },
      ];
    }),
  ];
  READINGS.set(key, read);
  return read;
}

function costOf({ whole, slips }: { whole: boolean; slips: number }): number {
  return slips * SLIP_WEIGHT + (whole ? 0 : PART_WEIGHT);
}

/** Each asked word takes a word of the name that no other one has taken; null where one finds none. */
function compare(
  asked: readonly string[],
  names: readonly string[],
): { whole: boolean; slips: number } | null {
  const left = [...names];
  let [slips, beginnings] = [0, 0];
  for (const word of asked) {
    const equal = left.indexOf(word);
    const begins = equal >= 0 ? equal : left.findIndex((name) => name.startsWith(word));
    const slipped =
      begins >= 0 || !maySlip(word) ? begins : left.findIndex((name) => isOneSlip(word, name));
    if (slipped < 0) return null;
    left.splice(slipped, 1);
    if (begins < 0) slips += 1;
    else if (equal < 0) beginnings += 1;
  }
  return { whole: left.length === 0 && beginnings === 0, slips };
}

/**
 * The words without the one for the type, as people type it: "p. Hoàn Kiếm", "xã Đông Anh". Where it has not the marks
 * of one, all the words may be the name too: "Xa La".
 */
function askedNames(text: string): readonly (readonly string[])[] {
  const words = wordsOf(text);
  const [first = '', ...rest] = words;
  if (words.length === 0) return [];
  if (rest.length === 0 || !TYPE.test(first)) return [words];
  const [written = ''] = /\p{L}+/u.exec(text.normalize('NFC')) ?? [];
  return isMarked(written) ? [rest] : [words, rest];
}
