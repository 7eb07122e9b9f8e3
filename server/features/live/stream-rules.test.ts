import { describe, expect, it } from 'vitest';

import { REACH, type Role } from '#server/contract/permission.ts';
import type { Deps } from '#server/deps.ts';
import { createRouteNews, type RouteNews } from '#server/route-news.ts';

import { changeQueue } from './stream-rules.ts';

const SILENT = { subscribe: () => () => undefined } as unknown as Deps['points'] & Deps['mapAge'];

/** Tells if the next message to a reader of a role says that something happened to routes. */
async function isTold(role: Role, news: RouteNews): Promise<boolean> {
  const routeNews = createRouteNews();
  const queue = changeQueue(
    { routeNews, points: SILENT, mapAge: SILENT },
    { accountId: 'a', role, reach: REACH[role], communeIds: [] },
  );
  routeNews.tell(news);
  const message = await queue.next(0);
  queue.end();
  return message !== null && message !== 'ended' && message.routes;
}

describe('news of routes', () => {
  it.each<[Role, RouteNews, boolean]>([
    ['planner', 'orders', true],
    ['planner', 'results', true],
    ['inspector', 'orders', true],
    ['inspector', 'results', false],
    ['leader', 'orders', false],
    ['analyst', 'results', false],
  ])('%s, %s: %s', async (role, news, told) => {
    expect(await isTold(role, news)).toBe(told);
  });
});

describe('news of points', () => {
  type Tell = (changed: readonly number[] | 'all') => void;

  /** A queue of a reader who sees the points with even ids alone, and a way to tell it of changes. */
  function ofEvenPoints() {
    let tell: Tell = () => undefined;
    const points = {
      subscribe: (listener: Tell) => {
        tell = listener;
        return () => undefined;
      },
      reaches: (_actor: unknown, id: number) => id % 2 === 0,
    } as unknown as Deps['points'];
    const actor = { accountId: 'a', role: 'leader', reach: 'communes', communeIds: [7] } as const;
    const queue = changeQueue({ routeNews: createRouteNews(), points, mapAge: SILENT }, actor);
    return { queue, tell: (changed: Parameters<Tell>[0]) => tell(changed) };
  }
  const manyEven = Array.from({ length: 501 }, (_, at) => 2 * at);

  it('name the points within reach alone, each once, and nothing where none is', async () => {
    const { queue, tell } = ofEvenPoints();
    tell([1, 2, 3, 4]);
    tell([4, 6]);
    expect(await queue.next(0)).toMatchObject({ points: { ids: [2, 4, 6] } });
    tell([1, 3]);
    expect(await queue.next(0)).toBeNull();
    queue.end();
  });

  it('say to look at everything anew where too many changed, or nobody knows which', async () => {
    const { queue, tell } = ofEvenPoints();
    tell(manyEven.slice(1));
    expect(await queue.next(0)).toMatchObject({ points: { ids: manyEven.slice(1) } });
    tell(manyEven);
    expect(await queue.next(0)).toMatchObject({ points: { all: true } });
    tell('all');
    expect(await queue.next(0)).toMatchObject({ points: { all: true } });
    expect(await queue.next(0)).toBeNull();
    queue.end();
  });
});
