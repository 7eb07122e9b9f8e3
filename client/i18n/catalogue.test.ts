import { describe, expect, it } from 'vitest';

import { EVENT_NAMES } from '#server/contract/event-names.ts';

import { Both } from './both.ts';
import { catalogue } from './catalogue.ts';
import { en as english } from './en.ts';
import { vi as vietnamese } from './vi.ts';

type Leaf = { path: string; value: unknown };

function leaves(value: unknown, path = ''): Leaf[] {
  if (typeof value !== 'object' || value === null || value instanceof Both) {
    return [{ path, value }];
  }
  return Object.entries(value).flatMap(([key, part]) => leaves(part, `${path}/${key}`));
}

const vi = leaves(vietnamese);
const en = leaves(english);

describe('the catalogues', () => {
  it('hold every message in both languages, as a sentence or as a function in both', () => {
    const odd = leaves(catalogue).filter(
      ({ value }) => !(value instanceof Both) || typeof value.vi !== typeof value.en,
    );
    expect(odd).toEqual([]);
  });

  it('name the events as the refusals of the server do', () => {
    const entries = Object.entries(EVENT_NAMES);
    const named = (language: 'vi' | 'en') =>
      Object.fromEntries(entries.map(([kind, names]) => [kind, names[language]]));
    expect(vietnamese.register.event).toEqual(named('vi'));
    expect(english.register.event).toEqual(named('en'));
  });

  it('hold no empty message', () => {
    const empty = [...vi, ...en].filter(
      ({ value }) => typeof value !== 'function' && String(value).trim() === '',
    );
    expect(empty).toEqual([]);
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
