// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';

import { fakePrivateFiles } from '#tests/support/browser/fake-private-files.ts';
import { SERVER } from '#tests/support/faults/account-key.ts';
import { storedTexts } from '#tests/support/faults/stored-texts.ts';

const AT = '2026-03-02T01:00:00.000Z';
let root: Root | null = null;
const { storage } = fakePrivateFiles();
Object.defineProperty(navigator, 'storage', { value: storage, configurable: true });

/** The page of the inspector's route, opened anew; gives what it knows of arrivals. */
async function opensPage() {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  act(() => root?.unmount());
  vi.resetModules();
  const arrivals = await import('./arrivals.ts');
  const { allowDeviceStore } = await import('#client/offline/outbox/device-store.ts');
  const { deviceKeys } = await import('#client/offline/keys/session-keys.ts');
  allowDeviceStore('inspector', SERVER.key);
  await deviceKeys.begin('inspector');
  let shown: unknown = null;
  const Page = () => {
    shown = arrivals.useKnownArrivals();
    return null;
  };
  root = createRoot(document.createElement('div'));
  await act(async () => root?.render(<Page />));
  await act(() => vi.waitFor(() => expect(shown).not.toBeNull()));
  return { ...arrivals, shown: () => shown };
}

describe('the arrivals of a team', () => {
  afterAll(async () => {
    const { closeDeviceStore } = await import('#client/offline/outbox/device-store.ts');
    await closeDeviceStore();
  });
  afterEach(() => {
    act(() => root?.unmount());
    root = null;
    localStorage.clear();
    vi.unstubAllGlobals();
  });

  it('stay on the device until they are forgotten, and cannot be read there', async () => {
    const page = await opensPage();
    act(() => page.keepArrival(12, AT));
    act(() => page.keepArrival(13, AT));
    act(() => page.forgetArrival(13));
    expect(page.shown()).toEqual({ 12: AT });
    const { readNotes } = await import('#client/offline/device-notes.ts');
    expect([...((await readNotes()) ?? [])]).toEqual([['route-arrival-12', AT]]);
    expect(await storedTexts('dia-ban-outbox')).not.toMatch(/route-arrival|2026-03-02/);
    const again = await opensPage();
    expect(again.arrivalAt(12)).toBe(AT);
    expect(again.arrivalAt(13)).toBeNull();
    act(() => again.forgetArrival(12));
  });

  it('that an earlier release has left readable are taken over', async () => {
    localStorage.setItem('route-arrival-14', AT);
    const page = await opensPage();
    expect(page.shown()).toEqual({ 14: AT });
    expect(localStorage).toHaveLength(0);
    expect((await opensPage()).arrivalAt(14)).toBe(AT);
  });
});
