import { Hono } from 'hono';
import { beforeEach, describe, expect, it } from 'vitest';

import type { Deps } from '#server/deps.ts';

import type { AppEnv } from './environment.ts';
import { seesOwnWrites, seesWrites } from './own-writes.ts';
import { route } from './route.ts';

describe('a process that reads from a standby', () => {
  let reached: number[];
  let warnings: string[];
  let position: () => Promise<number>;
  let app: Hono<AppEnv>;
  let deps: Deps;

  beforeEach(() => {
    reached = [];
    warnings = [];
    position = async () => 4_711;
    const points = {
      reach: async (wanted: number) => void reached.push(wanted),
      position: () => position(),
    };
    const config = { publicUrl: null, host: '127.0.0.1', port: 3000 };
    const log = { warn: (_: unknown, words: string) => void warnings.push(words) };
    deps = { points, config, log } as unknown as Deps;
    app = new Hono<AppEnv>();
    app.use(async (c, next) => {
      c.set('deps', deps);
      await next();
    });
    app.use(seesOwnWrites());
    app.get('/map', (c) => c.text('map'));
    app.post('/act', (c) => c.text('done', 201));
    app.post('/moved', (c) => c.text('', 302));
    app.post('/refused', (c) => c.text('no', 409));
    app.post('/unreadable', (c) => c.text('no', 400));
  });

  const look = (cookie: string) => app.request('/map', { headers: { cookie } });

  it('keeps it over TLS alone where people come by TLS, as the session’s cookie', async () => {
    deps = { ...deps, config: { ...deps.config, publicUrl: 'https://dia-ban.example' } };
    const written = (await app.request('/act', { method: 'POST' })).headers.get('set-cookie');
    expect(written).toContain('; Secure');
  });

  it('waits for what the same browser has written, and for nothing else', async () => {
    const written = (await app.request('/act', { method: 'POST' })).headers.get('set-cookie');
    expect(written).toMatch(
      /^diaban\.written=4711; Max-Age=60; Path=\/; HttpOnly; SameSite=Strict/,
    );
    expect(written).not.toContain('Secure');
    await look(written?.split(';')[0] ?? '');
    await look('another=1');
    await look('diaban.written=soon');
    expect(reached).toEqual([4_711]);
  });

  it('notes nothing after a refusal', async () => {
    const answer = await app.request('/refused', { method: 'POST' });
    expect(answer.headers.get('set-cookie')).toBeNull();
    const unreadable = await app.request('/unreadable', { method: 'POST' });
    expect(unreadable.headers.get('set-cookie')).toBeNull();
    const moved = await app.request('/moved', { method: 'POST' });
    expect(moved.headers.get('set-cookie')).toContain('diaban.written=4711');
  });

  it('waits for nothing and notes nothing where only the headers of a page are asked for', async () => {
    const cookie = 'diaban.written=4711';
    const answer = await app.request('/map', { method: 'HEAD', headers: { cookie } });
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  it('gives the answer to a write even if the database is gone after it', async () => {
    position = async () => {
      throw new Error('gone');
    };
    const answer = await app.request('/act', { method: 'POST' });
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([201, null]);
    expect(warnings).toEqual(['the position of a write is not known']);
  });
});

describe('a process that reads again what it has written', () => {
  it('lets a request wait until it has', async () => {
    let tellSettled = () => {};
    const settled = new Promise<void>((resolve) => (tellSettled = resolve));
    const app = new Hono<AppEnv>();
    app.use(async (c, next) => {
      c.set('deps', { points: { settled: () => settled } } as unknown as Deps);
      await next();
    });
    let answered = false;
    app.get('/map', seesWrites, (c) => {
      answered = true;
      return c.text('map');
    });
    const read = app.request('/map');
    await new Promise(setImmediate);
    expect(answered).toBe(false);
    tellSettled();
    expect(await (await read).text()).toBe('map');
  });

  it('does so before each route but an act that asks the database alone', () => {
    const common = { tags: [], summary: '', right: 'points:read' as const, responses: {} };
    const middlewareOf = (declared: object) => (declared as { middleware: unknown[] }).middleware;
    expect(middlewareOf(route('get', '/map', common))).toContain(seesWrites);
    expect(middlewareOf(route('post', '/act', common))).toContain(seesWrites);
    const act = route('post', '/act', { ...common, answersInWrite: true });
    expect(middlewareOf(act)).not.toContain(seesWrites);
  });
});
