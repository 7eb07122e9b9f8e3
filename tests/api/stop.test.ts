import { EventEmitter, once } from 'node:events';
import { Agent, get } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

import { serializeSigned } from 'hono/utils/cookie';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createApp } from '#server/app.ts';
import { type Fetch, listen, type Listening } from '#server/http/listen.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';
import { enterAccount, openSession } from '#tests/support/accounts/test-accounts.ts';

const TILES = 5;
/** Keep-alive sockets, left open, would delay the stop for four seconds. */
const HANGS_UP_WITHIN = 2_000;

/** Sends one request, over the connection kept from the one before or over a new one, which may be refused. */
function askOnce(port: number, agent: Agent): Promise<'answered' | 'cut off' | 'refused'> {
  return new Promise((resolve) => {
    const asked = get({ port, agent }, (response) => {
      response.resume().once('end', () => resolve('answered'));
    });
    asked.once('error', () => resolve(asked.reusedSocket ? 'cut off' : 'refused'));
  });
}

describe('a server that is told to stop', () => {
  const stopping = new AbortController();
  let test: TestApp;
  let server: Listening;
  let headers: Record<string, string>;
  /** Tiles that are being made, and what they wait for. */
  let begun = 0;
  const making = new EventEmitter();
  const allBegun = once(making, 'all begun');
  const goOn = once(making, 'go on');

  beforeAll(async () => {
    test = await createTestApp({ demo: true });
    const { points, config } = test.deps;
    const slow: typeof points = {
      ...points,
      async tile(...asked) {
        begun += 1;
        if (begun === TILES) making.emit('all begun');
        await goOn;
        return points.tile(...asked);
      },
    };
    const app = createApp({ ...test.deps, points: slow, stopping: stopping.signal });
    server = await listen((request, env) => app.fetch(request, env), 0, '127.0.0.1');
    const { accountId } = await enterAccount(test.deps, 'watcher', { role: 'planner' });
    const token = await openSession(test.deps, accountId);
    const cookie = await serializeSigned('diaban.session_token', token, config.secret ?? '');
    headers = { cookie: cookie.split(';')[0] ?? '' };
  });
  afterAll(() => test.close());

  it('still answers the tiles under way, ends the streams, and then is gone', async () => {
    const address = `http://127.0.0.1:${server.port}`;
    const stream = await fetch(`${address}/api/stream`, { headers });
    const told = stream.text();
    const tiles = Array.from({ length: TILES }, async (_, column) => {
      const answer = await fetch(`${address}/api/tiles/points/8/${200 + column}/112.mvt`, {
        headers,
      });
      const { status } = answer;
      const connection = answer.headers.get('connection');
      return { status, connection, bytes: (await answer.arrayBuffer()).byteLength };
    });
    await allBegun;

    stopping.abort();
    const stopped = server.stop();
    // The streams end while the tiles are still being made.
    expect(await told).toContain('event: ready');
    making.emit('go on');
    const answers = await Promise.all(tiles);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(answers.map(({ connection }) => connection)).toEqual(answers.map(() => 'close'));
    const start = performance.now();
    await stopped;
    expect(performance.now() - start).toBeLessThan(HANGS_UP_WITHIN);
    await expect(fetch(`${address}/api/health/live`)).rejects.toThrow('fetch failed');
  });

  it('cuts off no client that asks again and again', async () => {
    const answering: Fetch = async () => {
      await pause(20);
      return new Response('here');
    };
    const busy = await listen(answering, 0, '127.0.0.1');
    const agent = new Agent({ keepAlive: true });
    const ends = await Promise.all(
      Array.from({ length: 20 }, async (_, client) => {
        if (client === 0) void pause(200).then(() => busy.stop());
        for (;;) {
          const ending = await askOnce(busy.port, agent);
          if (ending !== 'answered') return ending;
        }
      }),
    );
    expect(ends).toEqual(ends.map(() => 'refused'));
  });
});
