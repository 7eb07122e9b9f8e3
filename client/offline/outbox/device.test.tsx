// @vitest-environment happy-dom
import 'fake-indexeddb/auto';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { SERVER } from '#tests/support/faults/account-key.ts';
import { written } from '#tests/support/faults/faulty-device.ts';

import { OUTBOX_DATABASE } from './database.ts';
import { openDeviceOutbox } from './device.ts';
import { allowDeviceStore, closeDeviceStore, countKept, hasOutbox } from './device-store.ts';
import { OutboxProvider } from './outbox-provider.tsx';

const open = (accountId: string, client: QueryClient) =>
  openDeviceOutbox({ account: { id: accountId }, role: 'leader', unsentKey: SERVER.key }, client);

const remove = (database: string) =>
  new Promise((resolve) => {
    indexedDB.deleteDatabase(database).addEventListener('success', resolve);
  });

// The document of these tests has no lock, as an old browser.
beforeEach(() => {
  vi.stubGlobal('navigator', { onLine: true });
  vi.stubGlobal('Worker', vi.fn());
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await closeDeviceStore();
  await remove(OUTBOX_DATABASE);
});

describe('the outbox of a device', () => {
  it('shows in one tab what another has kept, for as long as that tab is awake', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('network')));
    const client = new QueryClient();
    const [here, there] = [open('leader', client), open('leader', client)];
    const [sleepHere, sleepThere] = [here.wake(), there.wake()];
    const shownThere = () => there.outbox.entries().map(({ title }) => title);
    try {
      await vi.waitFor(() => expect(there.outbox.hasLooked()).toBe(true));
      await here.outbox.submit(written('a0', 'a'));
      await vi.waitFor(() => expect(shownThere()).toEqual(['a0']));
      sleepThere();
      await here.outbox.submit(written('a1', 'a'));
      expect(here.outbox.entries()).toHaveLength(2);
      expect(shownThere()).toEqual(['a0']);
    } finally {
      sleepHere();
      sleepThere();
    }
  });

  it('is found beside other databases, and not made by looking for it', async () => {
    const other = indexedDB.open('another');
    await new Promise((resolve) => {
      other.addEventListener('success', resolve);
    });
    expect([await hasOutbox(), await countKept()]).toEqual([false, 0]);
    expect(await hasOutbox()).toBe(false);
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('network')));
    await open('leader', new QueryClient()).outbox.submit(written('a0', 'a'));
    expect([await hasOutbox(), await countKept()]).toEqual([true, 1]);
    expect([await countKept('leader'), await countKept('officer')]).toEqual([1, 0]);
    other.result.close();
    await remove('another');
  });

  it('is not woken by a page that has gone before it was idle', async () => {
    vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
    const channels = vi.fn<() => void>();
    vi.stubGlobal('BroadcastChannel', channels);
    const waiting = new Map<number, () => void>();
    vi.stubGlobal('requestIdleCallback', (work: () => void) => waiting.set(1, work).size);
    vi.stubGlobal('cancelIdleCallback', (handle: number) => waiting.delete(handle));
    allowDeviceStore('leader', SERVER.key);
    const root = createRoot(document.createElement('div'));
    act(() =>
      root.render(
        <QueryClientProvider client={new QueryClient()}>
          <OutboxProvider
            owner={{ account: { id: 'leader' }, role: 'leader', unsentKey: SERVER.key }}
            kinds={{}}
            onRevoked={() => undefined}
          >
            Trang
          </OutboxProvider>
        </QueryClientProvider>,
      ),
    );
    expect(waiting.size).toBe(1);
    act(() => root.unmount());
    expect(waiting.size).toBe(0);
    expect(channels).not.toHaveBeenCalled();
  });
});
