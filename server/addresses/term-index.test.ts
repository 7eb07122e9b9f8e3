import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { foldText } from '#server/contract/text.ts';
import { realData, realDataMissing } from '#tests/support/files/real-data.ts';
import { misspellWords, streetsOf } from '#tests/support/addresses/street-names.ts';

import { editDistance } from './edit-distance.ts';
import { TermIndex } from './term-index.ts';

/** Slow and plain: the whole table, every cell by its definition. */
function naiveDistance(one: string, other: string): number {
  const cost: number[][] = [];
  for (let i = 0; i <= one.length; i += 1) {
    cost.push([]);
    for (let j = 0; j <= other.length; j += 1) {
      const of = (row: number, column: number) => cost[row]?.[column] ?? Infinity;
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      cost[i]?.push(
        i === 0 || j === 0
          ? i + j
          : Math.min(
              of(i - 1, j) + 1,
              of(i, j - 1) + 1,
              of(i - 1, j - 1) + same,
              swapped ? of(i - 2, j - 2) + 1 : Infinity,
            ),
      );
    }
  }
  return cost[one.length]?.[other.length] ?? 0;
}

describe('the distance of two spellings', () => {
  it('agrees with its definition, and stops where it is told to', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 4 }), (one, other, most) => {
        expect(editDistance(one, other, most)).toBe(Math.min(naiveDistance(one, other), most + 1));
      }),
    );
  });
});

describe('names looked up', () => {
  it('prefers the spelling with the marks that were written', () => {
    const index = new TermIndex();
    const [bai, bao] = [index.add('Hàng Bài'), index.add('Hàng Bãi')];
    expect(index.find('hàng bãi', 2).map(({ term }) => term)).toEqual([bao, bai]);
    expect(index.find('hang bai', 2).map(({ similarity }) => similarity)).toEqual([1, 1]);
  });

  it.each([
    ['Đường 10', 'Đường 19'],
    ['Quốc lộ 5', 'Quốc lộ 2'],
    ['Quốc lộ 21B', 'Quốc lộ 23B'],
    ['Quốc lộ 21', 'Quốc lộ 21B'],
    ['Tỉnh lộ 417', 'ĐT 419'],
    ['Chợ Mẫu', 'Chợ Mẫu 2'],
  ])('never takes %s for %s: a number is no slip of the pen', (asked, known) => {
    const index = new TermIndex();
    index.add(known);
    expect(index.find(asked, 2)).toEqual([]);
  });

  it.each([
    ['QL 5', 'Quốc lộ 5'],
    ['ql21b', 'Quốc lộ 21B'],
    ['ĐT420', 'Tỉnh lộ 420'],
    ['đường tỉnh 420', 'TL 420'],
  ])('knows %s by its other spelling, %s', (asked, known) => {
    const index = new TermIndex();
    index.add(known);
    expect(index.find(asked, 2)).toMatchObject([{ exact: true }]);
  });

  it('says which name is the one asked, and which is only like it', () => {
    const index = new TermIndex();
    index.add('Hoà Mã');
    const exact = (name: string) => index.find(name, 1)[0]?.exact;
    // Tone placement and letters without marks are habits of writing; other marks or letters are another name.
    expect(['Hòa Mã', 'hoa ma', 'Hoà Má', 'Hoà Mạ', 'Hoà Mãn'].map(exact)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});

describe.skipIf(realDataMissing)('2,166 streets of a city', () => {
  const rows: { street: string }[] = realDataMissing
    ? []
    : parse(readFileSync(realData('hanoi_street_names_by_old_district.csv')), {
        columns: true,
        bom: true,
      });
  const streets = streetsOf(rows.map(({ street }) => street));

  it.each([
    ['without diacritics', (name: string) => foldText(name)],
    ['with one wrong letter', misspellWords(7)],
    [
      'with one wrong letter and without diacritics',
      (name: string) => misspellWords(11)(foldText(name)),
    ],
  ])('are among the first three %s in at least 95 of 100 cases', (_, spoil) => {
    expect(streets.shareFound(spoil)).toBeGreaterThanOrEqual(0.95);
  });
});
