import { readFileSync } from 'node:fs';

import postgres from 'postgres';

import { Random } from '#server/methods/routing/random.ts';
import {
  DEFAULT_WEIGHTS,
  NO_LOCKS,
  type RoutingProblem,
} from '#server/methods/routing/routing-problem.ts';
import { solveRoutes } from '#server/methods/routing/solve-routes.ts';
import { findPostgres, startPostgres } from '#tests/support/database/postgres-server.ts';
import { realData, realDataMissing } from '#tests/support/files/real-data.ts';
import { faultsOf } from '#tests/support/routes/verify-routes.ts';

import type { Row } from './row.ts';
import {
  type Lengths,
  type Limits,
  savingsRoutes,
  splitTour,
  tourLength,
} from './simple-routes.ts';
import { parseBestKnown, parseSolomon, parseUchoa } from './vrp-instance.ts';

const STOPS = 100;
const LIMITS: Limits = { teams: 4, mostStops: 28 };
const OURS = 'ruin and recreate, 1 s';
const STANDARD = [
  { name: 'C101', file: 'C101.txt', seconds: 10 },
  { name: 'R101', file: 'R101.txt', seconds: 10 },
  { name: 'R112', file: 'R112.txt', seconds: 10 },
  { name: 'RC101', file: 'RC101.txt', seconds: 10 },
  { name: 'X-n101-k25', file: 'X-n101-k25.vrp', seconds: 10 },
  { name: 'X-n200-k36', file: 'X-n200-k36.vrp', seconds: 60 },
  { name: 'X-n401-k29', file: 'X-n401-k29.vrp', seconds: 60 },
];

/** Ours against a tour of pgRouting cut into routes, and against savings with 2-opt, on the same lengths. */
export async function benchRoutes(): Promise<Row[]> {
  const rows: Row[] = [];
  const binaries = findPostgres();
  if (binaries === null) throw new Error('the routes suite needs PostgreSQL with pgRouting');
  const server = await startPostgres(binaries);
  const sql = postgres(server.url('postgres'), { max: 1, onnotice: () => {} });
  try {
    await sql`create extension if not exists pgrouting cascade`;
    for (const seed of [1, 2, 3]) rows.push(...(await compareOn(sql, seed)));
  } finally {
    await sql.end();
    server.stop();
  }
  return [...rows, ...standardRows()];
}

async function compareOn(sql: postgres.Sql, seed: number): Promise<Row[]> {
  const lengths = scatteredStops(seed);
  const name = `${STOPS} stops, ${LIMITS.teams} teams, no. ${seed}`;
  const ways: [string, () => Promise<number[][]> | number[][]][] = [
    [OURS, () => ownRoutes(lengths)],
    [
      'pgr_TSP cut into routes',
      async () => splitTour(lengths, await pgrTour(sql, lengths), LIMITS),
    ],
    ['savings and 2-opt', () => savingsRoutes(lengths, LIMITS)],
  ];
  const rows: Row[] = [];
  let own = 0;
  for (const [subject, find] of ways) {
    const start = performance.now();
    const routes = await find();
    const time = (performance.now() - start) / 1_000;
    const visited = new Set(routes.flat());
    if (visited.size !== STOPS || routes.some((route) => route.length > LIMITS.mostStops)) {
      throw new Error(`${subject} keeps to no rule`);
    }
    const length = routes.reduce((sum, route) => sum + tourLength(lengths, route), 0) / 1_000;
    if (subject === OURS) own = length;
    const at = { suite: 'routes', subject, case: name };
    rows.push({ ...at, metric: 'length', value: length, unit: 'km' });
    rows.push({ ...at, metric: 'length beside ours', value: length / own, unit: '×' });
    rows.push({ ...at, metric: 'time', value: time, unit: 's' });
  }
  return rows;
}

/** Places spread evenly over a town of 40 × 40 km with its depot in the middle; straight lengths. */
function scatteredStops(seed: number): Lengths {
  const random = new Random(seed);
  const spots = Array.from({ length: STOPS + 1 }, (_, at) =>
    at === 0 ? { x: 20_000, y: 20_000 } : { x: random.below(40_000), y: random.below(40_000) },
  );
  const metres = spots.flatMap((a) =>
    spots.map((b) => Math.round(Math.hypot(a.x - b.x, a.y - b.y))),
  );
  return { size: spots.length, metres: Float64Array.from(metres) };
}

function ownRoutes({ size, metres }: Lengths): number[][] {
  const problem: RoutingProblem = {
    stops: Array.from({ length: STOPS }, (_, at) => ({
      id: String(at + 1),
      place: at + 1,
      serviceSeconds: 0,
      windows: [],
      priority: 1,
      demand: 1,
      skills: [],
      locks: NO_LOCKS,
    })),
    teams: Array.from({ length: LIMITS.teams }, (_, at) => ({
      id: String(at),
      start: 0,
      end: 0,
      hours: { from: 0, to: Number.POSITIVE_INFINITY },
      breaks: [],
      skills: [],
      maxStops: LIMITS.mostStops,
      capacity: null,
      profile: 'car',
    })),
    matrices: { car: { size, seconds: metres, metres } },
    options: {
      seed: 1,
      budget: { milliseconds: 1_000 },
      scope: { kind: 'everything' },
      weights: { ...DEFAULT_WEIGHTS, metre: 1, second: 0 },
      fewestTeams: false,
    },
  };
  const { plan } = solveRoutes(problem, { now: () => performance.now() });
  return plan.routes.map(({ stops }) => stops.map(({ stopId }) => Number(stopId)));
}

/** The order in which pgRouting's tour visits the stops. */
async function pgrTour(sql: postgres.Sql, { size, metres }: Lengths): Promise<number[]> {
  await sql`drop table if exists bench_length`;
  await sql`create unlogged table bench_length (start_vid bigint, end_vid bigint, agg_cost float8)`;
  const places = Array.from({ length: size }, (_, at) => at);
  await sql`
    insert into bench_length
    select (at - 1) / ${size}::integer + 1, (at - 1) % ${size}::integer + 1, metres
    from unnest(${[...metres]}::float8[]) with ordinality as given (metres, at)`;
  const rows = await sql<{ node: string }[]>`
    select node from pgr_tsp('select start_vid, end_vid, agg_cost from bench_length', 1)
    order by seq`;
  const order = rows.map(({ node }) => Number(node) - 1);
  return order.filter(
    (place, at) => place !== 0 && places.includes(place) && order.indexOf(place) === at,
  );
}

/** Measures the excess over the best known lengths after a fixed time: capacities and time windows. */
function standardRows(): Row[] {
  if (realDataMissing) return [];
  return STANDARD.flatMap(({ name, file, seconds }) => {
    const text = readFileSync(realData(`vrp/${file}`), 'utf8');
    const { problem, scale } = file.endsWith('.vrp') ? parseUchoa(text) : parseSolomon(text);
    const best = parseBestKnown(readFileSync(realData(`vrp/${name}.sol`), 'utf8'));
    const options = { ...problem.options, budget: { milliseconds: seconds * 1_000 } };
    const hooks = { now: () => performance.now() };
    const { plan, iterations } = solveRoutes({ ...problem, options }, hooks);
    const faults = faultsOf(problem, plan);
    if (faults.length > 0) throw new Error(`${name} is not solved: ${faults.join('; ')}`);
    const at = { suite: 'routes', subject: 'ruin and recreate', case: `${name}, ${seconds} s` };
    const beyond = 100 * (plan.totals.metres / scale / best - 1);
    return [
      { ...at, metric: 'length', value: plan.totals.metres / scale, unit: '' },
      { ...at, metric: 'beyond the best known', value: beyond, unit: '%' },
      { ...at, metric: 'left out', value: plan.totals.unassigned, unit: 'stops' },
      { ...at, metric: 'rate', value: iterations / seconds, unit: 'rounds/s' },
    ];
  });
}
