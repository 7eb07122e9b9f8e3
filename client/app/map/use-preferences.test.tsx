// @vitest-environment happy-dom
import { QueryClient } from '@tanstack/react-query';
import { act } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { meQuery } from '#client/api/me.ts';
import type { Me } from '#server/contract/account.ts';
import { readPreferences, type Preferences } from '#server/contract/preference.ts';
import { showForm, type ShownForm } from '#tests/support/browser/shown-form.tsx';
import { marked } from '#tests/support/faults/marked-answers.ts';

import { usePreferences } from './use-preferences.ts';

const ME = { account: { id: 'a1', username: 'a', name: 'A' }, role: 'analyst' } as unknown as Me;
const KEPT: Preferences = {
  tableColumns: ['name', 'code'],
  tableRows: 'wide',
  mapLabel: null,
  hintsSeen: null,
};

let shown: ShownForm;
let sent: unknown[];

function Look() {
  const { preferences, choose } = usePreferences();
  return (
    <>
      <output>{JSON.stringify(preferences)}</output>
      <button type="button" onClick={() => choose({ mapLabel: 'code' })}>
        code
      </button>
    </>
  );
}
const seen = (): unknown => JSON.parse(document.querySelector('output')?.textContent ?? 'null');

beforeEach(async () => {
  sent = [];
  vi.stubGlobal(
    'fetch',
    marked(async (_: unknown, init?: RequestInit) => {
      if (init?.method === 'POST' && typeof init.body === 'string')
        sent.push(JSON.parse(init.body));
      return new Response(JSON.stringify(KEPT), {
        headers: { 'content-type': 'application/json' },
      });
    }),
  );
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  client.setQueryData(meQuery.queryKey, ME);
  shown = await showForm(<Look />, client);
});
afterEach(() => {
  shown.close();
  localStorage.clear();
});

it('takes what the account kept on a device that knows nothing, and keeps what is chosen', async () => {
  await act(() => vi.waitFor(() => expect(seen()).toEqual(KEPT)));
  await act(async () => document.querySelector('button')?.click());
  expect(seen()).toEqual({ ...KEPT, mapLabel: 'code' });
  await act(() => vi.waitFor(() => expect(sent).toEqual([{ mapLabel: 'code' }])));
  const onDevice: unknown = JSON.parse(localStorage.getItem('dia-ban-preferences-a1') ?? 'null');
  expect(readPreferences(onDevice)).toEqual({ ...KEPT, mapLabel: 'code' });
});
