import { describe, expect, it } from 'vitest';

import { evaluatePlan } from './evaluate-plan.ts';
import {
  DEFAULT_WEIGHTS,
  NO_LOCKS,
  type RoutingProblem,
  type RoutingStop,
  type RoutingTeam,
} from './routing-problem.ts';

const HOUR = 3_600;

/** Places on a line, 600 s and 5 km apart; place 0 is where the team starts and ends. */
function line(size: number) {
  const apart = (unit: number) =>
    Float64Array.from({ length: size * size }, (_, at) => {
      return Math.abs(Math.floor(at / size) - (at % size)) * unit;
    });
  return { size, seconds: apart(600), metres: apart(5_000) };
}

const team: RoutingTeam = {
  id: 'a',
  start: 0,
  end: 0,
  hours: { from: 8 * HOUR, to: 17 * HOUR },
  breaks: [],
  skills: [],
  maxStops: null,
  capacity: null,
  profile: 'motorbike',
};

function stop(place: number, rest: Partial<RoutingStop> = {}): RoutingStop {
  return {
    id: `s${place}`,
    place,
    serviceSeconds: 1_800,
    windows: [],
    priority: 1,
    demand: 1,
    skills: [],
    locks: NO_LOCKS,
    ...rest,
  };
}

function problem(stops: RoutingStop[], teams: RoutingTeam[] = [team]): RoutingProblem {
  return {
    stops,
    teams,
    matrices: { motorbike: line(6) },
    options: {
      seed: 1,
      budget: { iterations: 1 },
      scope: { kind: 'everything' },
      weights: DEFAULT_WEIGHTS,
      fewestTeams: false,
    },
  };
}

const judged = (stops: RoutingStop[], teams: RoutingTeam[] = [team]) => {
  const order = [{ teamId: 'a', stopIds: stops.map(({ id }) => id) }];
  const [route] = evaluatePlan(problem(stops, teams), order).routes;
  if (route === undefined) throw new Error('no route');
  return route;
};

describe('a hand-made order', () => {
  it('is given its times along the road, with the way home', () => {
    const route = judged([stop(1), stop(3)]);
    expect(route.stops.map(({ arrival, departure }) => [arrival, departure])).toEqual([
      [8 * HOUR + 600, 8 * HOUR + 2_400],
      [9 * HOUR, 9 * HOUR + 1_800],
    ]);
    expect(route).toMatchObject({ metres: 30_000, travelSeconds: 3_600, waitSeconds: 0 });
    expect(route.finish).toBe(10 * HOUR);
  });

  it('sets out so late that nobody waits at the first stop, and waits at the later ones', () => {
    const nine = { from: 9 * HOUR, to: 10 * HOUR };
    const eleven = { from: 11 * HOUR, to: 12 * HOUR };
    const route = judged([stop(1, { windows: [nine] }), stop(2, { windows: [eleven] })]);
    expect(route).toMatchObject({ departure: 9 * HOUR - 600, waitSeconds: 4_800 });
    expect(route.stops[0]).toMatchObject({ arrival: 9 * HOUR, waitSeconds: 0 });
    expect(route.stops[1]).toMatchObject({ start: 11 * HOUR, waitSeconds: 4_800 });
  });

  it('takes the second window when the first is over', () => {
    const windows = [
      { from: 8 * HOUR, to: 8 * HOUR + 300 },
      { from: 14 * HOUR, to: 15 * HOUR },
    ];
    expect(judged([stop(1, { windows })]).stops[0]).toMatchObject({ start: 14 * HOUR });
  });

  it('shows how late it is, and forbids nothing', () => {
    const windows = [{ from: 8 * HOUR, to: 8 * HOUR + 300 }];
    const [late] = judged([stop(1, { windows })]).stops;
    expect(late?.violations).toEqual([{ code: 'late', seconds: 300 }]);
    expect(late?.lateSeconds).toBe(300);
  });

  it('rests while it would have to wait', () => {
    const rests = { ...team, breaks: [{ from: 11 * HOUR, to: 13 * HOUR, seconds: HOUR }] };
    const windows = [{ from: 13 * HOUR, to: 14 * HOUR }];
    const route = judged([stop(1), stop(2, { windows })], [rests]);
    expect(route.breaks).toMatchObject([{ afterStops: 1, start: 11 * HOUR, end: 12 * HOUR }]);
    expect(route.stops[1]).toMatchObject({ start: 13 * HOUR, lateSeconds: 0 });
    // It leaves the first stop at twenty to nine and drives ten minutes; an hour of the rest is the break.
    expect(route.waitSeconds).toBe(13 * HOUR - (8 * HOUR + 2_400) - 600 - HOUR);
  });

  it('sets out at the beginning of its hours where it rests before its first stop', () => {
    const rests = { ...team, breaks: [{ from: 8 * HOUR, to: 8 * HOUR, seconds: 900 }] };
    const windows = [{ from: 10 * HOUR, to: 11 * HOUR }];
    const route = judged([stop(1, { windows })], [rests]);
    expect(route.departure).toBe(8 * HOUR);
    expect(route.stops[0]).toMatchObject({ start: 10 * HOUR });
    expect(route.stops[0]?.arrival).toBeLessThan(10 * HOUR);
  });

  it('owes no break that would only come after work', () => {
    const rests = { ...team, breaks: [{ from: 11 * HOUR, to: 13 * HOUR, seconds: HOUR }] };
    expect(judged([stop(1)], [rests]).breaks).toEqual([]);
  });

  it('names every rule it bends', () => {
    const weak = { ...team, maxStops: 1, capacity: 1, hours: { from: 8 * HOUR, to: 9 * HOUR } };
    const locks = { teamId: 'b', time: { from: 0, to: 1 }, position: 1 };
    const route = judged(
      [stop(1, { skills: ['fire'], locks }), stop(2)],
      [weak, { ...team, id: 'b' }],
    );
    expect(route.stops[0]?.violations.map(({ code }) => code)).toEqual([
      'skills_missing',
      'team_lock',
      'time_lock',
      'position_lock',
    ]);
    expect(route.violations.map(({ code }) => code)).toEqual([
      'hours_exceeded',
      'too_many_stops',
      'over_capacity',
    ]);
  });

  it('adds up the lateness of its stops, its breaks and its end', () => {
    const windows = [{ from: 8 * HOUR, to: 8 * HOUR + 300 }];
    const short = { ...team, hours: { from: 8 * HOUR, to: 9 * HOUR } };
    // 600 s to a stop due 300 s earlier, half an hour there, 600 s back: 50 minutes of the hour.
    expect(judged([stop(1, { windows })], [short]).lateSeconds).toBe(300);
    // With a second stop it is 600, 1,800, 600, 1,800 and 1,200 s: home at twenty to ten.
    const route = judged([stop(1, { windows }), stop(2)], [short]);
    expect(route.finish).toBe(9 * HOUR + 2_400);
    expect(route.lateSeconds).toBe(300 + 2_400);
  });

  it('needs no road to where an open route begins and ends', () => {
    const route = judged([stop(5), stop(4)], [{ ...team, start: null, end: null }]);
    expect(route).toMatchObject({ metres: 5_000, travelSeconds: 600 });
  });

  it('is refused when it names a stop twice', () => {
    const twice = [{ teamId: 'a', stopIds: ['s1', 's1'] }];
    expect(() => evaluatePlan(problem([stop(1)]), twice)).toThrow(RangeError);
  });
});
