import { Hono } from 'hono';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';

import { AppError } from '#server/contract/problem.ts';
import type { Deps } from '#server/deps.ts';

import { answerLines, type LineWriter } from './answer-lines.ts';
import type { AppEnv } from './environment.ts';

type Line = { share: number } | { code: string; requestId: string };

/** Answers with the lines of `run`, and tells what was logged and how often the place of an upload was freed. */
async function answered(run: (writer: LineWriter<Line>) => Promise<void>) {
  const logged: string[] = [];
  let ended = 0;
  const log = pino({ base: null, timestamp: false }, { write: (line) => logged.push(line) });
  const app = new Hono<AppEnv>().get('/', (context) => {
    context.set('deps', { log } as Deps);
    context.set('requestId', 'request-1');
    context.set('uploadEnded', () => {
      ended += 1;
    });
    return answerLines<Line>(context, run, (failure) => failure);
  });
  const response = await app.request('/');
  const text = await response.text();
  const lines: unknown[] = text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  return { response, lines, logged, ended: () => ended };
}

const waitForAbort = ({ signal }: LineWriter<Line>) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('stopped half-way')));
  });

const failing = (error: unknown) =>
  answered(async ({ report }) => {
    await report({ share: 0.5 });
    throw error;
  });

describe('an answer in lines', () => {
  it('tells the progress, one object a line, and is kept by nobody', async () => {
    const { response, lines, ended } = await answered(async ({ report }) => {
      await report({ share: 0.5 });
      await report({ share: 1 });
    });
    expect(lines).toEqual([{ share: 0.5 }, { share: 1 }]);
    expect(response.headers.get('content-type')).toBe('text/x-ndjson');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(ended()).toBe(1);
  });

  it('says in its last line which refusal ended it, also one of the database', async () => {
    const refused = await failing(new AppError('import.cancelled'));
    expect(refused.lines.at(-1)).toEqual({ code: 'import.cancelled', requestId: 'request-1' });
    const broken = Object.assign(new Error('duplicate key'), {
      name: 'PostgresError',
      code: '23505',
      constraint_name: 'app_user_username_unique',
    });
    const { lines, logged, ended } = await failing(broken);
    expect(lines.at(-1)).toEqual({ code: 'account.username_taken', requestId: 'request-1' });
    expect([...refused.logged, ...logged]).toEqual([]);
    expect(ended()).toBe(1);
  });

  it('hides what nobody expected from the reader, and logs it', async () => {
    const { lines, logged, ended } = await failing(new Error('a secret of ours'));
    expect(lines.at(-1)).toEqual({ code: 'server.internal', requestId: 'request-1' });
    expect(logged.join('')).toContain('a secret of ours');
    expect(ended()).toBe(1);
  });

  it('is told when its reader goes away, and logs no failure then', async () => {
    const logged: string[] = [];
    const log = pino({ base: null }, { write: (line) => logged.push(line) });
    await new Promise<void>((end) => {
      const app = new Hono<AppEnv>().get('/', (context) => {
        context.set('deps', { log } as Deps);
        context.set('uploadEnded', end);
        return answerLines<Line>(context, waitForAbort, (failure) => failure);
      });
      void Promise.resolve(app.request('/')).then(({ body }) => body?.cancel());
    });
    expect(logged).toEqual([]);
  });
});
