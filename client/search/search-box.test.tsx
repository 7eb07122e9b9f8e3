// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { vi as words } from '#client/i18n/vi.ts';
import type { SearchHit } from '#server/contract/search.ts';
import { showForm, type ShownForm } from '#tests/support/browser/shown-form.tsx';

import { SearchBox } from './search-box.tsx';

const { label } = words.search;

let shown: ShownForm;
let chosen: SearchHit[];
/** Answers that the server still owes, by the words that were asked. */
let owed: Map<string, () => void>;
beforeEach(async () => {
  chosen = [];
  owed = new Map();
  vi.stubGlobal('fetch', async (asked: Request | string | URL) => {
    const url = new URL(asked instanceof Request ? asked.url : asked, 'http://localhost');
    const q = url.searchParams.get('q') ?? '';
    await new Promise<void>((resolve) => owed.set(q, resolve));
    // A position after each semicolon.
    const items = q.split('; ').map((one) => {
      const [latitude, longitude] = one.split(', ').map(Number);
      return coordinates(longitude ?? 0, latitude ?? 0);
    });
    return Response.json({ items });
  });
  shown = await showForm(<SearchBox onChoose={(hit) => chosen.push(hit)} />);
});
afterEach(() => shown.close());

function coordinates(longitude: number, latitude: number): SearchHit {
  const position: [number, number] = [longitude, latitude];
  return { kind: 'coordinates', position, assumed: null, grid: null, otherGrids: [] };
}

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

it('takes what was found for the words in the field, never for those before', async () => {
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
