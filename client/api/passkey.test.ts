import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import {
  askPasskey,
  makePasskey,
  passkeysWork,
  PasskeyNotUsed,
  signInByPasskey,
  signWithPasskey,
} from './passkey.ts';
import { marked } from '#tests/support/faults/marked-answers.ts';

class FakeCredential {
  static parseRequestOptionsFromJSON = (options: unknown) => ({ read: options });
  static parseCreationOptionsFromJSON = (options: unknown) => ({ made: options });
  rawId = new Uint8Array([7]).buffer;
  toJSON = () => ({ id: 'signed', clientExtensionResults: { prf: { results: { first: 'abc' } } } });
  getClientExtensionResults = () => ({
    prf: { results: { first: new Uint8Array([1, 2]).buffer } },
  });
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
    const told = { id: 'signed', clientExtensionResults: {} };
    expect(await signWithPasskey({ publicKey: { challenge: 'c' } })).toEqual(told);
    expect(await makePasskey({ publicKey: { challenge: 'd' } })).toEqual(told);
    expect(asked).toEqual([
      { publicKey: { read: { challenge: 'c' } } },
      { publicKey: { made: { challenge: 'd' }, extensions: { prf: {} } } },
    ]);
  });

  it('answer a salt on the device alone, and no server hears of it', async () => {
    const sent: unknown[] = [];
    vi.stubGlobal(
      'fetch',
      marked(async (request: Request | string, init?: RequestInit) => {
        sent.push(request instanceof Request ? await request.json() : init?.body);
        return Response.json({ publicKey: { challenge: 'c' }, ok: true });
      }),
    );
    vi.stubGlobal('location', { origin: 'http://localhost', hostname: 'localhost' });
    vi.stubGlobal('localStorage', { setItem: () => undefined, getItem: () => null });
    inBrowser(async () => new FakeCredential());
    const salt = new Uint8Array([9]);
    const answer = { credential: new Uint8Array([7]), bits: new Uint8Array([1, 2]) };
    expect(await signInByPasskey('alone', salt)).toEqual(answer);
    expect(JSON.stringify(sent)).toContain('signed');
    expect(JSON.stringify(sent)).not.toContain('abc');
    expect(await askPasskey(salt, new Uint8Array([7]))).toEqual(answer);
    for (const one of asked as { publicKey: { extensions: unknown } }[]) {
      expect(one.publicKey.extensions).toEqual({ prf: { eval: { first: salt } } });
    }
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
