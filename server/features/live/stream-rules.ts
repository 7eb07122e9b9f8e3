import { can, type Actor } from '#server/contract/permission.ts';
import type { Deps } from '#server/deps.ts';

export type ChangeEvent = { ids: number[] } | { all: true };
/** Next message of the stream: changed points (null: none), and flags for changed routes and for another age of the map. */
export type StreamNews = { points: ChangeEvent | null; routes: boolean; map: boolean };

const NOTHING = { routes: false, map: false };

/** More changed points than this at once and the reader is told to look at everything again. */
const MOST_IDS = 500;

/**
 * Queue of the changes within an actor's reach. Changes that come while the reader is slow are merged: however
 * many commits there are in between, there is one next event. News of routes go to planners, orders to teams as well. `null` after a silence, `ended` when it is over.
 */
export function changeQueue(deps: Pick<Deps, 'mapAge' | 'points' | 'routeNews'>, actor: Actor) {
  const waiting = new Set<number>();
  let all = false;
  let other = NOTHING;
  let ended = false;
  let wake: () => void = () => {};
  const unsubscribe = deps.points.subscribe((changed) => {
    if (changed === 'all') all = true;
    else for (const id of changed) if (deps.points.reaches(actor, id)) waiting.add(id);
    if (waiting.size > MOST_IDS) all = true;
    if (all || waiting.size > 0) wake();
  });

  const unfollow = followRoutes(deps, actor, () => {
    other = { ...other, routes: true };
    wake();
  });
  const leaveMap = deps.mapAge.subscribe(() => {
    other = { ...other, map: true };
    wake();
  });

  function take(): StreamNews | null {
    const event = all ? { all: true as const } : { ids: [...waiting] };
    const points = all || waiting.size > 0 ? event : null;
    const news = { points, ...other };
    const isNothing = points === null && other === NOTHING;
    all = false;
    other = NOTHING;
    waiting.clear();
    return isNothing ? null : news;
  }

  return {
    async next(silenceMilliseconds: number): Promise<StreamNews | 'ended' | null> {
      if (!ended && !all && other === NOTHING && waiting.size === 0) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, silenceMilliseconds);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      return ended ? 'ended' : take();
    },
    /** Ends the pause now, as if its time had passed. */
    endPause() {
      wake();
    },
    end() {
      ended = true;
      unsubscribe();
      unfollow();
      leaveMap();
      wake();
    },
  };
}

/** Calls `tell` at news of routes: of all for planners, of orders for teams. */
function followRoutes(
  { routeNews }: Pick<Deps, 'routeNews'>,
  { role }: Actor,
  tell: () => void,
): () => void {
  const plans = can(role, 'routes:plan');
  const works = can(role, 'routes:work');
  return routeNews.subscribe((news) => {
    if (plans || (works && news === 'orders')) tell();
  });
}

/** More than anybody has windows open; a connection that was lost counts until its network gives it up. */
const MOST_AT_ONCE = 20;

const open = new Map<string, Set<() => void>>();

/**
 * Counts one more stream of an account. When the account has too many, its oldest gives way: a browser that connects
 * again is never refused.
 * @param giveWay ends the stream
 * @returns a function to be called when the stream has ended
 */
export function countStream(accountId: string, giveWay: () => void): () => void {
  const streams = open.get(accountId) ?? new Set();
  open.set(accountId, streams);
  // In the order in which they were opened.
  const [oldest] = streams;
  if (streams.size >= MOST_AT_ONCE && oldest !== undefined) {
    streams.delete(oldest);
    oldest();
  }
  streams.add(giveWay);
  return () => {
    streams.delete(giveWay);
    if (streams.size === 0 && open.get(accountId) === streams) open.delete(accountId);
  };
}
