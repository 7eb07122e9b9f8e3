/**
 * News of the routes in the street. `orders`: a publication or a message, for planners and teams. `results`: what a
 * team has done or read, for planners.
 */
export type RouteNews = 'orders' | 'results';

/** Tells the open event streams of this process what commits have changed about routes. */
export type RouteNewsService = {
  tell(news: RouteNews): void;
  /** @returns the function that unsubscribes */
  subscribe(listener: (news: RouteNews) => void): () => void;
};

export function createRouteNews(): RouteNewsService {
  const listeners = new Set<(news: RouteNews) => void>();
  return {
    tell(news) {
      for (const listener of listeners) listener(news);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
