import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';

import { readConfig } from '#server/configuration/config.ts';
import type { Database } from '#server/db/client.ts';
import type { Deps } from '#server/deps.ts';
import { followDatabase } from '#server/features/live/follow-jobs.ts';
import { createRouteNews, type RouteNews } from '#server/route-news.ts';
import { databaseBehindProxy } from '#tests/support/faults/database-behind-proxy.ts';

const { kind } = inject('databaseTemplate');
const NEVER = 3_600_000;

describe.runIf(kind === 'server')('a process that follows the database', () => {
  const proxied = databaseBehindProxy();
  let database: Database;
  let unfollow: () => Promise<void>;
  /** Number of reads of the log. */
  let looks: number;
  let said: string[];
  /** Number of times that the known sessions were forgotten. */
  let forgotten: number;
  let news: RouteNews[];
  /** Says for each look whether the database was heard. */
  let heard: boolean[];

  beforeEach(async () => {
    database = await proxied.open({ maxConnections: 2 });
    looks = 0;
    said = [];
    forgotten = 0;
    news = [];
    heard = [];
  });
  afterEach(async () => {
    await unfollow();
    await database.close();
  });

  const follow = async (timing: Parameters<typeof followDatabase>[1]) => {
    const points = { catchUp: async () => void (looks += 1) } as unknown as Deps['points'];
    const authentication = {
      sessions: { forget: () => void (forgotten += 1) },
    } as unknown as Deps['authentication'];
    const routeNews = createRouteNews();
    routeNews.subscribe((one) => news.push(one));
    const log = pino({ level: 'warn' }, { write: (line: string) => void said.push(line) });
    const mapAge = {
      note: (hears: boolean) => void heard.push(hears),
    } as unknown as Deps['mapAge'];
    const config = readConfig({});
    const deps = { authentication, config, database, log, mapAge, points, routeNews };
    unfollow = await followDatabase(deps, timing);
    await expect.poll(() => looks).toBeGreaterThan(0);
  };
  /** Tells it as another process does. */
  const tell = (channel = 'diaban_points') => proxied.direct.sql`select pg_notify(${channel}, '')`;

  it('listens anew after its connection has fallen silent, and looks at what it missed', async () => {
    await follow({ beat: 100, patience: 1_000, look: NEVER });
    proxied.faults.silenceAll();
    await expect.poll(() => looks).toBe(2);
    expect(said).toEqual([expect.stringContaining('listening anew')]);
    await tell();
    await expect.poll(() => looks).toBe(3);
    expect(said).toHaveLength(1);
  });

  it('forgets the sessions it knows when others end some, and after a lost connection', async () => {
    await follow({ beat: 100, patience: 1_000, look: NEVER });
    await expect.poll(() => forgotten).toBe(1);
    await tell('diaban_access');
    await expect.poll(() => forgotten).toBe(2);
    proxied.faults.silenceAll();
    await expect.poll(() => forgotten).toBe(3);
  });

  it('tells its open streams of what others changed about routes', async () => {
    await follow({ beat: NEVER, patience: NEVER, look: NEVER });
    news.length = 0;
    await tell('diaban_route_orders');
    await tell('diaban_route_results');
    await expect.poll(() => news).toEqual(['orders', 'results']);
  });

  it('checks open streams a few times a second at most, however many sessions end', async () => {
    await follow({ beat: NEVER, patience: NEVER, look: NEVER });
    // Messages of one commit that differ are each delivered.
    await proxied.direct.sql`
      select pg_notify('diaban_access', number::text) from generate_series(1, 100) as number`;
    await tell();
    await expect.poll(() => looks).toBe(2);
    expect(forgotten).toBeLessThan(10);
  });

  it('keeps the connection on which it hears itself', async () => {
    // Patience enough for a machine that stands still for a second.
    await follow({ beat: 50, patience: 1_500, look: NEVER });
    // One connection has answered for twice as long as it would be waited for.
    const kept = async () => {
      const [row] = await proxied.direct.sql<{ isKept: boolean | null }[]>`
        select bool_or(query_start - backend_start > interval '3 seconds') as is_kept
        from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`;
      return row?.isKept;
    };
    await expect.poll(kept).toBe(true);
    expect(said).toEqual([]);
    await tell();
    await expect.poll(() => looks).toBe(2);
  });

  it('notes that it is not told any more, and that it is again', async () => {
    await follow({ beat: 100, patience: 1_000, look: 50 });
    await expect.poll(() => heard.at(-1)).toBe(true);
    proxied.faults.silenceAll();
    await expect.poll(() => heard.at(-1)).toBe(false);
    await expect.poll(() => heard.at(-1)).toBe(true);
  });

  it('looks at the log now and then without being told', async () => {
    await follow({ beat: NEVER, patience: NEVER, look: 100 });
    await expect.poll(() => looks).toBeGreaterThan(3);
  });
});
