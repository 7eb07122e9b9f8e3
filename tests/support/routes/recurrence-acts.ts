import type { Recurrence, RecurrenceList } from '#server/contract/route-recurrence.ts';
import type { Team } from '#server/contract/team.ts';
import { asSystem } from '#server/db/transaction.ts';
import { RECURRENCE_JOBS } from '#server/features/routes/recurrence-jobs.ts';
import { jobRunner } from '#server/jobs/job-runner.ts';
import type { TestApp, TestClient } from '#tests/support/test-app.ts';

import { okJson, SHIFT } from './route-acts.ts';

/** Every Wednesday and Friday from the day after the day of the tests on, drafted a week ahead. */
export function recurrenceBody(teams: readonly Team[], more: Record<string, unknown> = {}) {
  return {
    title: 'Tuyến tuần',
    kind: 'regular',
    unannounced: false,
    weekdays: [3, 5],
    fromOn: '2026-11-25',
    toOn: null,
    daysAhead: 7,
    shifts: teams.map(({ id }) => ({ teamId: id, shift: SHIFT })),
    stops: 6,
    communes: [],
    only: null,
    weights: null,
    randomShare: null,
    version: 0,
    ...more,
  };
}

/** The recurrence of that title, as the list has it. */
export function titled({ items }: RecurrenceList, title: string): Recurrence {
  const found = items.find((one) => one.title === title);
  if (found === undefined) throw new Error(`no recurrence is called ${title}`);
  return found;
}

export async function addRecurrence(
  planner: TestClient,
  teams: readonly Team[],
  more: Record<string, unknown> = {},
): Promise<Recurrence> {
  const body = recurrenceBody(teams, more);
  const list = await okJson<RecurrenceList>(planner.post('/api/route-recurrences', body));
  return titled(list, body.title);
}

export async function readRecurrence(planner: TestClient, title: string): Promise<Recurrence> {
  return titled(await okJson<RecurrenceList>(planner.get('/api/route-recurrences')), title);
}

/** Runs what is due now: the drafts that an act has asked for, and those of the clock. */
export async function runDrafts({ deps }: TestApp): Promise<void> {
  await jobRunner(deps, RECURRENCE_JOBS)();
}

/** Drafts at once, as a process that has just taken the job. @returns the error that the job ended with */
export async function draftNow({ deps }: TestApp): Promise<unknown> {
  const job = { id: 0, kind: '', runKey: '', attempts: 1, payload: {} };
  try {
    for (const kind of RECURRENCE_JOBS.kinds) await kind.run(deps, job);
    return null;
  } catch (error) {
    return error;
  }
}

/** Seeds, draws and titles of the routes of a recurrence, by day. */
export function draftsOf({ database }: TestApp, recurrenceId: number) {
  return asSystem(
    database,
    (sql) => sql<
      {
        routeId: number;
        onDate: string;
        title: string;
        seed: number;
        state: string;
        draws: number;
        random: number;
        stops: number;
      }[]
    >`
      select
        route.id as route_id, route.on_date, route.title, route.seed, route.state,
        (select count(*)::int from route_draw where route_draw.route_id = route.id) as draws,
        (
          select count(*)::int from stop where stop.route_id = route.id and stop.random
        ) as random,
        (select count(*)::int from stop where stop.route_id = route.id) as stops
      from route
      join route_recurrence_day made on made.route_id = route.id
      where made.recurrence_id = ${recurrenceId}
      order by route.on_date`,
  );
}
