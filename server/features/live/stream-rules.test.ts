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
