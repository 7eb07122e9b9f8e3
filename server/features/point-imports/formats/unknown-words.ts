import type { UnknownWord } from '#server/contract/import-word.ts';
import type { RowProblem } from '#server/contract/point-import.ts';

import { foldWord } from './category-words.ts';

const MOST_SHOWN = 50;

/** Lists the words for categories that nobody knows, as first spelled, each with its rows; the most frequent first. */
export function unknownWordsOf(problems: readonly RowProblem[]): UnknownWord[] {
  const words = new Map<string, UnknownWord>();
  for (const { code, value } of problems) {
    if (code !== 'import.category_unknown' || value === null) continue;
    const folded = foldWord(value);
    const known = words.get(folded);
    if (known === undefined) words.set(folded, { word: value, count: 1 });
    else known.count += 1;
  }
  return [...words.values()].toSorted((a, b) => b.count - a.count).slice(0, MOST_SHOWN);
}
