import { describe, expect, it } from 'vitest';

import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import { outcomeOf, smallApp } from '#tests/support/requests/small-app.ts';

import { factsOf, guard, type Right, rightOf, where } from './access.ts';
import { answerNotFound } from './problem-pages.ts';

const ANALYST: Actor = { accountId: 'lan', role: 'analyst', reach: 'city', communeIds: [] };

/** Asks for a route with a right, as a person or as nobody. */
async function asked(
  right: Right,
  known: { actor?: Actor; refusal?: AppError } = {},
): Promise<string | number> {
  const app = smallApp({}, known);
  app.get('/', guard({ right }), (context) => context.body(null, 204));
  return await outcomeOf(app.request('/'));
}

describe('a route', () => {
  it('with a permission lets in those whose role has it', async () => {
    expect(await asked('points:read', { actor: ANALYST })).toBe(204);
    expect(await asked('accounts:manage', { actor: ANALYST })).toBe('permission.denied');
    expect(await asked('points:read')).toBe('session.missing');
  });

  it('for everybody signed in lets in any role, and nobody without a session', async () => {
    expect(await asked('signed-in', { actor: ANALYST })).toBe(204);
    expect(await asked('signed-in')).toBe('session.missing');
  });

  it('says why the session that came with the request is none any more', async () => {
    const refusal = new AppError('session.revoked');
    expect(await asked('signed-in', { refusal })).toBe('session.revoked');
    expect(await asked('points:read', { refusal, actor: ANALYST })).toBe(204);
  });

  it('for the public, a hotline or its own handler asks for no session', async () => {
    for (const right of ['public', 'source', 'by-handler'] as const) {
      expect([right, await asked(right)]).toEqual([right, 204]);
    }
  });
});

describe('the right that an address asks for', () => {
  const app = smallApp();
  app.use(async (context, next) => {
    await next();
    context.res.headers.set('x-right', String(rightOf(app, context)));
    context.res.headers.set('x-declared', String(factsOf(context)?.right));
  });
  app.use('/folder/*', guard({ right: 'public' }));
  app.get('/folder/closed', guard({ right: 'by-handler' }), (context) => context.body(null, 204));
  app.get('/folder/open', (context) => context.body(null, 204));
  app.put('/writes', guard({ right: 'source' }), (context) => context.body(null, 204));
  app.notFound(answerNotFound(app));

  const rights = async (method: string, path: string) => {
    const { headers } = await app.request(path, { method });
    return [headers.get('x-right'), headers.get('x-declared')];
  };

  it('is that of its route before that of its folder', async () => {
    expect(await rights('GET', '/folder/closed')).toEqual(['by-handler', 'by-handler']);
    expect(await rights('GET', '/folder/open')).toEqual(['public', 'public']);
  });

  it('is that of another method where it has not the one that is asked for', async () => {
    expect(await rights('GET', '/writes')).toEqual(['source', 'undefined']);
  });

  it('is a session where nothing is declared', async () => {
    expect(await rights('GET', '/unknown')).toEqual(['signed-in', 'undefined']);
  });

  it('answers another method with those that there are, and an unknown address with nothing', async () => {
    const other = await app.request('/writes');
    expect(await outcomeOf(other.clone())).toBe('request.method_not_allowed');
    expect(other.headers.get('allow')).toBe('PUT');
    expect(await outcomeOf(app.request('/unknown'))).toBe('request.not_found');
    expect(await outcomeOf(app.request('/folder/none'))).toBe('request.not_found');
  });
});

it('a check runs where its condition holds, and nowhere else', async () => {
  const app = smallApp();
  const refuse = () => {
    throw new AppError('request.not_found');
  };
  app.use(where((context) => context.req.path === '/closed', refuse));
  app.get('*', (context) => context.body(null, 204));
  expect(await outcomeOf(app.request('/closed'))).toBe('request.not_found');
  expect(await outcomeOf(app.request('/open'))).toBe(204);
});
