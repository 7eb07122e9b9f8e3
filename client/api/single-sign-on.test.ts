import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { ApiProblem } from './problem.ts';
import { goToProvider, takeNext } from './single-sign-on.ts';
import { marked } from '#tests/support/faults/marked-answers.ts';

let kept: Map<string, string>;
let gone: string[];
let answer: () => Response;
beforeEach(() => {
  kept = new Map();
  gone = [];
  answer = () => Response.json({ address: 'https://login.example/x' });
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined });
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  });
  vi.stubGlobal('location', {
    origin: 'http://localhost',
    assign: (address: string) => void gone.push(address),
  });
  vi.stubGlobal(
    'fetch',
    marked(async () => answer()),
  );
});
afterEach(() => vi.unstubAllGlobals());

describe('the way to the provider', () => {
  it('leads to its page, and remembers once where the person wanted to be', async () => {
    await goToProvider('/?id=7');
    expect(gone).toEqual(['https://login.example/x']);
    expect([takeNext(), takeNext()]).toEqual(['/?id=7', undefined]);
  });

  it('forgets an earlier wish where there is none now', async () => {
    await goToProvider('/tips');
    await goToProvider(undefined);
    expect(takeNext()).toBeUndefined();
  });

  it('leads nowhere else afterwards, whatever has come into the store', async () => {
    for (const address of ['https://evil.example/', '//evil.example', '/api/me']) {
      await goToProvider(address);
      expect(takeNext()).toBeUndefined();
    }
  });

  it('stays on this page where the provider cannot be asked', async () => {
    answer = () => new Response('', { status: 503 });
    await expect(goToProvider('/tips')).rejects.toBeInstanceOf(ApiProblem);
    expect([gone, takeNext()]).toEqual([[], undefined]);
  });
});
