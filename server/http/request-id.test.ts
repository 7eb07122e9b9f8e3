import { Hono } from 'hono';
import { expect, it } from 'vitest';

import type { Deps } from '#server/deps.ts';

import type { AppEnv } from './environment.ts';
import { requestId } from './request-log.ts';

/** Gives the id that a request has within the server and in its answer. */
async function identified(given?: string): Promise<(string | null)[]> {
  const app = new Hono<AppEnv>();
  app.use(requestId({ newId: () => 'our-own-id', logKeys: { instance: () => null } } as Deps));
  app.get('/', (context) => context.text(context.get('requestId')));
  const headers: Record<string, string> = given === undefined ? {} : { 'x-request-id': given };
  const answer = await app.request('/', { headers });
  return [await answer.text(), answer.headers.get('x-request-id')];
}

it('a request has the id of the proxy in front where it looks like one, of eight to sixty-four letters', async () => {
  for (const id of ['abc-_123', 'a'.repeat(64)]) expect(await identified(id)).toEqual([id, id]);
});

it('a request has an id of ours where it brings none, or one that could be anything', async () => {
  const ours = ['our-own-id', 'our-own-id'];
  expect(await identified()).toEqual(ours);
  for (const id of ['abc-123', 'a'.repeat(65), 'with space', 'a.b.c.d.e', '']) {
    expect([id, ...(await identified(id))]).toEqual([id, ...ours]);
  }
});

it.each([
  ['ours', 'ours'],
  [null, 'starting'],
])(
  'every answer carries the installation, an error and a stranger address too: %s',
  async (instance, marked) => {
    const app = new Hono<AppEnv>();
    app.use(
      requestId({ newId: () => 'our-own-id', logKeys: { instance: () => instance } } as Deps),
    );
    app.get('/raw', () => new Response('as it is'));
    app.onError((_error, c) => c.text('broken', 500));
    app.get('/broken', () => {
      throw new Error('broken');
    });
    for (const path of ['/raw', '/broken', '/nowhere']) {
      expect((await app.request(path)).headers.get('diaban-instance')).toBe(marked);
    }
  },
);
