import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { finished } from '#tests/support/engine/finished.ts';

import { idOf } from './best-matches.ts';
import { WordIndex, type PointWords } from './word-index.ts';
import { askedWords, isOneSlip, maySlip, wordsOf } from './words.ts';

/** The search as one would write it without a thought for speed: every word of every point is compared. */
function naiveRank(asked: readonly string[], point: PointWords, communes: Map<number, string[]>) {
  const held = [...new Set(point.words)];
  let rank = 0;
  let own = 0;
  for (const [place, word] of asked.entries()) {
    const begins = word.length >= 2 || place === asked.length - 1;
    if (held.includes(word)) {
      own += 1;
      continue;
    }
    if (point.communeIds.some((id) => communes.get(id)?.includes(word) === true)) {
      rank += 16;
      continue;
    }
    own += 1;
    if (begins && held.some((other) => other.startsWith(word))) rank += 256;
    else if (held.some((other) => maySlip(word) && maySlip(other) && isOneSlip(word, other))) {
      rank += 4096;
    } else return null;
  }
  if (own === 0) return null;
  return rank + Math.min(15, Math.max(0, held.length - own));
}

function naiveFind(text: string, points: readonly PointWords[], communes: Map<number, string[]>) {
  const asked = askedWords(text);
  if (asked.length === 0) return [];
  return points
    .flatMap((point) => {
      const rank = naiveRank(asked, point, communes);
      return rank === null ? [] : [{ id: point.id, rank }];
    })
    .toSorted((a, b) => a.rank - b.rank || a.id - b.id)
    .map(({ id }) => id);
}

/** Finds all points that match with the fewest slips, one by one. */
function naiveWithFewestSlips(
  text: string,
  points: readonly PointWords[],
  communes: Map<number, string[]>,
) {
  const ranked = points.flatMap((point) => {
    const rank = naiveRank(askedWords(text), point, communes);
    return rank === null ? [] : [{ id: point.id, slips: Math.floor(rank / 4_096) }];
  });
  const fewest = Math.min(...ranked.map(({ slips }) => slips));
  const ids = ranked.filter(({ slips }) => slips === fewest).map(({ id }) => id);
  return ids.toSorted((a, b) => a - b);
}

function indexOf(points: readonly PointWords[], communes = new Map<number, string[]>()) {
  const index = new WordIndex();
  index.setCommunes(communes);
  const load = index.load();
  load.next();
  load.next(points.toSorted((a, b) => a.id - b.id));
  for (let step = load.next(null); step.done !== true;) step = load.next(null);
  return index;
}

const found = (index: WordIndex, text: string) =>
  index.best(text, 1_000).map((match) => idOf(match));
const allOf = (index: WordIndex, text: string) =>
  finished(index.all(text)).toSorted((a, b) => a - b);
const point = (id: number, name: string, communeIds: number[] = []): PointWords => ({
  id,
  words: wordsOf(name),
  communeIds,
});

describe('the words of points', () => {
  const index = indexOf(
    [
      point(1, 'Karaoke Ánh Sao số 9'),
      point(2, 'Tẩm quất, tắm hơi số 9'),
      point(3, 'Bar 15'),
      point(4, '523 Nguyễn Văn Linh', [7]),
      point(5, 'Karaoke Nguyễn Văn Linh', [8]),
      point(6, 'Karaoke Nguyên Văn Linh Đàm', [8]),
    ],
    new Map([
      [7, ['phuong', 'phuc', 'loi']],
      [8, ['phuong', 'hoan', 'kiem']],
    ]),
  );

  it.each([
    ['the words in any order', 'hoi tam số 9', [2]],
    ['a number and a name', 'bar 15', [3]],
    ['a house number behind its street', 'nguyen van linh 523', [4]],
    ['words without their marks, the fewest other words first', 'karaoke nguyen van linh', [5, 6]],
    ['one slip in each word', 'kareoke nguyn van lnih', [5, 6]],
    ['the beginning of a word', 'kara anh', [1]],
    ['a word of the commune beside one of its own', 'karaoke hoan kiem', [5, 6]],
    ['nothing where only the commune is named', 'hoan kiem', []],
    ['no number that is like another one', 'bar 16', []],
    ['nothing in signs alone', '--- !', []],
  ])('are found by %s', (_, text, ids) => {
    expect(found(index, text)).toEqual(ids);
  });

  it('mean all points that hold them, and those with a slip only where nothing is right', () => {
    const names = indexOf([point(1, 'Bar Lan'), point(2, 'Quán Lan Anh'), point(3, 'Quán Lam')]);
    expect(allOf(names, 'lan')).toEqual([1, 2]);
    expect(allOf(names, 'lann')).toEqual([1, 2]);
    expect(allOf(names, 'anh lan')).toEqual([2]);
    expect(finished(names.all('lan', (id) => id === 3))).toEqual([3]);
  });

  it('follow a change, an addition and a removal', () => {
    const changing = indexOf([point(1, 'Bar 15'), point(2, 'Bar 16'), point(4, 'Quán 16')]);
    changing.set(point(2, 'Karaoke 16'));
    changing.set(point(3, 'Bar mới 15'));
    changing.remove(1);
    expect(found(changing, 'bar')).toEqual([3]);
    expect(found(changing, '16')).toEqual([2, 4]);
    expect(changing.size).toBe(3);
  });
});

const WORDS = ['ba', 'bar', 'bia', 'hoa', 'hoan', 'hoang', 'kiem', 'kim', 'so', '9', '15', '15a'];
const aWord = fc.constantFrom(...WORDS);
const aPoint = fc.record({
  id: fc.integer({ min: 1, max: 40 }),
  words: fc.array(aWord, { minLength: 1, maxLength: 5 }),
  communeIds: fc.subarray([1, 2, 3]),
});
const aStep = fc.oneof(aPoint, fc.integer({ min: 1, max: 40 }));

it('finds what a naive comparison finds, in the same order, also after changes', () => {
  const communes = new Map([
    [1, ['hoan', 'kiem']],
    [2, ['ba', 'dinh']],
    [3, ['kim', 'lien']],
  ]);
  fc.assert(
    fc.property(
      fc.uniqueArray(aPoint, { selector: ({ id }) => id, maxLength: 30 }),
      fc.array(aStep, { maxLength: 10 }),
      fc.array(fc.oneof(aWord, fc.constantFrom('h', 'ki', 'kien', 'hona', 'x')), {
        minLength: 1,
        maxLength: 4,
      }),
      fc.integer({ min: 1, max: 12 }),
      (points, steps, asked, most) => {
        const index = indexOf(points, communes);
        const now = new Map(points.map((one) => [one.id, one]));
        for (const step of steps) {
          if (typeof step === 'number') {
            index.remove(step);
            now.delete(step);
          } else {
            index.set(step);
            now.set(step.id, step);
          }
        }
        const text = asked.join(' ');
        const naive = naiveFind(text, [...now.values()], communes);
        expect(found(index, text)).toEqual(naive);
        expect(index.best(text, most).map(idOf)).toEqual(naive.slice(0, most));
        expect(allOf(index, text)).toEqual(naiveWithFewestSlips(text, [...now.values()], communes));
        const odd = index.best(text, most, (id) => id % 2 === 1);
        expect(odd.map(idOf)).toEqual(naive.filter((id) => id % 2 === 1).slice(0, most));
        expect(index.size).toBe(now.size);
      },
    ),
    { numRuns: 1_000 },
  );
});

it('keeps its answers when the changes are packed', () => {
  const index = indexOf(Array.from({ length: 100 }, (_, id) => point(id * 400, `Bar ${id}`)));
  for (let id = 0; id < 20_001; id += 1) index.set(point(id, `Quán ${id % 50}`));
  expect(index.needsPacking).toBe(true);
  const before = found(index, 'quan 7');
  finished(index.pack());
  expect(index.needsPacking).toBe(false);
  expect(found(index, 'quan 7')).toEqual(before);
  expect(found(index, 'bar')).toEqual(Array.from({ length: 49 }, (_, place) => (place + 51) * 400));
  expect(found(index, 'quan 7')).toHaveLength(400);
});

describe('a slip of the pen', () => {
  it('is one letter, and every such change of a word is seen', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(letters, letters, (one, other) => {
        const near = new Set<string>();
        for (let at = 0; at <= one.length; at += 1) {
          const [head, tail] = [one.slice(0, at), one.slice(at)];
          near.add(head + tail.slice(1));
          near.add(head + tail.slice(1, 2) + tail.slice(0, 1) + tail.slice(2));
          for (const letter of 'abc') {
            near.add(head + letter + tail);
            near.add(head + letter + tail.slice(1));
          }
        }
        near.delete(one);
        expect(isOneSlip(one, other)).toBe(near.has(other));
      }),
      { numRuns: 2_000 },
    );
  });
});
