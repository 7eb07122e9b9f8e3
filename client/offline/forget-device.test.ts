import 'fake-indexeddb/auto';

import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { fakePrivateFiles } from '#tests/support/browser/fake-private-files.ts';
import { fakeCaches } from '#tests/support/browser/fake-caches.ts';

import { deviceKeys } from './keys/session-keys.ts';
import { forgetDevice, forgetEndedSession, wipedWork } from './forget-device.ts';

/** A store of the browser that can be listed, as `Object.keys` lists it. */
function fakeStorage(kept: Record<string, string>): Storage {
  const storage: Record<string, unknown> = { ...kept };
  const methods = {
    getItem: (key: string) => (storage[key] as string | undefined) ?? null,
    setItem: (key: string, value: string) => void (storage[key] = value),
    removeItem: (key: string) => void Reflect.deleteProperty(storage, key),
    clear: () => Object.keys(storage).forEach((key) => Reflect.deleteProperty(storage, key)),
  };
  for (const [name, value] of Object.entries(methods)) {
    Object.defineProperty(storage, name, { value, enumerable: false });
  }
  return storage as unknown as Storage;
}

const KEPT = {
  'dia-ban-color-scheme': 'dark',
  'dia-ban-language': 'vi',
  'dia-ban-kept-day': '{}',
  'dia-ban-last-contact': 'x',
};
const CACHES = [
  'dia-ban-pages-1',
  'dia-ban-answers',
  'dia-ban-answers-sealed',
  'dia-ban-ground',
  'another',
];

let unregistered: number;
let unsubscribed: number;
let caches: ReturnType<typeof fakeCaches>['caches'];
let asked: string[];
beforeEach(async () => {
  [unregistered, unsubscribed, asked] = [0, 0, []];
  ({ caches } = fakeCaches());
  for (const name of CACHES) await caches.open(name);
  const subscription = { unsubscribe: async () => void (unsubscribed += 1) };
  const registration = {
    unregister: async () => void (unregistered += 1),
    pushManager: { getSubscription: async () => subscription },
  };
  const serviceWorker = {
    controller: null,
    getRegistration: async () => registration,
    getRegistrations: async () => [registration],
  };
  vi.stubGlobal('navigator', { serviceWorker });
  vi.stubGlobal('caches', caches);
  vi.stubGlobal('localStorage', fakeStorage(KEPT));
  vi.stubGlobal('sessionStorage', fakeStorage({ 'dia-ban-after-single-sign-on': '/' }));
  vi.stubGlobal('location', { origin: 'http://localhost', href: 'http://localhost/' });
  vi.stubGlobal('fetch', async (address: string | URL) => {
    asked.push(new URL(address, 'http://localhost').pathname);
    return Response.json({ continueAt: null, share: 'A'.repeat(43) });
  });
});
afterEach(() => vi.unstubAllGlobals());

describe('a device that forgets a session', () => {
  it('keeps nothing but look and language, not even its own files', async () => {
    await forgetDevice({ signsOut: 'lan' });
    expect(Object.keys(localStorage)).toEqual(['dia-ban-color-scheme', 'dia-ban-language']);
    expect(Object.keys(sessionStorage)).toEqual([]);
    expect(await caches.keys()).toEqual([]);
    expect([unregistered, unsubscribed]).toEqual([1, 1]);
  });

  it('keeps its own files where there is no network to get them again', async () => {
    await forgetDevice({ signsOut: null, pages: false });
    expect(await caches.keys()).toEqual(['dia-ban-pages-1', 'another']);
    expect([unregistered, unsubscribed]).toEqual([0, 1]);
    expect(Object.keys(localStorage)).toEqual(['dia-ban-color-scheme', 'dia-ban-language']);
  });

  it('goes on where one part of it fails', async () => {
    vi.stubGlobal('caches', { ...caches, keys: () => Promise.reject(new Error('broken')) });
    await forgetDevice({ signsOut: 'lan' });
    expect(Object.keys(localStorage)).toEqual(['dia-ban-color-scheme', 'dia-ban-language']);
    expect(unsubscribed).toBe(1);
  });

  it.each([
    ['deletes', 'a full disk'],
    ['lists', 'a browser that is broken'],
  ] as const)(
    'erases the secret of the session before it %s anything, on %s',
    async (fails, _where) => {
      const files = fakePrivateFiles();
      vi.stubGlobal('navigator', { storage: files.storage });
      await deviceKeys.begin('lan');
      expect(files.bytes('dia-ban-keys')?.some((byte) => byte !== 0)).toBe(true);
      const full = () => {
        throw new DOMException('the disk is full', 'QuotaExceededError');
      };
      if (fails === 'deletes') files.fill();
      vi.stubGlobal('indexedDB', { databases: full, deleteDatabase: full, open: full });
      await forgetDevice({ signsOut: 'lan' });
      expect(files.bytes('dia-ban-keys')?.some((byte) => byte !== 0) ?? false).toBe(false);
      vi.stubGlobal('indexedDB', new IDBFactory());
      expect(await deviceKeys.read()).toBeNull();
    },
  );

  it('forgets where the page was served without TLS, which has neither worker nor caches', async () => {
    vi.stubGlobal('navigator', {});
    await forgetDevice({ signsOut: 'lan' });
    expect(Object.keys(localStorage)).toEqual(['dia-ban-color-scheme', 'dia-ban-language']);
    expect(await caches.keys()).toEqual(CACHES);
  });
});

describe('a session that somebody ended', () => {
  it('is told to be wiped where an administrator asked for that, with the number of lost entries', async () => {
    await forgetEndedSession('lan');
    expect(wipedWork()).toBe(0);
    expect(asked).toEqual(['/api/auth/sign-out']);
  });

  it('is just forgotten otherwise, and the server is not asked', async () => {
    await forgetEndedSession(null);
    expect(wipedWork()).toBeNull();
    expect(asked).toEqual([]);
  });
});
