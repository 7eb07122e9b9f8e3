import { describe, expect, it } from 'vitest';

import type { Actor } from '#server/contract/permission.ts';
import type { Deps } from '#server/deps.ts';
import { createRouteNews } from '#server/route-news.ts';

import { changeQueue, countStream } from './stream-rules.ts';

const READER = { accountId: 'a', role: 'planner', reach: 'city', communeIds: [] } as const;

/** A queue of a reader of the whole city, with ways to tell it of everything and the number of those who listen. */
function openQueue(actor: Actor = READER) {
  const points = new Set<(changed: readonly number[] | 'all') => void>();
  const ages = new Set<() => void>();
  const routeNews = createRouteNews();
  const queue = changeQueue(
    {
      routeNews,
      points: {
        subscribe: (listener: (changed: readonly number[] | 'all') => void) => {
          points.add(listener);
          return () => points.delete(listener);
        },
        reaches: () => true,
      } as unknown as Deps['points'],
      mapAge: {
        subscribe: (listener: () => void) => {
          ages.add(listener);
          return () => ages.delete(listener);
        },
      } as unknown as Deps['mapAge'],
    },
    actor,
  );
  return {
    queue,
    change: (ids: readonly number[] | 'all') => points.forEach((tell) => tell(ids)),
    age: () => ages.forEach((tell) => tell()),
    routes: () => routeNews.tell('results'),
    listeners: () => points.size + ages.size,
  };
}
const LONG = 60_000;

describe('the next message of a stream', () => {
  it('is nothing after a silence', async () => {
    const { queue } = openQueue();
    expect(await queue.next(0)).toBeNull();
    queue.end();
  });

  it('tells of everything that came since the last one, and of each once', async () => {
    const { queue, change, age, routes } = openQueue();
    change([3]);
    routes();
    age();
    age();
    expect(await queue.next(LONG)).toEqual({ points: { ids: [3] }, routes: true, map: true });
    expect(await queue.next(0)).toBeNull();
    age();
    expect(await queue.next(LONG)).toEqual({ points: null, routes: false, map: true });
    routes();
    expect(await queue.next(LONG)).toEqual({ points: null, routes: true, map: false });
    queue.end();
  });

  it.each(['change', 'age', 'routes'] as const)(
    'comes at once with news of the kind %s',
    async (news) => {
      const opened = openQueue();
      const waiting = opened.queue.next(LONG);
      if (news === 'change') opened.change([1]);
      else opened[news]();
      expect(await waiting).not.toBeNull();
      opened.queue.end();
    },
  );

  it('forgets the single points once everything is to be looked at', async () => {
    const { queue, change } = openQueue();
    change([1]);
    change('all');
    expect(await queue.next(LONG)).toMatchObject({ points: { all: true } });
    change([2]);
    expect(await queue.next(LONG)).toMatchObject({ points: { ids: [2] } });
    queue.end();
  });

  it('is the last one when the stream ends, whatever was told, and nobody listens any more', async () => {
    const { queue, change, listeners } = openQueue();
    const waiting = queue.next(LONG);
    expect(listeners()).toBe(2);
    queue.end();
    expect(await waiting).toBe('ended');
    change([1]);
    expect(await queue.next(LONG)).toBe('ended');
    expect(listeners()).toBe(0);
  });

  it('is nothing when the pause is cut short', async () => {
    const { queue } = openQueue();
    const waiting = queue.next(LONG);
    queue.endPause();
    expect(await waiting).toBeNull();
    queue.end();
  });
});

describe('the streams of one account', () => {
  it('are twenty at most: the oldest gives way to the next one', () => {
    const gone: number[] = [];
    const leave = Array.from({ length: 22 }, (_, at) => countStream('b', () => gone.push(at)));
    expect(gone).toEqual([0, 1]);
    const others = countStream('c', () => gone.push(100));
    expect(gone).toEqual([0, 1]);
    // One that has ended makes room.
    leave[5]?.();
    const one = countStream('b', () => gone.push(200));
    expect(gone).toEqual([0, 1]);
    const two = countStream('b', () => gone.push(201));
    expect(gone).toEqual([0, 1, 2]);
    for (const end of [...leave, others, one, two]) end();
  });

  it('begin anew when all of them have ended', () => {
    const gone: number[] = [];
    const first = Array.from({ length: 20 }, (_, at) => countStream('d', () => gone.push(at)));
    for (const end of first) end();
    const more = Array.from({ length: 20 }, (_, at) => countStream('d', () => gone.push(at)));
    expect(gone).toEqual([]);
    for (const end of more) end();
  });
});
