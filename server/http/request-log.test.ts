import { Hono } from 'hono';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';

import type { Actor } from '#server/contract/permission.ts';

import type { AppEnv } from './environment.ts';
import { requestLog } from './request-log.ts';

/** Collects the lines of a request in the log. */
async function linesOf(path: string, actor: Actor | null = null): Promise<string[]> {
  const lines: string[] = [];
  const log = pino({ base: null, timestamp: false }, { write: (line) => lines.push(line) });
  const app = new Hono<AppEnv>()
    .use(async (context, next) => {
      context.set('requestId', 'request-1');
      if (actor !== null) context.set('actor', actor);
      await next();
    })
    .use(requestLog(log))
    .get('/api/points/:id', (context) => context.text('a point'));
  await app.request(path, { headers: { cookie: 'diaban.session_token=secret' } });
  return lines;
}

const ANALYST: Actor = { accountId: 'lan', role: 'analyst', reach: 'city', communeIds: [] };

describe('the log of requests', () => {
  it('has the pattern, outcome and role of a request, and nothing that identifies a person or a place', async () => {
    const [line = '', ...more] = await linesOf('/api/points/4711?q=ông+Hùng+0912345678', ANALYST);
    expect(more).toEqual([]);
    expect(JSON.parse(line)).toEqual({
      level: 30,
      requestId: 'request-1',
      method: 'GET',
      route: '/api/points/:id',
      status: 200,
      milliseconds: expect.any(Number),
      role: 'analyst',
      msg: 'request',
    });
    expect(line).not.toMatch(/4711|Hùng|0912|lan|secret/);
  });

  it('names nobody for a request without a session, and no address for an unknown page', async () => {
    const [api = '', page = ''] = [
      ...(await linesOf('/api/persons/lan')),
      ...(await linesOf('/khach-san/lan')),
    ];
    expect(JSON.parse(api)).toMatchObject({ route: '(none)', status: 404, role: 'nobody' });
    expect(JSON.parse(page)).toMatchObject({ route: '(page)', status: 404 });
    expect(api + page).not.toContain('lan');
  });
});
