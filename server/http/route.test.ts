import type { Context } from 'hono';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';

import { AppError } from '#server/contract/problem.ts';

import { bodyLimits } from './limits.ts';
import { jsonResponse, route } from './route.ts';
import { newRouter } from './router.ts';

const Word = z.object({ word: z.string() });
const answers = { 200: jsonResponse(Word, 'A word') };
const common = { tags: ['words'], summary: 'Words', responses: answers };

/** Reads the codes that a route declares, by status, out of the document of the interface. */
function documented(declared: Parameters<ReturnType<typeof newRouter>['openapi']>[0]) {
  const router = newRouter();
  router.openapi(declared, (c) => c.json({ word: 'a' }, 200));
  const document = router.getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: '', version: '' },
  });
  const { get, post } = document.paths?.['/words'] ?? {};
  const { responses = {}, ...operation } = get ?? post ?? {};
  const codes = Object.entries(responses).flatMap(([status, { description }]) =>
    Number(status) < 400
      ? []
      : String(description)
          .split(', ')
          .map((code) => `${status} ${code}`),
  );
  return { codes, operation, document: JSON.stringify(document) };
}

describe('a declared route', () => {
  it('has the refusals of a session where it has a right, and none where it is public', () => {
    const { codes } = documented(route('get', '/words', { ...common, right: 'points:read' }));
    expect(codes).toEqual(
      expect.arrayContaining([
        '401 session.missing',
        '403 permission.denied',
        '403 session.password_change_required',
      ]),
    );
    const open = documented(route('get', '/words', { ...common, right: 'public' }));
    expect(open.codes.toSorted()).toEqual(['400 request.malformed', '422 request.unknown_query']);
    expect(open.operation.security).toEqual([]);
  });

  it('may be read while an account owes a password, if it says so', () => {
    const right = 'signed-in';
    const { codes } = documented(
      route('get', '/words', { ...common, right, whileRestricted: true }),
    );
    expect(codes).toContain('401 session.missing');
    expect(codes).not.toContain('403 session.password_change_required');
  });

  it('refuses what it does not know where it takes parameters or a body', () => {
    const reading = documented(route('get', '/words', { ...common, right: 'public', query: Word }));
    expect(reading.codes).toContain('422 request.invalid');
    const writing = documented(
      route('post', '/words', { ...common, right: 'public', body: Word, withoutKey: 'A test.' }),
    );
    expect(writing.codes.toSorted()).toEqual([
      '400 request.malformed',
      '403 request.cross_site',
      '413 request.too_large',
      '415 request.unsupported_media_type',
      '422 request.invalid',
      '422 request.unknown_query',
    ]);
  });

  it('needs a key where it writes, unless it says why not', () => {
    const key = { name: 'Idempotency-Key', in: 'header' };
    const right = 'signed-in';
    const required = documented(route('post', '/words', { ...common, right }));
    expect(required.operation.parameters).toMatchObject([{ ...key, required: true }]);
    expect(required.codes).toContain('400 request.idempotency_key_missing');
    const optional = documented(route('post', '/words', { ...common, right, keyOptional: 'Why' }));
    expect(optional.operation).toMatchObject({
      parameters: [{ ...key, required: false }],
      'x-without-idempotency-key': 'Why',
    });
    expect(optional.codes).not.toContain('400 request.idempotency_key_missing');
    const none = documented(route('post', '/words', { ...common, right, withoutKey: 'Why' }));
    expect(none.operation).toMatchObject({ 'x-without-idempotency-key': 'Why' });
    expect(none.operation.parameters).toBeUndefined();
  });

  it('keeps its own problems beside those that follow, also where they share a status', () => {
    const { codes } = documented(
      route('get', '/words', {
        ...common,
        right: 'points:read',
        problems: ['point.outside_own_communes', 'point.not_found', 'tip.not_found'],
      }),
    );
    expect(codes).toEqual(
      expect.arrayContaining(['404 point.not_found', '404 tip.not_found', '403 permission.denied']),
    );
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('takes a body as long as its kind may be', async () => {
    const open = { ...common, right: 'public', withoutKey: 'A test.' } as const;
    const router = newRouter();
    router.onError((error, c) => c.text(error instanceof AppError ? error.code : 'failed', 500));
    router.use(bodyLimits());
    // Behind the limit the requests fail in other ways, for want of a session and a form.
    const told = (c: Context) => c.json({ word: 'a' }, 200);
    router.openapi(route('post', '/json', { ...open, body: Word }), told);
    router.openapi(route('post', '/form', { ...open, form: Word }), told);
    router.openapi(route('post', '/photo', { ...open, form: Word, size: 'attachment' }), told);
    router.post('/undeclared', told);
    const refusedFrom = async (path: string, mebibytes: number) => {
      const headers = { 'content-length': String(mebibytes * 1_048_576) };
      const fits = await router.request(path, { method: 'POST', body: 'a', headers });
      return (await fits.text()) === 'request.too_large';
    };
    for (const [path, most] of [
      ['/json', 1],
      ['/undeclared', 1],
      ['/photo', 21],
      ['/form', 64],
    ] as const) {
      expect([path, await refusedFrom(path, most), await refusedFrom(path, most + 1)]).toEqual([
        path,
        false,
        true,
      ]);
    }
  });

  it('points to the schema of a problem, and shows nothing of how schemas are built', () => {
    const { document } = documented(route('get', '/words', { ...common, right: 'points:read' }));
    expect(document).toContain('"schema":{"$ref":"#/components/schemas/Problem"}');
    expect(document).not.toContain('"def"');
  });
});
