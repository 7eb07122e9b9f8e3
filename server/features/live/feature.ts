import { streamSSE } from 'hono/streaming';
import * as z from 'zod';

import { type Credentials, credentialsOf } from '#server/authentication/credentials.ts';
import { actorOf } from '#server/authentication/holder.ts';
import { readHolderAgain } from '#server/authentication/session.ts';
import type { Actor } from '#server/contract/permission.ts';
import type { Deps } from '#server/deps.ts';
import type { Feature } from '#server/feature.ts';
import { readNewestNotice } from '#server/features/notices/read-notices.ts';
import { route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { changeQueue, countStream } from './stream-rules.ts';

/** Proxies cut what is silent for a minute. */
const KEEP_ALIVE_MILLISECONDS = 25_000;

/** Between two looks for notices of one reader. */
const LOOK_REST_MILLISECONDS = 3_000;

const stream = route('get', '/stream', {
  byItself: true,
  tags: ['live'],
  summary:
    'Server-sent events: `points` and `routes` when something within reach has changed, `notices` when there is a new notice, `map` when the map falls behind',
  right: 'points:read',
  responses: {
    200: {
      description:
        'Events; the data of `points` is `{ids}` within reach, or `{all: true}`; `routes` names nothing, and `map` is `{state, readAt}`',
      content: { 'text/event-stream': { schema: z.string() } },
    },
  },
});

const liveRoutes = newRouter().openapi(stream, (c) => {
  const { deps, actor } = c.var;
  const reader = { sessionId: c.var.holder.sessionId, shown: credentialsOf(c.req) };
  c.header('cache-control', 'no-store');
  c.header('x-accel-buffering', 'no');
  return streamSSE(c, async (out) => {
    const changes = changeQueue(deps, actor);
    const end = () => changes.end();
    let gaveWay = false;
    const leave = countStream(actor.accountId, () => {
      gaveWay = true;
      end();
    });
    out.onAbort(end);
    deps.stopping.addEventListener('abort', end, { once: true });
    const stopListening = deps.authentication.sessions.onForget(() => changes.endPause());
    try {
      const notices = await followNotices(deps, actor);
      await out.writeSSE({ event: 'ready', data: '{}' });
      const tellAge = () => out.writeSSE({ event: 'map', data: JSON.stringify(deps.mapAge.now()) });
      if (deps.mapAge.now().state !== 'current') await tellAge();
      for (;;) {
        const event = await changes.next(notices.silence());
        if (event === 'ended') {
          // Told so, a page does not connect again and push out the next.
          if (gaveWay) await out.writeSSE({ event: 'ended', data: '{}' });
          return;
        }
        // Before the rights are read: the database may be what is away.
        if (event?.map === true) await tellAge();
        // A right that was taken away ends the stream too, not only the next request.
        if (!(await stillMay(deps, actor, reader))) {
          await out.writeSSE({ event: 'ended', data: '{}' });
          return;
        }
        if (event === null) await out.writeSSE({ event: 'still', data: '{}' });
        const points = event?.points ?? null;
        if (points !== null) await out.writeSSE({ event: 'points', data: JSON.stringify(points) });
        if (event?.routes === true) await out.writeSSE({ event: 'routes', data: '{}' });
        if (await notices.isNew()) await out.writeSSE({ event: 'notices', data: '{}' });
      }
    } finally {
      changes.end();
      leave();
      stopListening();
      deps.stopping.removeEventListener('abort', end);
    }
  });
});

export const live = {
  uses: ['notices'],
  subjects: {
    live: 'Changes while they happen',
  },
  operations: [liveRoutes],
} as const satisfies Feature;

/** Looks for new notices of a reader after each event, but in a storm of events only every few seconds. */
async function followNotices(deps: Deps, actor: Actor) {
  let newest = await readNewestNotice(deps, actor);
  let lookedAt = performance.now();
  let owed = false;
  return {
    async isNew(): Promise<boolean> {
      owed = performance.now() - lookedAt < LOOK_REST_MILLISECONDS;
      if (owed) return false;
      const before = newest;
      newest = await readNewestNotice(deps, actor);
      lookedAt = performance.now();
      return newest > before;
    },
    /** Milliseconds to wait for the next event; shorter where a look is owed. */
    silence: () => (owed ? LOOK_REST_MILLISECONDS : KEEP_ALIVE_MILLISECONDS),
  };
}

type Reader = { sessionId: string; shown: Credentials };

async function stillMay(deps: Deps, actor: Actor, reader: Reader): Promise<boolean> {
  const holder = await readHolderAgain(deps, reader);
  const now = holder === null ? null : actorOf(holder);
  return now !== null && now.role === actor.role && sameIds(now.communeIds, actor.communeIds);
}

function sameIds(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((id) => b.includes(id));
}
