// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';

import { vi as words } from '#client/i18n/vi.ts';
import type { SearchHit } from '#server/contract/search.ts';
import { searchedList } from '#tests/support/browser/searched-list.ts';
import { showForm, type ShownForm } from '#tests/support/browser/shown-form.tsx';

import { SearchBox } from './search-box.tsx';

const { label } = words.search;

let shown: ShownForm;
let chosen: SearchHit[];
let list: ReturnType<typeof searchedList>;
beforeEach(async () => {
  chosen = [];
  // A position after each semicolon.
  list = searchedList((q) =>
    q.split('; ').map((one) => {
      const [latitude, longitude] = one.split(', ').map(Number);
      return coordinates(longitude ?? 0, latitude ?? 0);
    }),
  );
  shown = await showForm(<SearchBox onChoose={(hit) => chosen.push(hit)} />);
});
afterEach(() => shown.close());

function coordinates(longitude: number, latitude: number): SearchHit {
  const position: [number, number] = [longitude, latitude];
  return { kind: 'coordinates', position, assumed: null, grid: null, otherGrids: [] };
}

it('takes what was found for the words in the field, never for those before', async () => {
  const { answers, options, press, until } = list;
  document.querySelector('input')?.focus();
  await shown.type(label, '21.0325, 105.85');
  await answers('21.0325, 105.85');
  await until(() => expect(options()).toHaveLength(1));
  await shown.type(label, '21.0325, 105.8502');
  await press('ArrowDown');
  await press('Enter');
  await act(async () => options()[0]?.click());
  expect(chosen).toEqual([]);
  await answers('21.0325, 105.8502');
  await until(() => expect(chosen).toEqual([coordinates(105.8502, 21.0325)]));
});

it.each([
  ['shorter', '21, 105; 22, 105; 23, 105', '21.5, 105; 22.5, 105'],
  ['longer', '21, 105; 22, 105', '21.5, 105; 22.5, 105; 23.5, 105'],
])('counts no arrow key in the list of earlier words: the next is %s', async (_, before, now) => {
  const { answers, options, press, until } = list;
  document.querySelector('input')?.focus();
  await shown.type(label, before);
  await answers(before);
  await until(() => expect(options().length).toBeGreaterThan(1));
  await shown.type(label, now);
  await press('ArrowDown');
  await answers(now);
  await until(() => expect(options()).toHaveLength(now.split(';').length));
  await until(() => expect(options()[0]?.hasAttribute('data-combobox-disabled')).toBe(false));
  await press('Enter');
  await until(() => expect(chosen).toEqual([coordinates(105, 21.5)]));
});
