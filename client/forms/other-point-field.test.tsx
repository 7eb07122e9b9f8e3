// @vitest-environment happy-dom
import { act, useState } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';

import { searchedList } from '#tests/support/browser/searched-list.ts';
import { showForm, type ShownForm } from '#tests/support/browser/shown-form.tsx';

import type { NamedRow } from './entered-values.ts';
import { OtherPointField } from './other-point-field.tsx';

let shown: ShownForm;
let chosen: (NamedRow | null)[];
let list: ReturnType<typeof searchedList>;

function Form() {
  const [point, setPoint] = useState<NamedRow | null>(null);
  const choose = (next: NamedRow | null) => {
    chosen.push(next);
    setPoint(next);
  };
  return <OtherPointField label="Điểm" exceptId={9} chosen={point} onChoose={choose} />;
}

/** Two points that are named after the words. */
function found(words: string) {
  return [1, 2, 9].map((id) => ({ id, code: `DP-${id}`, officialName: `${words} ${id}` }));
}
const labelOf = (words: string, id: number) => `DP-${id} · ${words} ${id}`;

beforeEach(async () => {
  chosen = [];
  list = searchedList(found);
  shown = await showForm(<Form />);
  await act(async () => document.querySelector<HTMLInputElement>('input')?.focus());
});
afterEach(() => shown.close());

it('offers the points that the words find, without the one that is asked from', async () => {
  const { answers, options, press, until } = list;
  await shown.type('Điểm', 'chợ');
  await answers('chợ');
  await until(() =>
    expect(options().map((one) => one.textContent)).toEqual([1, 2].map((id) => labelOf('chợ', id))),
  );
  await press('ArrowDown');
  await press('Enter');
  expect(chosen).toEqual([{ id: 1, label: labelOf('chợ', 1) }]);
});

it('takes no point of earlier words, neither by a press nor by the keys', async () => {
  const { answers, options, press, until } = list;
  await shown.type('Điểm', 'chợ');
  await answers('chợ');
  await until(() => expect(options()).toHaveLength(2));
  await shown.type('Điểm', 'chợ Hôm');
  await act(async () => options()[0]?.click());
  await press('ArrowDown');
  await press('Enter');
  expect(chosen).toEqual([]);
  await answers('chợ Hôm');
  await until(() => expect(options()[0]?.textContent).toBe(labelOf('chợ Hôm', 1)));
  // The key that came too early has marked nothing.
  await press('Enter');
  expect(chosen).toEqual([]);
  await press('ArrowDown');
  await press('Enter');
  expect(chosen).toEqual([{ id: 1, label: labelOf('chợ Hôm', 1) }]);
});
