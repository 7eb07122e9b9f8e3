import { InfiniteQueryObserver, QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { watchedFetch } from './connection.ts';
import { notesWhoAsks, shownDataAt } from './shown-data.ts';
import { marked } from '#tests/support/faults/marked-answers.ts';

const at = (clock: string) => `2026-11-27T${clock}:00.000Z`;
/** Times of the answers that the device has kept, by their address. */
const KEPT: Readonly<Record<string, string>> = {
  '/api/points/1': at('13:40'),
  '/api/worklist': at('13:45'),
  '/api/me': at('08:00'),
};

let client: QueryClient;
beforeEach(() => {
  client = new QueryClient({
    defaultOptions: { queries: { retry: false, persister: notesWhoAsks } },
  });
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined });
  vi.stubGlobal(
    'fetch',
    marked(async (address: string) => {
      const kept = KEPT[address];
      const headers: HeadersInit =
        kept === undefined ? { date: at('13:46') } : { 'x-diaban-kept-at': kept };
      return new Response('{}', { headers });
    }),
  );
});
afterEach(() => {
  client.clear();
  vi.unstubAllGlobals();
});

/** Shows a query until the returned function is called. */
async function show(address: string): Promise<() => void> {
  const observer = new QueryObserver(client, {
    queryKey: [address],
    queryFn: async ({ signal }) => (await watchedFetch(address, { signal })).json() as unknown,
  });
  const leave = observer.subscribe(() => undefined);
  await vi.waitFor(() => expect(observer.getCurrentResult().isSuccess).toBe(true));
  return leave;
}

describe('the time of the data on the screen', () => {
  it('is that of the oldest answer shown, kept or fresh, and follows what is shown', async () => {
    expect(shownDataAt(client)).toBeNull();
    await show('/api/routes/mine');
    expect(shownDataAt(client)).toBe(at('13:46'));
    const leave = await show('/api/points/1');
    expect(shownDataAt(client)).toBe(at('13:40'));
    leave();
    expect(shownDataAt(client)).toBe(at('13:46'));
  });

  it('is not made older by lists that hardly change', async () => {
    await show('/api/routes/mine');
    await show('/api/me');
    expect(shownDataAt(client)).toBe(at('13:46'));
  });

  it('is known for a list in pages too', async () => {
    const observer = new InfiniteQueryObserver(client, {
      queryKey: ['pages'],
      queryFn: async ({ signal }) =>
        (await watchedFetch('/api/worklist', { signal })).json() as unknown,
      initialPageParam: 0,
      getNextPageParam: () => null,
    });
    observer.subscribe(() => undefined);
    await vi.waitFor(() => expect(observer.getCurrentResult().isSuccess).toBe(true));
    expect(shownDataAt(client)).toBe(at('13:45'));
  });
});
