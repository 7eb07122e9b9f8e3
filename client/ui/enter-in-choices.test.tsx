// @vitest-environment happy-dom
import { MantineProvider, MultiSelect, Select } from '@mantine/core';
import { act, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { keepForm } from './enter-in-choices.ts';
import { theme } from './theme.ts';

const NAMES = ['Ba Đình', 'Ba Vì', 'Cửa Nam'];

let root: Root;
let sent: FormDataEntryValue[];

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  sent = [];
});
afterEach(() => {
  act(() => root.unmount());
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

function show(field: ReactNode) {
  const place = document.body.appendChild(document.createElement('div'));
  root = createRoot(place);
  act(() =>
    root.render(
      <MantineProvider theme={theme} env="test">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            sent.push(new FormData(event.currentTarget).get('commune') ?? '');
          }}
        >
          {field}
        </form>
      </MantineProvider>,
    ),
  );
}

function field(): HTMLInputElement {
  const found = document.querySelector<HTMLInputElement>('[role="combobox"]');
  if (found === null) throw new Error('no field');
  return found;
}

function type(words: string) {
  act(() => field().focus());
  act(() => {
    // React listens to what the browser sets, not to what a script does.
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field(), words);
    field().dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText' }));
  });
}

function press(code: string, more: KeyboardEventInit = {}) {
  const options = { key: code, code, bubbles: true, cancelable: true, ...more };
  act(() => {
    const goesOn = field().dispatchEvent(new KeyboardEvent('keydown', options));
    // A browser sends the form unless somebody has kept the key.
    if (code === 'Enter' && goesOn) document.querySelector('form')?.requestSubmit();
  });
}

const isOpen = () => field().getAttribute('aria-expanded') === 'true';

describe('Enter in a searchable choice', () => {
  it('takes the one option that the words leave, and sends it with the next press', () => {
    show(<Select name="commune" searchable data={NAMES} />);
    type('cửa');
    press('Enter');
    expect(sent).toEqual([]);
    expect(field().value).toBe('Cửa Nam');
    expect(isOpen()).toBe(false);
    press('Enter');
    expect(sent).toEqual(['Cửa Nam']);
  });

  it('takes none of several, and keeps words and list', () => {
    show(<Select name="commune" searchable data={NAMES} />);
    type('ba');
    press('Enter');
    expect(sent).toEqual([]);
    expect(field().value).toBe('ba');
    expect(isOpen()).toBe(true);
    press('ArrowDown');
    press('ArrowDown');
    press('Enter');
    expect(field().value).toBe('Ba Vì');
    expect(sent).toEqual([]);
  });

  it('keeps words that match nothing', () => {
    show(<Select name="commune" searchable data={NAMES} />);
    type('hoàn kiếm');
    press('Enter');
    expect(sent).toEqual([]);
    expect(field().value).toBe('hoàn kiếm');
  });

  it('sends the form where nothing is typed', () => {
    show(<Select name="commune" searchable data={NAMES} />);
    act(() => field().focus());
    press('Enter');
    expect(sent).toEqual(['']);
  });

  it.each([{ isComposing: true }, { keyCode: 229 }])(
    'leaves a word to the input method that is still composing it: %o',
    (composing) => {
      show(<Select name="commune" searchable data={NAMES} />);
      type('cửa');
      press('Enter', composing);
      expect(field().value).toBe('cửa');
    },
  );

  it('takes an option that the arrows have marked once only', () => {
    const onChange = vi.fn<(value: string | null) => void>();
    show(<Select name="commune" searchable data={NAMES} value={null} onChange={onChange} />);
    type('cửa');
    press('ArrowDown');
    press('Enter');
    expect(onChange).toHaveBeenCalledOnce();
    expect(sent).toEqual([]);
  });

  it('sends the form from a choice that may not be changed', () => {
    show(<Select name="commune" searchable readOnly defaultValue="Ba Vì" data={NAMES} />);
    act(() => field().focus());
    press('Enter');
    expect(sent).toEqual(['Ba Vì']);
  });

  it('does not take back the choice whose name is typed again', () => {
    show(<Select name="commune" searchable defaultValue="Cửa Nam" data={NAMES} />);
    type('cửa');
    press('Enter');
    expect(sent).toEqual([]);
    expect(document.querySelector<HTMLInputElement>('[name="commune"]')?.value).toBe('Cửa Nam');
  });

  it('adds the only match to a choice of several, and takes back none', () => {
    show(<MultiSelect name="commune" searchable data={NAMES} />);
    type('cửa');
    press('Enter');
    type('cửa');
    press('Enter');
    expect(sent).toEqual([]);
    expect(document.querySelector<HTMLInputElement>('[name="commune"]')?.value).toBe('Cửa Nam');
  });

  it('takes nothing from a list that may answer earlier words', () => {
    show(
      <Select
        name="commune"
        searchable
        data={NAMES.slice(0, 1)}
        filter={({ options }) => options}
        onKeyDown={keepForm}
      />,
    );
    type('cửa');
    press('Enter');
    expect(sent).toEqual([]);
    expect(field().value).toBe('cửa');
  });
});
