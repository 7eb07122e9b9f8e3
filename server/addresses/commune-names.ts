import type { LonLat } from '#server/contract/geo.ts';
import { foldText } from '#server/contract/text.ts';

import { hasMarks, isMarked, isMeant } from './address-words.ts';
import { editDistance } from './edit-distance.ts';
import type { Area } from './parsed-address.ts';
import { TermIndex } from './term-index.ts';

/** A commune with the names that lead to it and a circle that holds most of it. */
export type KnownCommune = {
  id: number;
  name: string;
  formerNames: readonly string[];
  centre: LonLat;
  radiusMetres: number;
};

/** `former` is the old name that led here; `exact` is false for a name that is only like it. */
export type CommuneMatch = { commune: KnownCommune; former: string | null; exact: boolean };

const NAMES_TRIED = 4;
const LEAST_LIKE = 0.8;
const AREA_WORDS = ['phuong', 'quan', 'huyen'] as const;

/** The communes in force by their present and former names, also where a letter is wrong. */
export class CommuneNames {
  readonly #terms = new TermIndex();
  readonly #communes: Omit<CommuneMatch, 'exact'>[][] = [];
  readonly #names = new Set<string>();

  constructor(communes: readonly KnownCommune[]) {
    for (const commune of communes) {
      this.#add(commune.name, { commune, former: null });
      for (const former of commune.formerNames) this.#add(former, { commune, former });
    }
  }

  /** @param name with or without the word for the type */
  has(name: string): boolean {
    return this.#names.has(this.spellingOf(name));
  }

  /** The name as {@link areaName} spells it; of one without marks the whole, where that is a name: "xa la". */
  spellingOf(name: string): string {
    const whole = foldText(name);
    return !hasMarks(name) && this.#names.has(whole) ? whole : areaName(name);
  }

  /** The name of an area: as it is written where that is known, because "Xa La" was parted like "xa Dong Anh". */
  nameOf({ name, written }: Area): string {
    return this.has(written) ? written : name;
  }

  /** All communes of this name; only where there is none, those of the name most like it. */
  find(name: string): CommuneMatch[] {
    const spelling = this.spellingOf(name);
    if (this.#names.has(spelling)) {
      return this.#communesOf(this.#terms.add(spelling)).map((known) => ({
        ...known,
        exact: true,
      }));
    }
    const [likest] = [spelling, ...withoutMisspeltWord(spelling)]
      .flatMap((words) => this.#terms.find(words, NAMES_TRIED))
      .toSorted((a, b) => b.similarity - a.similarity);
    if (likest === undefined || likest.similarity < LEAST_LIKE) return [];
    return this.#communesOf(likest.term).map((known) => ({ ...known, exact: false }));
  }

  #communesOf(term: number): readonly Omit<CommuneMatch, 'exact'>[] {
    return this.#communes[term] ?? [];
  }

  #add(name: string, known: Omit<CommuneMatch, 'exact'>): void {
    const spelling = registeredName(name);
    this.#names.add(spelling);
    const list = (this.#communes[this.#terms.add(spelling)] ??= []);
    if (!list.some(({ commune }) => commune.id === known.commune.id)) list.push(known);
  }
}

/** The name behind a word that is nearly "phường", "quận" or "huyện". */
function withoutMisspeltWord(spelling: string): string[] {
  const [word = '', ...name] = spelling.split(' ');
  const isWord = AREA_WORDS.some((known) => editDistance(word, known, 1) <= 1);
  return isWord && name.length > 0 ? [name.join(' ')] : [];
}

const AREA_WORD = /^(?:phuong|xa|thi tran|quan|huyen|thi xa|thanh pho|tp\.?)\s+(?=\S)/;

/** A name for comparing: folded, without the word for its type. Without marks the first word of "Xa La" passes for one. */
export function areaName(name: string): string {
  return withoutType(name, isMeant);
}

/** The same of a name in the register, which has its marks: the first word of "Xa La" is none for a type. */
function registeredName(name: string): string {
  return withoutType(name, isMarked);
}

function withoutType(name: string, isType: (word: string, whole: string) => boolean): string {
  const spelling = name.normalize('NFC').trim();
  const word = AREA_WORD.exec(foldText(spelling))?.[0] ?? '';
  return foldText(
    isType(spelling.slice(0, word.length), spelling) ? spelling.slice(word.length) : spelling,
  );
}
