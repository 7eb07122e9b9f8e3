import fc from 'fast-check';

import {
  DEFAULT_WEIGHTS,
  type RoutingProblem,
  type RoutingScope,
  type RoutingStop,
  type RoutingTeam,
  type TravelMatrix,
} from '#server/methods/routing/routing-problem.ts';

const HOUR = 3_600;
const DAY_START = 8 * HOUR;
const TEAM_IDS = ['a', 'b', 'c'];
const SKILLS = ['fire', 'health'];

const maybe = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: value });
const span = (earliest: number, latest: number, most: number) =>
  fc
    .tuple(fc.integer({ min: earliest, max: latest }), fc.integer({ min: 0, max: most }))
    .map(([from, length]) => ({ from: from * 60, to: (from + length) * 60 }));
const skills = fc.oneof(
  { weight: 3, arbitrary: fc.constant<string[]>([]) },
  { weight: 1, arbitrary: fc.subarray(SKILLS) },
);

/** One window, two apart, or none. */
const windows = fc.oneof(
  fc.constant([]),
  span(480, 960, 180).map((one) => [one]),
  fc.tuple(span(480, 660, 60), span(780, 960, 120)).map((both) => both),
);

function stopAt(place: number): fc.Arbitrary<RoutingStop> {
  return fc.record({
    id: fc.constant(`s${place}`),
    place: fc.constant(place),
    serviceSeconds: fc.integer({ min: 5, max: 60 }).map((minutes) => minutes * 60),
    windows,
    priority: fc.integer({ min: 1, max: 3 }),
    demand: fc.integer({ min: 0, max: 3 }),
    skills,
    locks: fc.record({
      teamId: maybe(fc.constantFrom(...TEAM_IDS)),
      time: maybe(span(500, 900, 30)),
      position: maybe(fc.integer({ min: 0, max: 4 })),
    }),
  });
}

const team: fc.Arbitrary<Omit<RoutingTeam, 'id'>> = fc.record({
  start: fc.constantFrom(0, 1, null),
  end: fc.constantFrom(0, 1, null),
  hours: fc
    .tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 1, max: 9 }))
    .map(([late, long]) => ({
      from: DAY_START + late * HOUR,
      to: DAY_START + (late + long) * HOUR,
    })),
  breaks: fc.oneof(
    fc.constant([]),
    fc.constant([{ from: 11 * HOUR, to: 13 * HOUR, seconds: HOUR }]),
    fc.constant([
      { from: 10 * HOUR, to: 10.5 * HOUR, seconds: 900 },
      { from: 12 * HOUR, to: 13 * HOUR, seconds: 1_800 },
    ]),
  ),
  skills: fc.subarray(SKILLS),
  maxStops: maybe(fc.integer({ min: 1, max: 5 })),
  capacity: maybe(fc.integer({ min: 1, max: 8 })),
  profile: fc.constantFrom('motorbike', 'car'),
});

/** Minutes by no geometry at all: no symmetry, no triangle inequality, and now and then no road. */
function matrix(size: number): fc.Arbitrary<TravelMatrix> {
  const minutes = fc.oneof(
    { weight: 30, arbitrary: fc.integer({ min: 1, max: 40 }) },
    { weight: 1, arbitrary: fc.constant(Number.POSITIVE_INFINITY) },
  );
  return fc.array(minutes, { minLength: size * size, maxLength: size * size }).map((values) => ({
    size,
    seconds: Float64Array.from(values, (value) => value * 60),
    metres: Float64Array.from(values, (value) => value * 400),
  }));
}

/** Small problems with every rule at once; most cannot be met in full. */
export const routingProblems: fc.Arbitrary<RoutingProblem> = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 3 }))
  .chain(([stopCount, teamCount]) =>
    fc.record({
      stops: fc.tuple(...Array.from({ length: stopCount }, (_, index) => stopAt(index + 2))),
      teams: fc
        .array(team, { minLength: teamCount, maxLength: teamCount })
        .map((teams) => teams.map((one, index) => ({ ...one, id: TEAM_IDS[index] ?? '' }))),
      matrices: fc.record({ motorbike: matrix(stopCount + 2), car: matrix(stopCount + 2) }),
      seed: fc.integer({ min: 0, max: 1_000 }),
      balance: fc.constantFrom(0, 0, 1),
    }),
  )
  .map(({ seed, balance, ...rest }) => ({
    ...rest,
    options: {
      seed,
      budget: { iterations: 60 },
      scope: { kind: 'everything' },
      weights: { ...DEFAULT_WEIGHTS, balance },
      fewestTeams: false,
    },
  }));

/**
 * The same problems with any order in place, good or bad, and a scope that keeps some of it. Every other stop is locked
 * to its present position, and must keep it when others are added.
 */
export const plannedProblems = fc
  .tuple(
    routingProblems,
    fc.infiniteStream(fc.nat({ max: 3 })),
    fc.boolean(),
    fc.infiniteStream(fc.nat({ max: 1 })),
  )
  .map(([problem, draws, fitNew, holds]): RoutingProblem => {
    const places = problem.stops.map(({ id }) => ({ id, at: draws.next().value as number }));
    const current = problem.teams.map(({ id }, index) => ({
      teamId: id,
      stopIds: places.filter(({ at }) => at === index).map((stop) => stop.id),
    }));
    const stops = problem.stops.map((stop) => {
      const position = current
        .map(({ stopIds }) => stopIds.indexOf(stop.id))
        .find((place) => place >= 0);
      const isHeld = holds.next().value === 0 && position !== undefined;
      return isHeld ? { ...stop, locks: { ...stop.locks, position } } : stop;
    });
    const scope: RoutingScope = fitNew ? { kind: 'fit_new' } : { kind: 'team', teamId: 'a' };
    return { ...problem, stops, current, options: { ...problem.options, scope } };
  });
