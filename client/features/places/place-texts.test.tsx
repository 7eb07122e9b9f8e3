// @vitest-environment happy-dom
import { afterEach, expect, it } from 'vitest';

import { vi as words } from '#client/i18n/vi.ts';
import { showForm, type ShownForm } from '#tests/support/browser/shown-form.tsx';

import { PlaceTexts } from './place-facts.tsx';

let shown: ShownForm;
afterEach(() => shown.close());

async function labelsOf(act: 'propose' | 'correct') {
  const field = (path: string) => ({ value: path, onChange: () => undefined });
  shown = await showForm(<PlaceTexts field={field} act={act} />);
  return [...document.querySelectorAll('label')].map((label) => label.textContent);
}

const { officialName, address } = words.placeFacts;

it('a proposal asks for the name, and says of what it is', async () => {
  expect(await labelsOf('propose')).toEqual([officialName]);
  expect(document.querySelector('input')?.placeholder).toBe(words.pointDraw.namePlaceholder);
});

it('a correction states the address too, and cannot leave out the name', async () => {
  expect(await labelsOf('correct')).toEqual([`${officialName} *`, address]);
  expect([...document.querySelectorAll('input')].map(({ value }) => value)).toEqual([
    'officialName',
    'address',
  ]);
});
