// @vitest-environment happy-dom
import { QueryClient } from '@tanstack/react-query';
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { readPreferences, type Preferences } from '#server/contract/preference.ts';
import { showForm, type ShownForm } from '#tests/support/browser/shown-form.tsx';
import { marked } from '#tests/support/faults/marked-answers.ts';

import { useHintsSeen } from './use-hints-seen.ts';

let shown: ShownForm | null = null;
/** Preferences that the server keeps for the account, and the writes that it got. */
let kept: Preferences;
let sent: unknown[];
let asked: number;
let answers: boolean;

function Page() {
  const { seen, see } = useHintsSeen('a1');
  return (
    <>
      <output>{String(seen)}</output>
      <button type="button" onClick={see}>
        see
      </button>
    </>
  );
}
const seen = () => document.querySelector('output')?.textContent;
const open = async () => {
  shown?.close();
  stubServer();
  shown = await showForm(
    <Page />,
    new QueryClient({ defaultOptions: { queries: { retry: false } } }),
  );
};
const expectSeen = (words: string) => act(() => vi.waitFor(() => expect(seen()).toBe(words)));

function stubServer(): void {
  vi.stubGlobal(
    'fetch',
    marked(async (_: unknown, init?: RequestInit) => {
      if (!answers) throw new TypeError('Failed to fetch');
      if (init?.method === 'POST' && typeof init.body === 'string') {
        sent.push(JSON.parse(init.body));
        kept = { ...kept, hintsSeen: true };
      } else asked += 1;
      return new Response(JSON.stringify(kept), {
        headers: { 'content-type': 'application/json' },
      });
    }),
  );
}

describe('the hints of a first visit', () => {
  beforeEach(() => {
    kept = readPreferences(null);
    sent = [];
    asked = 0;
    answers = true;
  });
  afterEach(() => {
    shown?.close();
    shown = null;
    localStorage.clear();
  });

  it('are shown until they were seen, and then never again on this device', async () => {
    await open();
    await expectSeen('false');
    await act(async () => document.querySelector('button')?.click());
    await expectSeen('true');
    await act(() => vi.waitFor(() => expect(sent).toEqual([{ hintsSeen: true }])));
    await open();
    expect(seen()).toBe('true');
    expect(asked).toBe(1);
  });

  it('are not shown on another device where they were seen, nor before the server has said so', async () => {
    kept = { ...kept, hintsSeen: true };
    await open();
    await expectSeen('true');
    expect(sent).toEqual([]);
    localStorage.clear();
    answers = false;
    await open();
    await act(async () => {});
    expect(seen()).toBe('null');
  });

  it('that were seen without a network are told to the server in the next visit', async () => {
    await open();
    await expectSeen('false');
    answers = false;
    await act(async () => document.querySelector('button')?.click());
    await expectSeen('true');
    expect(sent).toEqual([]);
    answers = true;
    await open();
    await act(() => vi.waitFor(() => expect(sent).toEqual([{ hintsSeen: true }])));
    expect(seen()).toBe('true');
  });
});
