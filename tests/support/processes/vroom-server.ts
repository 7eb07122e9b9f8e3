import { createServer } from 'node:http';

import * as z from 'zod';

import {
  DEFAULT_WEIGHTS,
  NO_LOCKS,
  type RoutingProblem,
} from '#server/methods/routing/routing-problem.ts';
import { solveRoutes } from '#server/methods/routing/solve-routes.ts';
import { portOf } from './listening-port.ts';

const Whole = z.number().int().min(0).max(4_294_967_295);
const Span = z.tuple([Whole, Whole]);
/** Request format of VROOM (its docs/API.md); strict, so that a misspelt key is noticed. */
const Asked = z.strictObject({
  vehicles: z.array(
    z
      .strictObject({
        id: Whole,
        profile: z.string(),
        start_index: Whole.optional(),
        end_index: Whole.optional(),
        time_window: Span,
        skills: z.array(Whole),
        capacity: z.array(Whole).length(1),
        max_tasks: Whole.optional(),
        breaks: z.array(
          z.strictObject({ id: Whole, time_windows: z.array(Span).min(1), service: Whole }),
        ),
      })
      .refine(({ start_index: start, end_index: end }) => start !== undefined || end !== undefined),
  ),
  jobs: z.array(
    z.strictObject({
      id: Whole,
      location_index: Whole,
      service: Whole,
      delivery: z.array(Whole).length(1),
      skills: z.array(Whole),
      priority: z.number().int().min(0).max(100),
      time_windows: z.array(Span).min(1).optional(),
    }),
  ),
  matrices: z.record(z.string(), z.strictObject({ durations: z.array(z.array(Whole)) })),
});

/** The problem as the format says it and nothing beyond, rebuilt without looking at where it came from. */
export function problemOfVroom(given: unknown): RoutingProblem {
  const { vehicles, jobs, matrices } = Asked.parse(given);
  const span = ([from, to]: readonly [number, number]) => ({ from, to });
  return {
    stops: jobs.map((job) => ({
      id: String(job.id),
      place: job.location_index,
      serviceSeconds: job.service,
      windows: (job.time_windows ?? []).map(span),
      priority: 1 + job.priority,
      demand: job.delivery[0] ?? 0,
      skills: job.skills.map(String),
      locks: NO_LOCKS,
    })),
    teams: vehicles.map((vehicle) => ({
      id: String(vehicle.id),
      start: vehicle.start_index ?? null,
      end: vehicle.end_index ?? null,
      hours: span(vehicle.time_window),
      breaks: vehicle.breaks.map(({ time_windows: [first = [0, 0]], service }) => ({
        ...span(first),
        seconds: service,
      })),
      skills: vehicle.skills.map(String),
      maxStops: vehicle.max_tasks ?? null,
      capacity: vehicle.capacity[0] ?? null,
      profile: vehicle.profile,
    })),
    matrices: Object.fromEntries(
      Object.entries(matrices).map(([profile, { durations }]) => [
        profile,
        {
          size: durations.length,
          seconds: Float64Array.from(durations.flat()),
          metres: new Float64Array(durations.length ** 2),
        },
      ]),
    ),
    options: {
      seed: 1,
      budget: { iterations: 400 },
      scope: { kind: 'everything' },
      weights: DEFAULT_WEIGHTS,
      fewestTeams: false,
    },
  };
}

export type Behaviour = 'solve' | 'pile_up' | 'invent' | 'refuse' | 'mumble' | 'hang';

/**
 * A server that speaks VROOM's format on a free port of this machine: it solves, or gives all jobs to one vehicle,
 * invents a job, refuses with VROOM's own error, answers what is no JSON, or never answers.
 */
export async function startVroomServer(iterations = 3_000) {
  let behaviour: Behaviour = 'solve';
  const received: unknown[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      if (behaviour === 'hang') return;
      const asked: unknown = JSON.parse(Buffer.concat(parts).toString('utf8'));
      received.push(asked);
      const [status, body] = answerOf(behaviour, asked, iterations);
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${portOf(server)}/`,
    received,
    behave(how: Behaviour) {
      behaviour = how;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answerOf(behaviour: Behaviour, asked: unknown, iterations: number): [number, string] {
  const problem = problemOfVroom(asked);
  if (behaviour === 'refuse') return [500, JSON.stringify({ code: 3, error: 'Routing error' })];
  if (behaviour === 'mumble') return [200, 'no JSON at all'];
  const ids = problem.stops.map(({ id }) => Number(id));
  if (behaviour === 'pile_up') return [200, answer([{ vehicle: 0, jobs: ids }])];
  if (behaviour === 'invent') return [200, answer([{ vehicle: 0, jobs: [...ids, 9_999] }])];
  const options = { ...problem.options, budget: { iterations } };
  const { routes } = solveRoutes({ ...problem, options }, { now: () => 0 }).plan;
  return [
    200,
    answer(
      routes.map(({ teamId, stops }) => ({
        vehicle: Number(teamId),
        jobs: stops.map(({ stopId }) => Number(stopId)),
      })),
    ),
  ];
}

function answer(routes: readonly { vehicle: number; jobs: readonly number[] }[]): string {
  return JSON.stringify({
    code: 0,
    summary: { cost: 0, routes: routes.length, unassigned: 0, setup: 0, service: 0, duration: 0 },
    unassigned: [],
    routes: routes.map(({ vehicle, jobs }) => ({
      vehicle,
      cost: 0,
      steps: [
        { type: 'start', arrival: 0, setup: 0, service: 0, waiting_time: 0 },
        ...jobs.map((id) => ({ type: 'job', id, job: id, arrival: 0, service: 0 })),
        { type: 'end', arrival: 0, setup: 0, service: 0, waiting_time: 0 },
      ],
    })),
  });
}
