import type { APIRequest } from '@playwright/test';

import type { RecurrenceList } from '#server/contract/route-recurrence.ts';
import type { RouteDetail, RouteList } from '#server/contract/route.ts';
import type { EditedRoute } from '#server/contract/route-edit.ts';
import type { InspectionObjectPage } from '#server/contract/inspection-object.ts';
import type { FieldRouteList } from '#server/contract/route-result.ts';
import type { Shift, TeamList } from '#server/contract/team.ts';
import { civilDate } from '#server/contract/civil-day.ts';
import { addDays } from '#server/contract/time.ts';
import { problemsIn } from '#server/features/routes/rules.ts';
import { recurrenceBody } from '#tests/support/routes/recurrence-acts.ts';
import { SHIFT } from '#tests/support/routes/route-acts.ts';

import { clerk } from './handover-story.ts';

/** Teams of the inspector of the demonstration, with their usual day. */
export async function askTeams(
  request: APIRequest,
  names: readonly string[],
  day: Partial<Shift> = {},
): Promise<void> {
  const planner = await clerk(request, 'planner');
  const { inspectors, items } = await planner.asks<TeamList>('/api/teams');
  const known = new Set(items.map(({ name }) => name));
  const own = inspectors.filter(({ name }) => name.includes('Đội 178'));
  for (const name of names.filter((one) => !known.has(one))) {
    await planner.does('/api/teams', {
      name,
      skills: [],
      memberIds: (own.length > 0 ? own : inspectors).slice(0, 1).map(({ accountId }) => accountId),
      templates: [{ name: 'Cả ngày', shift: { ...SHIFT, ...day } }],
      version: 0,
    });
  }
  await planner.leaves();
}

/** Businesses to inspect, a few streets from each other in the middle of the city. */
export async function askBusinesses(request: APIRequest, count: number): Promise<void> {
  const planner = await clerk(request, 'planner');
  for (let at = 0; at < count; at += 1) {
    await planner.does('/api/inspection-objects', {
      name: `Cơ sở Minh Họa Dày ${at + 1}`,
      category: 'KAR',
      address: `Số ${at + 1} Phố Minh Họa`,
      position: [105.848 + (at % 8) * 0.0012, 21.026 + Math.floor(at / 8) * 0.0012],
    });
  }
  await planner.leaves();
}

/** A recurrence of every day in a commune that there is no more; its first days have been tried. Made once. */
export async function askUnmadeDay(request: APIRequest): Promise<void> {
  const team = 'Tổ của xã cũ';
  await askTeams(request, [team]);
  const planner = await clerk(request, 'planner');
  const known = await planner.asks<RecurrenceList>('/api/route-recurrences');
  if (known.items.length === 0) {
    const { items } = await planner.asks<TeamList>('/api/teams');
    const teams = items.filter(({ name }) => name === team);
    const more = { weekdays: [1, 2, 3, 4, 5, 6, 7], daysAhead: 2, communes: ['99999'] };
    const fromOn = addDays(civilDate(new Date().toISOString()), 1);
    await planner.does('/api/route-recurrences', recurrenceBody(teams, { ...more, fromOn }));
  }
  await planner.leaves();
}

/** A published route of one team, its first two stops done. Made once, for screens that are looked at often. */
export async function askWalkedRoute(request: APIRequest, title: string): Promise<number> {
  const team = `Tổ của ${title}`;
  await askTeams(request, [team]);
  const planner = await clerk(request, 'planner');
  const { items } = await planner.asks<RouteList>('/api/routes');
  const known = items.find((route) => route.title === title);
  if (known !== undefined) return known.id;
  const teams = await planner.asks<TeamList>('/api/teams');
  const route = await planner.does<RouteDetail>('/api/routes', {
    title,
    onDate: civilDate(new Date().toISOString()),
    kind: 'regular',
    unannounced: false,
    shifts: teams.items
      .filter(({ name }) => name === team)
      .map(({ id }) => ({ teamId: id, shift: SHIFT })),
  });
  const edits = `/api/routes/${route.id}/edits`;
  const add = { kind: 'add', way: { kind: 'top', count: 5, communes: [] } };
  const { route: filled } = await planner.does<EditedRoute>(edits, {
    version: route.version,
    operations: [add],
  });
  const orders = [{ shiftId: route.shifts[0]?.id, stopIds: filled.stops.map(({ id }) => id) }];
  await publishes(planner, filled, orders);
  await planner.leaves();
  const inspector = await clerk(request, 'inspector');
  const mine = await inspector.asks<FieldRouteList>('/api/routes/mine');
  const stops = mine.items.find(({ routeId }) => routeId === route.id)?.stops ?? [];
  for (const [at, { id, objectId }] of stops.slice(0, 2).entries()) {
    const hindered = at === 1;
    await inspector.does(`/api/routes/${route.id}/results`, {
      resultId: crypto.randomUUID(),
      stopId: id,
      arrivedAt: null,
      finishedAt: new Date().toISOString(),
      result: hindered ? 'could_not_check' : 'no_sign',
      obstacle: hindered ? 'closed' : null,
      inspection: objectId !== null && !hindered ? 'reminder' : null,
    });
  }
  await inspector.leaves();
  return route.id;
}

/** A published route of today for some teams, so many businesses for each; gives its number. */
export async function askRouteOfToday(
  request: APIRequest,
  title: string,
  teamNames: readonly string[],
  each = 2,
): Promise<number> {
  const count = each * teamNames.length;
  await askTeams(request, teamNames);
  await askBusinesses(request, count);
  const planner = await clerk(request, 'planner');
  const teams = await planner.asks<TeamList>('/api/teams');
  const businesses = await planner.asks<InspectionObjectPage>(
    `/api/inspection-objects?limit=100&q=${encodeURIComponent('Cơ sở Minh Họa Dày')}`,
  );
  const route = await planner.does<RouteDetail>('/api/routes', {
    title,
    onDate: civilDate(new Date().toISOString()),
    kind: 'regular',
    unannounced: false,
    shifts: teamNames.map((name) => ({
      teamId: teams.items.find((team) => team.name === name)?.id,
      shift: SHIFT,
    })),
  });
  const objectIds = businesses.items.slice(0, count).map(({ id }) => id);
  const edits = `/api/routes/${route.id}/edits`;
  const { route: filled } = await planner.does<EditedRoute>(edits, {
    version: route.version,
    operations: [{ kind: 'add', way: { kind: 'objects', objectIds } }],
  });
  const ids = filled.stops.map(({ id }) => id);
  const orders = filled.shifts.map(({ id }, at) => ({
    shiftId: id,
    stopIds: ids.slice(at * each, (at + 1) * each),
  }));
  await publishes(planner, filled, orders);
  await planner.leaves();
  return route.id;
}

type TeamOfToday = { teamName: string; messages: readonly { body: string }[] };
type TeamsOfToday = { routes: readonly { teams: readonly TeamOfToday[] }[] };

/** Lists the messages that the server has for a team today, newest first. */
export async function messagesTo(request: APIRequest, team: string): Promise<string[]> {
  const planner = await clerk(request, 'planner');
  const { routes } = await planner.asks<TeamsOfToday>('/api/routes/live');
  await planner.leaves();
  const own = routes.flatMap(({ teams }) => teams).filter(({ teamName }) => teamName === team);
  return own.flatMap(({ messages }) => messages.map(({ body }) => body));
}

type Orders = readonly { shiftId: number | undefined; stopIds: readonly number[] }[];

/** Puts the stops into the teams' orders, and gives the route to the teams with whatever rules it breaks. */
async function publishes(
  planner: Awaited<ReturnType<typeof clerk>>,
  { id, version }: { id: number; version: number },
  orders: Orders,
): Promise<void> {
  const { route } = await planner.does<EditedRoute>(`/api/routes/${id}/edits`, {
    version,
    operations: [{ kind: 'arrange', orders }],
  });
  await planner.does(`/api/routes/${id}/publish`, {
    version: route.version,
    randomShareReason: 'Chỉ để xem',
    acceptedProblems: problemsIn(route.plan.shifts),
  });
}
