// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, expect, it, vi } from 'vitest';

import { loadText, useLanguage, useText } from '#client/i18n/use-text.ts';

import { LanguageProvider } from './language-provider.tsx';

function Heading() {
  const { choose } = useLanguage();
  return (
    <button type="button" onClick={() => choose('en')}>
      {useText().worklist.title}
    </button>
  );
}

function open() {
  const root = createRoot(document.body.appendChild(document.createElement('div')));
  act(() =>
    root.render(
      <LanguageProvider>
        <Heading />
      </LanguageProvider>,
    ),
  );
  const words = () => document.querySelector('button')?.textContent;
  return { words, close: () => act(() => root.unmount()) };
}

afterEach(() => {
  localStorage.clear();
  vi.unstubAllGlobals();
});

it('speaks Vietnamese until English is chosen, and English again on the next visit', async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  await loadText('vi');
  const first = open();
  expect([first.words(), document.documentElement.lang]).toEqual(['Việc cần làm', 'vi']);
  act(() => document.querySelector('button')?.click());
  await act(() => loadText('en'));
  expect([first.words(), document.documentElement.lang]).toEqual(['To do', 'en']);
  first.close();
  const second = open();
  expect(second.words()).toBe('To do');
  second.close();
});
