import { problemsIn } from '#server/features/routes/rules.ts';
import * as z from 'zod';

import told from '#data/demo/routes.json' with { type: 'json' };
import { CandidateKind } from '#server/contract/candidate.ts';
import { CheckObstacle } from '#server/contract/check.ts';
import type { LonLat } from '#server/contract/geo.ts';
import { InspectionKind } from '#server/contract/inspection.ts';
import { CheckResult } from '#server/contract/point.ts';
import { RecordStopResult } from '#server/contract/route-result.ts';
import type { RouteDetail } from '#server/contract/route.ts';
import { Skills, type Shift } from '#server/contract/team.ts';
import { addDays, type IsoDate, type IsoInstant } from '#server/contract/time.ts';
import type { Deps } from '#server/deps.ts';
import { createRoute, publishRoute } from '#server/features/routes/commands.ts';
import { editRoute } from '#server/features/routes/edit-commands.ts';
import { finishShift, recordStopResult } from '#server/features/routes/field-commands.ts';
import { addTeam } from '#server/features/teams/commands.ts';

import type { Cast } from './cast.ts';

const Hour = z.string().regex(/^\d\d:\d\d$/);
const Told = z.object({
  title: z.string(),
  /** From the day of the telling. */
  days: z.number().int(),
  kind: InspectionKind,
  unannounced: z.boolean(),
  teams: z.array(z.number().int()),
  communes: z.array(z.string()),
  only: CandidateKind.optional(),
  count: z.number().int(),
  arranged: z.boolean(),
  published: z.boolean(),
  results: z
    .array(
      z.object({
        arrived: Hour,
        finished: Hour,
        result: CheckResult,
        inspection: RecordStopResult.shape.inspection,
        obstacle: CheckObstacle.nullable().default(null),
        note: z.string().nullable().default(null),
      }),
    )
    .default([]),
  ended: Hour.optional(),
});
type Told = z.infer<typeof Told>;

const Story = z.object({
  /** Code of the commune in whose middle the teams begin and end. */
  start: z.string(),
  teams: z.array(z.object({ name: z.string(), skills: Skills, withInspector: z.boolean() })),
  routes: z.array(Told),
});

type Ground = { cast: Cast; centres: ReadonlyMap<string, LonLat> };

/** Makes two teams and three routes: one that is done, one of today for the inspector, a draft for tomorrow. */
export async function tellRoutes(deps: Deps, { cast, centres }: Ground): Promise<void> {
  const { start, teams, routes } = Story.parse(told);
  const shift = dayFrom(centres.get(start) ?? null);
  const teamIds: number[] = [];
  for (const { name, skills, withInspector } of teams) {
    const memberIds = withInspector ? [cast.inspector.accountId] : [];
    const templates = [{ name: 'Cả ngày', shift }];
    const { items } = await addTeam(deps, cast.planner, {
      name,
      skills,
      memberIds,
      templates,
      version: 0,
    });
    teamIds.push(items.find((team) => team.name === name)?.id ?? 0);
  }
  for (const route of routes) {
    const chosen = route.teams.map((at) => ({ teamId: teamIds[at] ?? 0, shift }));
    await tellRoute(deps, cast, route, chosen);
  }
}

async function tellRoute(
  deps: Deps,
  cast: Cast,
  route: Told,
  shifts: { teamId: number; shift: Shift }[],
): Promise<void> {
  const onDate = addDays(deps.clock.today(), route.days);
  // Planned in the morning of its day, or now.
  const morning = route.days < 0 ? at(deps, onDate, '06:30') : deps;
  const { title, kind, unannounced, communes, count, only } = route;
  const draft = await createRoute(morning, cast.planner, {
    title,
    onDate,
    kind,
    unannounced,
    shifts,
  });
  const { route: filled } = await editRoute(morning, cast.planner, draft.id, {
    version: draft.version,
    operations: [{ kind: 'add', way: { kind: 'top', count, communes, only } }],
  });
  if (!route.arranged) return;
  const shiftId = filled.shifts[0]?.id ?? 0;
  const stopIds = wayThrough(filled);
  const { route: ready } = await editRoute(morning, cast.planner, draft.id, {
    version: filled.version,
    operations: [{ kind: 'arrange', orders: [{ shiftId, stopIds }] }],
  });
  if (!route.published) return;
  await publishRoute(morning, cast.planner, draft.id, {
    version: ready.version,
    randomShareReason: null,
    acceptedProblems: problemsIn(ready.plan.shifts),
  });
  await tellResults(deps, cast, { route, onDate, routeId: draft.id, shiftId, stopIds });
}

async function tellResults(
  deps: Deps,
  cast: Cast,
  given: { route: Told; onDate: IsoDate; routeId: number; shiftId: number; stopIds: number[] },
): Promise<void> {
  const { route, onDate, routeId, shiftId, stopIds } = given;
  for (const [index, { arrived, finished, ...result }] of route.results.entries()) {
    await recordStopResult(at(deps, onDate, finished), cast.inspector, routeId, {
      ...result,
      resultId: deps.newId(),
      stopId: stopIds[index] ?? 0,
      arrivedAt: instant(onDate, arrived),
      finishedAt: instant(onDate, finished),
      checklist: {},
      reason: null,
      position: null,
      accuracyMetres: null,
      photoIds: [],
    });
  }
  if (route.ended === undefined) return;
  await finishShift(at(deps, onDate, route.ended), cast.inspector, routeId, {
    shiftId,
    reason: null,
  });
}

/** From stop to the nearest of those that are left. */
function wayThrough({ stops }: RouteDetail): number[] {
  const order: number[] = [];
  let left = [...stops];
  let here: LonLat | undefined = stops[0]?.place;
  while (here !== undefined) {
    const from: LonLat = here;
    const away = ({ place }: { place: LonLat }) =>
      Math.hypot(place[0] - from[0], place[1] - from[1]);
    const [next] = left.toSorted((a, b) => away(a) - away(b));
    here = next?.place;
    if (next !== undefined) order.push(next.id);
    left = left.filter(({ id }) => id !== next?.id);
  }
  return order;
}

function dayFrom(place: LonLat | null): Shift {
  return {
    vehicle: 'motorbike',
    startsAt: 480,
    endsAt: 1_020,
    rest: { from: 690, to: 780, minutes: 45 },
    start: place,
    end: place,
    mostStops: null,
  };
}

function at(deps: Deps, day: IsoDate, hour: string): Deps {
  return { ...deps, clock: { now: () => instant(day, hour), today: () => day } };
}

function instant(day: IsoDate, hour: string): IsoInstant {
  return new Date(`${day}T${hour}:00+07:00`).toISOString();
}
