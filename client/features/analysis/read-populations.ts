import type { PopulationsBody } from '#server/contract/comparison.ts';

const LINE = /^(\d{5})[^\S\t]*[;\t,]\s*(\d[\d. ]*)$/;

/** Reads lines of `code; people` (dots and spaces group digits), and the number of the first invalid line. */
export function readPopulations(text: string): {
  items: PopulationsBody['items'];
  badLine: number | null;
} {
  const items: PopulationsBody['items'] = [];
  for (const [i, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const [, commune, digits] = LINE.exec(line.trim()) ?? [];
    const people = Number((digits ?? '').replaceAll(/[. ]/g, ''));
    if (commune === undefined || !Number.isSafeInteger(people) || people < 1) {
      return { items: [], badLine: i + 1 };
    }
    items.push({ commune, people });
  }
  return { items, badLine: null };
}
