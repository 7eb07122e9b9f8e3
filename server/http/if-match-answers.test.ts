import { describe, expect, it } from 'vitest';
import * as z from 'zod';

import { AppError, type ProblemCode } from '#server/contract/problem.ts';
import { smallApp } from '#tests/support/requests/small-app.ts';

import { readsIfMatch, tagged, tagOf, versionPolicy } from './if-match.ts';

/** Gives the tag of an answer; null without one. */
async function tagFor(body: unknown, status: 200 | 201 = 200, type = 'application/json') {
  const app = smallApp();
  app.get('/', tagged, (context) =>
    context.body(JSON.stringify(body), status, { 'content-type': type }),
  );
  return (await app.request('/')).headers.get('etag');
}

describe('the answer of one record', () => {
  it('has the tag of its version and its content', async () => {
    const record = { version: 7, name: 'x' };
    expect(await tagFor(record)).toBe(tagOf(7, JSON.stringify(record)));
    expect(await tagFor(record, 200, 'application/geo+json')).toMatch(/^"7-[\w-]{12}"$/);
  });

  it('has none without a version, of another status, and where it is no JSON of a record', async () => {
    expect(await tagFor({ name: 'x' })).toBeNull();
    expect(await tagFor({ version: '7' })).toBeNull();
    expect(await tagFor(null)).toBeNull();
    expect(await tagFor({ version: 7 }, 201)).toBeNull();
    expect(await tagFor({ version: 7 }, 200, 'text/plain')).toBeNull();
  });
});

/** Sends a write whose handler refuses it so; gives the answer. */
async function refusedWith(code: ProblemCode, headers: Record<string, string>, body: string) {
  const app = smallApp();
  app.post('/', readsIfMatch('required'), () => {
    throw new AppError(code, { parameters: { version: 8 } });
  });
  const answer = await app.request('/', {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });
  return (await answer.json()) as Record<string, unknown>;
}

describe('a write whose record was changed meanwhile', () => {
  const CHANGED = 'point.changed_meanwhile';

  it('has failed its condition where it named the version in a header', async () => {
    const refusal = await refusedWith(CHANGED, { 'if-match': '"7"' }, '{}');
    expect(refusal).toMatchObject({
      code: 'request.precondition_failed',
      status: 412,
      parameters: { version: 8 },
    });
  });

  it('is refused in its own words where the body named the version, and for any other reason', async () => {
    expect(await refusedWith(CHANGED, {}, '{"version":7}')).toMatchObject({ code: CHANGED });
    const missing = await refusedWith('point.not_found', { 'if-match': '"7"' }, '{}');
    expect(missing).toMatchObject({ code: 'point.not_found' });
  });

  it('is told that its header is no tag', async () => {
    for (const tag of ['7', '"x"', 'W/"7"', '*', '"7-"', '"1234567890"']) {
      const refusal = await refusedWith(CHANGED, { 'if-match': tag }, '{}');
      expect([tag, refusal['code'], refusal['errors']]).toEqual([
        tag,
        'request.invalid',
        [{ pointer: '/if-match', in: 'header', code: 'invalid_format' }],
      ]);
    }
  });

  it('leaves a body that is no object to the validation', async () => {
    for (const body of ['[]', 'null', '"x"', '{']) {
      const refusal = await refusedWith('request.invalid', { 'if-match': 'none' }, body);
      expect([body, refusal['errors']]).toEqual([body, undefined]);
    }
  });
});

describe('the schema of a body of several kinds', () => {
  const version = z.number();
  const versioned = z.object({ kind: z.literal('a'), version });
  const other = z.object({ kind: z.literal('b'), version });
  const unversioned = z.object({ kind: z.literal('c') });

  it('needs the version where each of them does, also behind a transformation', () => {
    expect(versionPolicy(z.union([versioned, other]))).toBe('required');
    expect(versionPolicy(z.union([versioned, unversioned]))).toBe('none');
    expect(versionPolicy(versioned.transform((body) => body.kind))).toBe('required');
    expect(versionPolicy(z.string())).toBe('none');
    expect(versionPolicy(undefined)).toBe('none');
  });
});
