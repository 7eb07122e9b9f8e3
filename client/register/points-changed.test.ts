import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it, vi } from 'vitest';

import { FOLLOWS_POINTS, onPointsChanged, pointsChanged } from './points-changed.ts';

const isStale = (client: QueryClient, key: string) =>
  client.getQueryState([key])?.isInvalidated === true;

async function clientWith(...followers: string[]): Promise<QueryClient> {
  const client = new QueryClient();
  for (const key of followers) {
    await client.fetchQuery({ queryKey: [key], queryFn: () => 1, meta: FOLLOWS_POINTS });
  }
  await client.fetchQuery({ queryKey: ['categories'], queryFn: () => 1 });
  return client;
}

describe('a change of points', () => {
  it('asks anew for whatever follows the points, under any key, and for nothing else', async () => {
    const client = await clientWith('overview', 'worklist');
    await pointsChanged(client);
    expect(['overview', 'worklist', 'categories'].map((key) => isStale(client, key))).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('leaves the record that the page already holds', async () => {
    const client = await clientWith('record', 'worklist');
    await pointsChanged(client, ['record']);
    expect(isStale(client, 'record')).toBe(false);
    expect(isStale(client, 'worklist')).toBe(true);
  });

  it('is told once to each listener, until that goes', async () => {
    const client = await clientWith();
    const listener = vi.fn<() => void>();
    const leave = onPointsChanged(listener);
    await pointsChanged(client);
    leave();
    await pointsChanged(client);
    expect(listener).toHaveBeenCalledTimes(1);
  });
});
