// @vitest-environment happy-dom
import { act, useState } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { showForm, type ShownForm } from '#tests/support/browser/shown-form.tsx';

import type { NamedRow } from './entered-values.ts';
import { OtherPointField } from './other-point-field.tsx';

let shown: ShownForm;
let chosen: (NamedRow | null)[];
/** Answers that the server still owes, by the words that were asked. */
let owed: Map<string, () => void>;

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
const options = () => [...document.querySelectorAll<HTMLElement>('[role="option"]')];

/** Waits until an expectation holds, and draws the page meanwhile. */
const until = (expectation: () => void) =>
  vi.waitFor(async () => {
    await act(() => new Promise((resolve) => setTimeout(resolve, 10)));
    expectation();
  });

async function answers(asked: string) {
  await until(() => expect([...owed.keys()]).toContain(asked));
  await act(async () => owed.get(asked)?.());
}

async function press(key: string) {
  const pressed = { key, code: key, bubbles: true, cancelable: true };
  await act(async () => {
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', pressed));
  });
}

beforeEach(async () => {
  chosen = [];
  owed = new Map();
  vi.stubGlobal('fetch', async (asked: Request | string | URL) => {
    const url = new URL(asked instanceof Request ? asked.url : asked, 'http://localhost');
    const words = url.searchParams.get('q') ?? '';
    await new Promise<void>((resolve) => owed.set(words, resolve));
    return Response.json({ items: found(words) });
  });
  shown = await showForm(<Form />);
  await act(async () => document.querySelector<HTMLInputElement>('input')?.focus());
});
afterEach(() => shown.close());

it('offers the points that the words find, without the one that is asked from', async () => {
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
