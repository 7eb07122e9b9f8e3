import { describe, expect, it } from 'vitest';

import { TermIndex } from './term-index.ts';

/** The likeness of a known name to one that is asked, to three places; null where it is none. */
function likeness(asked: string, known: string): number | null {
  const index = new TermIndex();
  index.add(known);
  const [found] = index.find(asked, 1);
  return found === undefined ? null : Number(found.similarity.toFixed(3));
}

describe('the likeness of two names', () => {
  it.each([
    ['hang bai', 'Hàng Bài', 1],
    ['Hàng Bài', 'Hàng Bài', 1],
    // One mark of eight letters, an eighth as bad as a letter.
    ['Hàng Bãi', 'Hàng Bài', 0.984],
    // A letter costs 0.7 of its share of the name, and something for being wrong at all.
    ['hang bao', 'Hàng Bài', 0.872],
    ['thanh mao', 'Thanh Mẫu', 0.882],
  ])('%s and %s: %d', (asked, known, like) => {
    expect(likeness(asked, known)).toBe(like);
  });

  it('allows two wrong letters from nine letters on, and one in shorter names', () => {
    expect(likeness('thank mao', 'Thanh Mẫu')).toBe(0.804);
    expect(likeness('thnk mao', 'Thnh Mẫu')).toBeNull();
    expect(likeness('thank mab', 'Thanh Mẫ')).toBe(0.804);
  });

  it('is that of the same letters where a short word of a long name is missing', () => {
    const long = 'Trung tâm thương mại và giải trí Minh Họa Đông';
    expect(likeness('trung tam thuong mai giai tri minh hoa dong', long)).toBeGreaterThan(0.75);
    expect(likeness('trung tam minh hoa dong', long)).toBeNull();
  });
});

describe('several names that are equally near', () => {
  it('come in the order in which they were taken in, and no more than are asked for', () => {
    const index = new TermIndex();
    const terms = ['Hàng Bả', 'Hàng Bá', 'Hàng Bà'].map((name) => index.add(name));
    expect(index.find('hang ba', 3).map(({ term }) => term)).toEqual(terms);
    expect(index.find('hang ba', 2)).toHaveLength(2);
    expect(index.find('', 2)).toEqual([]);
  });
});
