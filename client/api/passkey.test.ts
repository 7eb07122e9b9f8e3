import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { makePasskey, passkeysWork, PasskeyNotUsed, signWithPasskey } from './passkey.ts';

class FakeCredential {
  static parseRequestOptionsFromJSON = (options: unknown) => ({ read: options });
  static parseCreationOptionsFromJSON = (options: unknown) => ({ made: options });
  toJSON = () => ({ id: 'signed' });
}

let asked: unknown[];
/** A browser whose person answers so. */
function inBrowser(answer: () => Promise<unknown>): void {
  const take = (options: unknown) => {
    asked.push(options);
    return answer();
  };
  vi.stubGlobal('navigator', { credentials: { get: take, create: take } });
}
beforeEach(() => {
  asked = [];
  vi.stubGlobal('PublicKeyCredential', FakeCredential);
});
afterEach(() => vi.unstubAllGlobals());

describe('passkeys', () => {
  it('work at a name, and at no bare address', () => {
    const workAt = (hostname: string) => {
      vi.stubGlobal('location', { hostname });
      return passkeysWork();
    };
    expect(['localhost', 'diaban.example', 'may-chu'].map(workAt)).toEqual([true, true, true]);
    expect(['10.0.0.5', '[::1]'].map(workAt)).toEqual([false, false]);
  });

  it('work only in a browser that reads what the server writes', () => {
    vi.stubGlobal('location', { hostname: 'localhost' });
    vi.stubGlobal('PublicKeyCredential', class {});
    expect(passkeysWork()).toBe(false);
    vi.stubGlobal('PublicKeyCredential', undefined);
    expect(passkeysWork()).toBe(false);
  });

  it('sign and are made by the options of the server', async () => {
    inBrowser(async () => new FakeCredential());
    expect(await signWithPasskey({ publicKey: { challenge: 'c' } })).toEqual({ id: 'signed' });
    expect(await makePasskey({ publicKey: { challenge: 'd' } })).toEqual({ id: 'signed' });
    expect(asked).toEqual([
      { publicKey: { read: { challenge: 'c' } } },
      { publicKey: { made: { challenge: 'd' } } },
    ]);
  });

  it('that were not used are told as that, with the reason of the browser', async () => {
    const closed = new DOMException('closed', 'NotAllowedError');
    inBrowser(() => Promise.reject(closed));
    const refused = await signWithPasskey({ publicKey: {} }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(PasskeyNotUsed);
    expect(refused).toHaveProperty('cause', closed);
    for (const given of [null, { toJSON: () => ({}) }]) {
      inBrowser(async () => given);
      await expect(signWithPasskey({ publicKey: {} })).rejects.toBeInstanceOf(PasskeyNotUsed);
    }
  });
});
