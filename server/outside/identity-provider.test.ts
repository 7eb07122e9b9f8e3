import { afterEach, expect, it, vi } from 'vitest';

import { boundedFetch } from './identity-provider.ts';

afterEach(() => vi.unstubAllGlobals());

const answering = (answer: Response) => {
  const options: unknown[] = [];
  vi.stubGlobal('fetch', async (_: string, given: unknown) => {
    options.push(given);
    return answer;
  });
  return options;
};

it('an answer of a provider is given with its status and headers, and no redirection is followed', async () => {
  const options = answering(new Response('moved', { status: 302, headers: { location: '/x' } }));
  const given = await boundedFetch('https://login.example', { method: 'POST' });
  expect([given.status, given.headers.get('location'), await given.text()]).toEqual([
    302,
    '/x',
    'moved',
  ]);
  expect(options).toEqual([{ method: 'POST', redirect: 'manual' }]);
});

it('an answer without content stays so', async () => {
  answering(new Response(null, { status: 204 }));
  expect((await boundedFetch('https://login.example')).body).toBeNull();
});

it('an answer may have a million bytes, and fails like the network with one more', async () => {
  answering(new Response(new Uint8Array(1_000_000)));
  expect((await (await boundedFetch('https://a.example')).arrayBuffer()).byteLength).toBe(
    1_000_000,
  );
  answering(new Response(new Uint8Array(1_000_001)));
  await expect(boundedFetch('https://a.example')).rejects.toThrow(new TypeError('fetch failed'));
});
