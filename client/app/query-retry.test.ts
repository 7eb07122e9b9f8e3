import { QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { ApiProblem, ApiUnreachable } from '#client/api/problem.ts';

import { createQueryClient } from './query-client.ts';

const refusal = (code: string, status: number) =>
  new ApiProblem({ type: '', title: code, status, code, requestId: '' }, null);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Asks for something that always fails so; gives the milliseconds of its attempts, the first at nought. */
async function attemptsAt(error: Error, queryKey: string[] = ['points']): Promise<number[]> {
  const client = createQueryClient(() => undefined);
  const begun = Date.now();
  const attempts: number[] = [];
  const observer = new QueryObserver(client, {
    queryKey,
    queryFn: () => {
      attempts.push(Date.now() - begun);
      throw error;
    },
  });
  const leave = observer.subscribe(() => undefined);
  await vi.advanceTimersByTimeAsync(7_000);
  leave();
  client.clear();
  return attempts;
}

describe('an open page', () => {
  it('asks again after one and two seconds where no answer came or the server is not ready', async () => {
    expect(await attemptsAt(new ApiUnreachable('network'))).toEqual([0, 1_000, 3_000]);
    expect(await attemptsAt(refusal('server.not_ready', 503))).toEqual([0, 1_000, 3_000]);
  });

  it('asks every two seconds where the server is starting or restoring', async () => {
    for (const code of ['server.starting', 'server.restoring']) {
      expect(await attemptsAt(refusal(code, 503))).toEqual([0, 2_000, 4_000, 6_000]);
    }
  });

  it('does not ask again after a refusal, a fault of the server, or where it has given up itself', async () => {
    expect(await attemptsAt(refusal('request.too_many', 429))).toEqual([0]);
    expect(await attemptsAt(refusal('server.internal', 500))).toEqual([0]);
    const aborted = Object.assign(new Error('given up'), { name: 'AbortError' });
    expect(await attemptsAt(aborted)).toEqual([0]);
  });
});

describe('the end of a session', () => {
  const toldBy = async (error: Error, queryKey: string[]) => {
    const ends: string[] = [];
    const client = createQueryClient(({ code }) => void ends.push(code));
    const answer = client.fetchQuery({ queryKey, queryFn: () => Promise.reject(error) });
    await Promise.allSettled([answer]);
    return ends;
  };

  it('is told by any query but the one that asks who is signed in', async () => {
    for (const code of ['session.missing', 'session.revoked', 'account.disabled']) {
      expect(await toldBy(refusal(code, 401), ['points'])).toEqual([code]);
      expect(await toldBy(refusal(code, 401), ['me'])).toEqual([]);
    }
  });

  it('is not told by another refusal', async () => {
    expect(await toldBy(refusal('permission.denied', 403), ['points'])).toEqual([]);
  });
});
