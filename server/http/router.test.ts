import { describe, expect, it } from 'vitest';
import * as z from 'zod';

import { AppError } from '#server/contract/problem.ts';
import { outcomeOf, smallApp } from '#tests/support/requests/small-app.ts';

import { asksForPassword } from './problem-pages.ts';
import { answerError } from './problem-response.ts';
import { rootOf } from './public-address.ts';
import { jsonResponse, route } from './route.ts';
import { newRouter, readPart } from './router.ts';

const Day = z.string().refine((text) => text !== 'never', { error: 'day.never' });
const Body = z.object({ name: z.string().min(2), day: Day, list: z.array(z.number()) });

/** Sends a body, or asks with a query; gives the errors of the refusal. */
async function errorsOf(body: unknown, path = '/words'): Promise<unknown> {
  const router = newRouter();
  router.onError(answerError);
  const common = { tags: ['words'], summary: 'Words', right: 'public' as const };
  const responses = { 200: jsonResponse(z.object({}), 'Nothing') };
  const write = route('post', '/words', { ...common, responses, body: Body, withoutKey: 'x' });
  const read = route('get', '/words', {
    ...common,
    responses,
    query: z.object({ n: z.coerce.number() }),
  });
  router.openapi(write, (context) => context.json({}, 200));
  router.openapi(read, (context) => context.json({}, 200));
  const app = smallApp();
  app.route('/', router);
  const init =
    body === undefined
      ? {}
      : {
          method: 'POST',
          body: JSON.stringify(body),
          headers: { 'content-type': 'application/json' },
        };
  const { errors } = (await (await app.request(path, init)).json()) as { errors?: unknown };
  return errors;
}

describe('a refused body', () => {
  const GOOD = { name: 'Hà', day: 'today', list: [] };

  it('names each wrong field by its place, with what is wrong in a word', async () => {
    expect(await errorsOf({ name: 'H', day: 'never', list: [1, 'x'] })).toEqual([
      { pointer: '/name', code: 'too_small' },
      { pointer: '/day', code: 'day.never' },
      { pointer: '/list/1', code: 'invalid_type' },
    ]);
  });

  it('tells a missing field from one of another kind', async () => {
    const { name: _, ...unnamed } = GOOD;
    expect(await errorsOf(unnamed)).toEqual([{ pointer: '/name', code: 'required' }]);
    expect(await errorsOf({ ...GOOD, name: 7 })).toEqual([
      { pointer: '/name', code: 'invalid_type' },
    ]);
    expect(await errorsOf({ ...GOOD, name: null })).toEqual([
      { pointer: '/name', code: 'invalid_type' },
    ]);
  });

  it('names at most fifty fields', async () => {
    const list = Array.from({ length: 51 }, () => 'x');
    expect(await errorsOf({ ...GOOD, list })).toHaveLength(50);
  });

  it('says that a wrong field stands in the query', async () => {
    expect(await errorsOf(undefined, '/words?n=x')).toEqual([
      { pointer: '/n', in: 'query', code: expect.any(String) },
    ]);
  });
});

it('a part that a handler reads itself is refused alike, and given as it was read', () => {
  const schema = z.object({ id: z.coerce.number().int() });
  expect(readPart(schema, 'param', { id: '7' })).toEqual({ id: 7 });
  const refusal = (() => {
    try {
      return readPart(schema, 'param', { id: '7.5' });
    } catch (error) {
      return error;
    }
  })();
  expect(refusal).toBeInstanceOf(AppError);
  expect(refusal).toMatchObject({
    code: 'request.invalid',
    errors: [{ pointer: '/id', in: 'path' }],
  });
});

it('programs are asked for a password where nobody is signed in, and only there', async () => {
  const app = smallApp();
  app.use(asksForPassword);
  app.get('/closed', () => {
    throw new AppError('session.missing');
  });
  app.get('/forbidden', () => {
    throw new AppError('permission.denied');
  });
  const asked = async (path: string) => (await app.request(path)).headers.get('www-authenticate');
  expect(await asked('/closed')).toBe('Basic realm="Dia Ban", charset="UTF-8"');
  expect(await asked('/forbidden')).toBeNull();
  expect(await outcomeOf(app.request('/closed'))).toBe('session.missing');
});

it('the address of the server is the one that people type, without a slash at its end', async () => {
  const rootAt = async (publicUrl: string | null) => {
    const app = smallApp({ config: { publicUrl } });
    app.get('*', (context) => context.text(rootOf(context)));
    return await (await app.request('http://10.0.0.5:3000/ogc/x?y')).text();
  };
  expect(await rootAt('https://diaban.example/')).toBe('https://diaban.example');
  expect(await rootAt('https://diaban.example/a')).toBe('https://diaban.example/a');
  expect(await rootAt(null)).toBe('http://10.0.0.5:3000');
});
