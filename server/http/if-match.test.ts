import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';

import { AppError } from '#server/contract/problem.ts';

import type { AppEnv } from './environment.ts';
import { readsIfMatch, tagOf, versionPolicy, type VersionPolicy } from './if-match.ts';

/** Sends a write with this header and body; gives the version that it is done with, or the code of its refusal. */
async function written(policy: VersionPolicy, body: object, header?: string): Promise<unknown> {
  const app = new Hono<AppEnv>();
  app.onError((error, context) =>
    context.json(error instanceof AppError ? error.code : String(error), 400),
  );
  app.post('/', readsIfMatch(policy), async (context) =>
    context.json((await context.req.json<{ version?: number }>()).version ?? null),
  );
  const answer = await app.request('/', {
    method: 'POST',
    body: JSON.stringify(body),
    headers: {
      'content-type': 'application/json',
      ...(header === undefined ? {} : { 'if-match': header }),
    },
  });
  return answer.json();
}

describe('the version of a write', () => {
  it('is that of the header where the body names none', async () => {
    expect(await written('required', {}, '"7"')).toBe(7);
    expect(await written('required', {}, tagOf(7, '{}'))).toBe(7);
    expect(await written('required', { version: 7 }, '"7"')).toBe(7);
  });

  it('is that of the body without a header, and needed where the write changes what is there', async () => {
    expect(await written('required', { version: 5 })).toBe(5);
    expect(await written('optional', {})).toBeNull();
    expect(await written('required', {})).toBe('request.version_missing');
  });

  it('is refused where header and body name two', async () => {
    expect(await written('required', { version: 5 }, '"7"')).toBe('request.precondition_failed');
    expect(await written('optional', { version: 5 }, '"7"')).toBe('request.precondition_failed');
  });
});

describe('the tag of a record', () => {
  it('changes with its version and with every letter of the answer', () => {
    const tags = [tagOf(1, '{}'), tagOf(2, '{}'), tagOf(1, '{ }')];
    expect(new Set(tags).size).toBe(3);
  });
});

describe('the schema of a body', () => {
  it('says if it needs the version, may have it or has none', () => {
    const version = z.number();
    expect(versionPolicy(z.object({ version }))).toBe('required');
    expect(versionPolicy(z.object({ version: version.optional() }))).toBe('optional');
    expect(versionPolicy(z.object({ name: z.string() }))).toBe('none');
    expect(versionPolicy(z.string())).toBe('none');
    const other = z.object({ version, name: z.string() });
    expect(versionPolicy(z.union([z.object({ version }), other]))).toBe('required');
    expect(versionPolicy(z.union([z.object({ version }), z.object({})]))).toBe('none');
  });
});
