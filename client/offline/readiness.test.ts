import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { askToLast, noteKeptDay, readReadiness } from './readiness.ts';

const AT = '2026-11-27T06:00:00.000Z';
let stored: Map<string, string>;

/** A device with these abilities of its browser. */
function onDevice(navigator: object): void {
  vi.stubGlobal('navigator', navigator);
}
const CONTROLLED = { serviceWorker: { controller: {} } };

beforeEach(() => {
  stored = new Map();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  });
});
afterEach(() => vi.unstubAllGlobals());

describe('a device', () => {
  it('is ready for the account whose day it keeps, once its worker serves the pages', async () => {
    noteKeptDay('lan', AT);
    onDevice(CONTROLLED);
    expect((await readReadiness('lan')).readyAt).toBe(AT);
    expect((await readReadiness('hoa')).readyAt).toBeNull();
    onDevice({ serviceWorker: { controller: null } });
    expect((await readReadiness('lan')).readyAt).toBeNull();
    onDevice({});
    expect((await readReadiness('lan')).readyAt).toBeNull();
  });

  it('is not ready where nothing was noted, or nothing that can be read', async () => {
    onDevice(CONTROLLED);
    expect((await readReadiness('lan')).readyAt).toBeNull();
    for (const note of ['{', '"x"', '{"accountId":"lan"}']) {
      stored.set('dia-ban-kept-day', note);
      expect((await readReadiness('lan')).readyAt).toBeNull();
    }
  });

  it('says how much it keeps and if that lasts, where its browser knows', async () => {
    const storage = { estimate: async () => ({ usage: 0 }), persisted: async () => false };
    onDevice({ ...CONTROLLED, storage });
    expect(await readReadiness('lan')).toMatchObject({ bytes: 0, lasting: false });
    const failing = () => Promise.reject(new Error('no storage'));
    onDevice({ ...CONTROLLED, storage: { estimate: failing, persisted: failing } });
    expect(await readReadiness('lan')).toMatchObject({ bytes: null, lasting: null });
    onDevice(CONTROLLED);
    expect(await readReadiness('lan')).toMatchObject({ bytes: null, lasting: null });
  });

  it('lasts only where its browser promises it', async () => {
    onDevice({ storage: { persist: async () => true } });
    expect(await askToLast()).toBe(true);
    onDevice({ storage: { persist: () => Promise.reject(new Error('refused')) } });
    expect(await askToLast()).toBe(false);
    onDevice({});
    expect(await askToLast()).toBe(false);
  });
});
