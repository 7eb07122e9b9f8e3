import { afterEach, describe, expect, it, vi } from 'vitest';

import { call, newIdempotencyKey, once } from './call.ts';
import { ApiProblem, ApiUnreachable } from './problem.ts';

type Asked = Parameters<typeof call>[0];

/** Waits for an answer that comes, or for a failure. */
const waited = (answer: Response | Error): Promise<unknown> =>
  call(
    (answer instanceof Error
      ? Promise.reject(answer)
      : Promise.resolve(answer)) as unknown as Asked,
  ).catch((error: unknown) => error);

describe('an answer of the server', () => {
  it('is its data, and nothing where it has no content', async () => {
    expect(await waited(Response.json({ id: 7 }, { status: 201 }))).toEqual({ id: 7 });
    expect(await waited(new Response(null, { status: 204 }))).toBeNull();
  });

  it('that refuses is a problem with its code, and can still be read by others', async () => {
    const body = { title: 'Not found', status: 404, code: 'point.not_found', requestId: 'r1' };
    const response = Response.json(body, { status: 404 });
    const refusal = await waited(response);
    expect(refusal).toBeInstanceOf(ApiProblem);
    expect(refusal).toMatchObject({ code: 'point.not_found', status: 404, requestId: 'r1' });
    expect(await response.json()).toEqual(body);
  });

  it('that never comes says so with its cause, and one that was given up stays what it was', async () => {
    const silence = new TypeError('no network');
    const unreachable = await waited(silence);
    expect(unreachable).toBeInstanceOf(ApiUnreachable);
    expect(unreachable).toHaveProperty('cause', silence);
    const aborted = new DOMException('given up', 'AbortError');
    expect(await waited(aborted)).toBe(aborted);
    expect(await waited(new DOMException('late', 'TimeoutError'))).toBeInstanceOf(ApiUnreachable);
    expect(await waited(new Response('{"id":'))).toBeInstanceOf(ApiUnreachable);
  });
});

describe('the key of a write', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('is a random UUID, also where the browser makes none', () => {
    const uuid = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
    expect(newIdempotencyKey()).toMatch(uuid);
    const filledWith = (byte: number) =>
      vi.stubGlobal('crypto', { getRandomValues: (bytes: Uint8Array) => bytes.fill(byte) });
    filledWith(0xff);
    expect(newIdempotencyKey()).toBe('ffffffff-ffff-4fff-bfff-ffffffffffff');
    filledWith(0x01);
    expect(newIdempotencyKey()).toBe('01010101-0101-4101-8101-010101010101');
  });

  it('stands in the header that the server reads', () => {
    expect(once('k')).toEqual({ headers: { 'Idempotency-Key': 'k' } });
  });
});
