import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { ApiProblem } from '#client/api/problem.ts';

import { createQueryClient } from './query-client.ts';

const refusal = (code: string, status: number) =>
  new ApiProblem({ type: `/problems/${code}`, title: code, status, code, requestId: '' }, null);

describe('an open page', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('waits for a server that is starting, however long it takes, and then has its answer', async () => {
    const client = createQueryClient(() => undefined);
    let tries = 0;
    const answer = client.fetchQuery({
      queryKey: ['points'],
      queryFn: () => {
        tries += 1;
        if (tries < 20) throw refusal('server.starting', 503);
        return 'here';
      },
    });
    await vi.advanceTimersByTimeAsync(60_000);
    await expect(answer).resolves.toBe('here');
  });

  it('does not ask again for what was refused', async () => {
    const client = createQueryClient(() => undefined);
    let tries = 0;
    const answer = client.fetchQuery({
      queryKey: ['points'],
      queryFn: () => {
        tries += 1;
        throw refusal('point.not_found', 404);
      },
    });
    await expect(answer).rejects.toMatchObject({ code: 'point.not_found' });
    expect(tries).toBe(1);
  });
});
