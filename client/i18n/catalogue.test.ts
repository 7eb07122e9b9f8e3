import { describe, expect, it } from 'vitest';

import { textOf } from './use-text.ts';

type Leaf = { path: string; value: unknown };

function leaves(value: unknown, path = ''): Leaf[] {
  if (typeof value !== 'object' || value === null) return [{ path, value }];
  return Object.entries(value).flatMap(([key, part]) => leaves(part, `${path}/${key}`));
}

const vi = leaves(textOf('vi'));
const en = leaves(textOf('en'));

describe('the catalogues', () => {
  it('hold the same messages in both languages', () => {
    expect(en.map((leaf) => leaf.path).toSorted()).toEqual(vi.map((leaf) => leaf.path).toSorted());
  });

  it('hold no empty message', () => {
    const empty = [...vi, ...en].filter(
      ({ value }) => typeof value !== 'function' && String(value).trim() === '',
    );
    expect(empty).toEqual([]);
  });

  it('take parameters in one language where they do in the other', () => {
    const kinds = (all: Leaf[]) => new Map(all.map(({ path, value }) => [path, typeof value]));
    expect(kinds(en)).toEqual(kinds(vi));
  });

  it('are written in composed letters, so that they compare and search alike', () => {
    const decomposed = vi.filter(
      ({ value }) => typeof value === 'string' && value !== value.normalize('NFC'),
    );
    expect(decomposed).toEqual([]);
  });

  it('speak of places and never of the persons there', () => {
    const banned = /gái mại dâm|đối tượng/iu;
    expect(vi.filter(({ value }) => banned.test(String(value)))).toEqual([]);
  });
});
