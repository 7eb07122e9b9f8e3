import type { LiveRoute } from '#server/contract/live-day.ts';

/** Number of teams before those of each route: letters and colours run on over the whole day. */
export function placesBefore(routes: readonly Pick<LiveRoute, 'teams'>[]): number[] {
  let before = 0;
  return routes.map(({ teams }) => {
    const first = before;
    before += teams.length;
    return first;
  });
}
