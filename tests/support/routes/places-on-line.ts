import {
  NO_LOCKS,
  type RoutingStop,
  type RoutingTeam,
  type TravelMatrix,
} from '#server/methods/routing/routing-problem.ts';

export const HOUR = 3_600;
export const EIGHT = 8 * HOUR;

/** Lays places on a line, 600 s and some metres apart; no road leads to the last one. */
export function line(size: number, metresApart: number): TravelMatrix {
  const apart = (unit: number) =>
    Float64Array.from({ length: size * size }, (_, at) => {
      const [from, to] = [Math.floor(at / size), at % size];
      return from !== to && (from === size - 1 || to === size - 1)
        ? Infinity
        : Math.abs(from - to) * unit;
    });
  return { size, seconds: apart(600), metres: apart(metresApart) };
}

/** A team that begins and ends at the first place, from eight to seventeen. */
export const TEAM: RoutingTeam = {
  id: 'a',
  start: 0,
  end: 0,
  hours: { from: EIGHT, to: 17 * HOUR },
  breaks: [],
  skills: [],
  maxStops: null,
  capacity: null,
  profile: 'car',
};

/** Makes a stop of twenty minutes at a place of the line. */
export const stop = (place: number, more: Partial<RoutingStop> = {}): RoutingStop => ({
  id: `s${place}`,
  place,
  serviceSeconds: 1_200,
  windows: [],
  priority: 1,
  demand: 1,
  skills: [],
  locks: NO_LOCKS,
  ...more,
});
