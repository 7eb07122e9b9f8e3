import type { LonLat } from '#server/contract/geo.ts';
import { foldText } from '#server/contract/text.ts';

import { isMeant } from './address-words.ts';
import { editDistance } from './edit-distance.ts';
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
    return this.#names.has(areaName(name));
  }

  /** All communes of this name; only where there is none, those of the name most like it. */
  find(name: string): CommuneMatch[] {
    const spelling = areaName(name);
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
    const spelling = areaName(name);
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

/** A commune's name for comparing: folded, without the word for its type. "Xa La" has no such word. */
export function areaName(name: string): string {
  const spelling = name.normalize('NFC').trim();
  const word = AREA_WORD.exec(foldText(spelling))?.[0] ?? '';
  const meant = isMeant(spelling.slice(0, word.length), spelling);
  return foldText(meant ? spelling.slice(word.length) : spelling);
}
