import { HTTPException } from 'hono/http-exception';
import { describe, expect, it } from 'vitest';

import { AppError } from '#server/contract/problem.ts';
import { smallApp } from '#tests/support/requests/small-app.ts';

import { problemAgain } from './problem-response.ts';

type Line = [level: string, fields: Record<string, unknown>, words: string];

/** Answers a request whose handler throws an error, and collects what is logged. */
async function answeredWith(error: unknown, headers: Record<string, string> = {}) {
  const lines: Line[] = [];
  const noting = (level: string) => (fields: Record<string, unknown>, words: string) =>
    void lines.push([level, fields, words]);
  const app = smallApp({ log: { warn: noting('warn'), error: noting('error') } });
  app.get('/api/points/:id', () => {
    throw error;
  });
  const answer = await app.request('/api/points/7?q=Hùng', { headers });
  const problem = (await answer.json()) as Record<string, unknown>;
  return { answer, problem, lines };
}

describe('the answer to a refusal', () => {
  it('has its code, its status, a title in words, and the request that it belongs to', async () => {
    const { answer, problem, lines } = await answeredWith(new AppError('point.not_found'));
    expect(answer.status).toBe(404);
    expect(problem).toEqual({
      type: '/problems/point.not_found',
      title: 'Point not found',
      status: 404,
      code: 'point.not_found',
      detail: expect.any(String),
      instance: '/api/points/7',
      requestId: 'request-1',
    });
    expect(lines).toEqual([]);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/problem+json; charset=utf-8',
      'content-language': 'vi',
      vary: 'accept-language',
      'cache-control': 'no-store',
    });
    expect(answer.headers.has('retry-after')).toBe(false);
  });

  it('has the fields that are wrong and the parameters where there are some', async () => {
    const errors = [{ pointer: '/name', code: 'required' }];
    const { problem } = await answeredWith(
      new AppError('request.invalid', { errors, parameters: { most: 3 } }),
    );
    expect(problem).toMatchObject({ errors, parameters: { most: 3 } });
  });

  it('says when to come again in whole seconds, never too early', async () => {
    const waiting = (seconds: unknown) =>
      answeredWith(new AppError('request.too_many', { parameters: { seconds } }));
    expect((await waiting(4.2)).answer.headers.get('retry-after')).toBe('5');
    expect((await waiting(5)).answer.headers.get('retry-after')).toBe('5');
    expect((await waiting('soon')).answer.headers.has('retry-after')).toBe(false);
  });

  it('is a sentence in the language that is asked for', async () => {
    const error = new AppError('session.missing');
    const english = await answeredWith(error, { 'accept-language': 'en' });
    expect(english.answer.headers.get('content-language')).toBe('en');
    expect(english.problem['detail']).not.toBe((await answeredWith(error)).problem['detail']);
  });
});

describe('an error that is no refusal of ours', () => {
  it('has a code of ours where the library could not read the request', async () => {
    const codes = [400, 413, 415].map(async (status) => {
      const { problem, lines } = await answeredWith(new HTTPException(status as 400));
      return [status, problem['code'], lines.length];
    });
    expect(await Promise.all(codes)).toEqual([
      [400, 'request.malformed', 0],
      [413, 'request.too_large', 0],
      [415, 'request.unsupported_media_type', 0],
    ]);
  });

  it('is hidden from the reader and logged whole, also one of the library', async () => {
    for (const error of [new Error('secret of the inside'), new HTTPException(418)]) {
      const { answer, problem, lines } = await answeredWith(error);
      expect([answer.status, problem['code']]).toEqual([500, 'server.internal']);
      expect(JSON.stringify(problem)).not.toContain('secret');
      expect(lines).toEqual([
        ['error', { err: error, requestId: 'request-1' }, 'a request ended in an unexpected error'],
      ]);
    }
  });

  it('is logged with its reason, as a warning, where the database was not reached', async () => {
    for (const cause of [new Error('refused'), 'refused']) {
      const { answer, lines } = await answeredWith(new AppError('server.not_ready', { cause }));
      expect(answer.status).toBe(503);
      expect(lines).toEqual([
        [
          'warn',
          { reason: 'refused', requestId: 'request-1' },
          'a request did not reach the database',
        ],
      ]);
    }
  });
});

describe('a stored refusal', () => {
  const stored = {
    type: '/problems/point.not_found',
    title: 'Point not found',
    status: 404,
    code: 'point.not_found',
    detail: 'An old sentence.',
    requestId: 'request-0',
  };
  /** Answers a stored refusal once more, to somebody who reads English. */
  async function again(changes: Partial<typeof stored> = {}) {
    const app = smallApp();
    app.get('/', (context) => problemAgain({ ...stored, ...changes }, context, { 'x-again': 'y' }));
    const answer = await app.request('/', { headers: { 'accept-language': 'en' } });
    return { answer, problem: (await answer.json()) as typeof stored };
  }

  it('is answered with its first request, its headers, and its sentence in the present language', async () => {
    const { answer, problem } = await again();
    expect(answer.status).toBe(404);
    expect(answer.headers.get('x-again')).toBe('y');
    expect(answer.headers.get('content-language')).toBe('en');
    expect(problem).toEqual({ ...stored, detail: expect.any(String) });
    expect(problem.detail).not.toBe(stored.detail);
  });

  it('keeps its sentence where the program does not know its code any more', async () => {
    expect((await again({ code: 'toString' })).problem.detail).toBe('An old sentence.');
  });
});
