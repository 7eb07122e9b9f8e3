import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { browserSubscription, endBrowserSubscription, pushAbility } from './push-subscription.ts';

type Keys = { p256dh?: string; auth?: string };
let ended = 0;

/** Stands in a browser with a subscription of these keys; null: it has none. */
function inBrowser(keys: Keys | null): void {
  const subscription =
    keys === null
      ? null
      : {
          endpoint: 'https://push.example/abc',
          toJSON: () => ({ keys }),
          unsubscribe: async () => void (ended += 1),
        };
  const registration = { pushManager: { getSubscription: async () => subscription } };
  vi.stubGlobal('navigator', { serviceWorker: { getRegistration: async () => registration } });
}
beforeEach(() => {
  ended = 0;
});
afterEach(() => vi.unstubAllGlobals());

describe('the subscription of a browser', () => {
  it('is its address with both keys', async () => {
    inBrowser({ p256dh: 'p', auth: 'a' });
    expect(await browserSubscription()).toEqual({
      endpoint: 'https://push.example/abc',
      p256dh: 'p',
      auth: 'a',
    });
    await endBrowserSubscription();
    expect(ended).toBe(1);
  });

  it('is none without one of its keys, without a subscription, and without a worker', async () => {
    for (const keys of [{ p256dh: 'p' }, { auth: 'a' }, null]) {
      inBrowser(keys);
      expect([keys, await browserSubscription()]).toEqual([keys, null]);
    }
    vi.stubGlobal('navigator', {});
    expect(await browserSubscription()).toBeNull();
    await endBrowserSubscription();
  });
});

describe('the ability of a browser to be told', () => {
  const ability = (window: object, permission: string | null, navigator: object) => {
    const notification = permission === null ? {} : { Notification: { permission } };
    vi.stubGlobal('window', { ...window, ...notification });
    vi.stubGlobal('Notification', { permission });
    vi.stubGlobal('navigator', navigator);
    return pushAbility();
  };
  const PUSH = { PushManager: {} };
  const WORKER = { serviceWorker: {} };

  it('needs pushes, notices and a worker, and is denied where its person has forbidden it', () => {
    expect(ability(PUSH, 'default', WORKER)).toBe('able');
    expect(ability(PUSH, 'granted', WORKER)).toBe('able');
    expect(ability(PUSH, 'denied', WORKER)).toBe('denied');
    expect(ability({}, 'denied', WORKER)).toBe('absent');
    expect(ability(PUSH, null, WORKER)).toBe('absent');
    expect(ability(PUSH, 'granted', {})).toBe('absent');
  });
});
