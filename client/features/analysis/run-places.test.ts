import { afterEach, describe, expect, it } from 'vitest';

import { ApiProblem, ApiUnreachable } from '#client/api/problem.ts';

import { runPlaces } from './run-places.ts';

const realFetch = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = realFetch;
});

/** Answers the next request with lines of JSON, and gives the address that was asked. */
function answering(lines: readonly object[], status = 200): { asked: string } {
  const seen = { asked: '' };
  globalThis.fetch = async (input) => {
    seen.asked = input instanceof Request ? input.url : input.toString();
    const body = lines.map((line) => JSON.stringify(line)).join('\n');
    return new Response(body, { status });
  };
  return seen;
}
async function run(report: (share: number) => void = () => undefined, signal?: AbortSignal) {
  const query = { method: 'scan', days: '60' };
  return runPlaces(query, signal ?? new AbortController().signal, report).catch(
    (thrown: unknown) => thrown,
  );
}

describe('an analysis of places that is asked for', () => {
  it('tells how far it is, and fails with what the last line says', async () => {
    const seen = answering([
      { phase: 'running', share: 0.25 },
      { phase: 'running', share: 0.5 },
      { phase: 'failed', code: 'server.error', requestId: 'r-1' },
    ]);
    const shares: number[] = [];
    const thrown = await run((share) => void shares.push(share));
    expect(seen.asked).toBe('/api/analysis/places?method=scan&days=60');
    expect(shares).toEqual([0.25, 0.5]);
    expect(thrown).toBeInstanceOf(ApiProblem);
    expect(thrown).toMatchObject({ code: 'server.error', status: 500, requestId: 'r-1' });
  });

  it('is unreachable where its answer breaks off, or none comes', async () => {
    answering([{ phase: 'running', share: 0.5 }]);
    expect(await run()).toBeInstanceOf(ApiUnreachable);
    globalThis.fetch = () => Promise.reject(new TypeError('no network'));
    expect(await run()).toBeInstanceOf(ApiUnreachable);
  });

  it('is refused with the problem of the server', async () => {
    const problem = { type: 'about:blank', title: 'x', status: 403, code: 'permission.denied' };
    answering([{ ...problem, requestId: 'r-2' }], 403);
    expect(await run()).toMatchObject({ code: 'permission.denied', status: 403 });
  });

  it('ends without a message about the network where the reader gave it up', async () => {
    const given = new AbortController();
    const reason = new DOMException('given up', 'AbortError');
    given.abort(reason);
    globalThis.fetch = () => Promise.reject(reason);
    expect(await run(undefined, given.signal)).toBe(reason);
  });
});
