import { randomUUID } from 'node:crypto';

import type { FieldRouteList } from '#server/contract/route-result.ts';
import type { RouteDetail } from '#server/contract/route.ts';
import type { EditedRoute } from '#server/contract/route-edit.ts';
import type { TeamList } from '#server/contract/team.ts';
import type { TipDetail, TipReceipt } from '#server/contract/tip.ts';
import { problemsIn } from '#server/features/routes/rules.ts';
import { IN_HOAN_KIEM, type People } from '#tests/support/points/register-acts.ts';
import { SHIFT } from '#tests/support/routes/route-acts.ts';
import type { TestClient } from '#tests/support/test-app.ts';

import { HERE, type Planter } from './planter.ts';

const TODAY = '2026-11-24';

/** Words in every form of the daily work: tips, inspections and routes. */
export async function plantWork(
  planter: Planter,
  by: People,
  inspector: TestClient,
): Promise<void> {
  await plantTips(planter, by);
  await plantInspections(planter, by);
  await plantRoutes(planter, by, inspector);
}

async function plantTips(planter: Planter, by: People): Promise<void> {
  const received = (more: Record<string, unknown> = {}) =>
    planter.does<TipReceipt>(by.officer, 'POST /api/tips', {
      kind: 'crime_information',
      channel: 'hotline',
      receivedOn: '2026-11-20',
      position: IN_HOAN_KIEM,
      placeName: HERE,
      policeNumber: HERE,
      ...more,
    });
  let tip: { id: number } = await received();
  const step = async (verb: string, more: Record<string, unknown> = {}, client = by.officer) => {
    const { version } = await planter.does<TipDetail>(by.analyst, 'GET /api/tips/{id}', {}, tip);
    await planter.does<TipDetail>(
      client,
      `POST /api/tips/{id}/${verb}`,
      { version, effectiveOn: TODAY, documentNumber: HERE, note: HERE, ...more },
      { id: tip.id },
    );
  };
  await step('accept');
  await step('extend', {}, by.analyst);
  await step('suspend', {}, by.analyst);
  await step('resume', {}, by.leader);
  await step('verify');
  await step('classify', { kind: 'feedback', category: 'KAR' });
  await step('handle', { outcome: 'unsubstantiated' });
  tip = await received();
  const day = '2026-11-20';
  await step('forward', { authority: HERE, effectiveOn: day, documentOn: day });
  const late = await planter.does<TipDetail>(by.analyst, 'GET /api/tips/{id}', {}, tip);
  const review = { seq: late.events.at(-1)?.seq, verdict: 'refused', reason: HERE };
  await planter.does(by.coordinator, 'POST /api/tips/{id}/papers', review, tip);
  tip = await received();
  const { items } = await planter.does<{ items: { id: number; code: string }[] }>(
    by.analyst,
    'GET /api/communes',
    {},
  );
  const communeId = items.find(({ code }) => code === '09700')?.id;
  const ask = async () => {
    await step('transfer', { communeId }, by.analyst);
    const { transfer } = await planter.does<TipDetail>(by.analyst, 'GET /api/tips/{id}', {}, tip);
    return { id: transfer?.id ?? 0 };
  };
  const transfers = 'POST /api/tip-transfers/{id}';
  await planter.does(by.otherLeader, `${transfers}/refuse`, { reason: HERE }, await ask());
  await planter.does(by.analyst, `${transfers}/withdraw`, { reason: HERE }, await ask());
  await ask();
}

async function plantInspections(planter: Planter, by: People): Promise<void> {
  const entry = { name: `Karaoke ${HERE}`, category: 'KAR', address: HERE, position: IN_HOAN_KIEM };
  const objects = '/api/inspection-objects';
  let made = await planter.does<{ id: number; version: number; communeId: number }>(
    by.planner,
    `POST ${objects}`,
    entry,
  );
  const { id, communeId } = made;
  made = await planter.does(
    by.planner,
    `POST ${objects}/{id}/change`,
    { ...entry, version: made.version },
    { id },
  );
  const visited = await planter.does<{ version: number; inspections: { id: number }[] }>(
    by.planner,
    `POST ${objects}/{id}/inspections`,
    {
      kind: 'regular',
      result: 'could_not_inspect',
      inspectedOn: '2026-11-20',
      obstacle: HERE,
      documentNumber: HERE,
      note: HERE,
    },
    { id },
  );
  await planter.does(
    by.planner,
    `POST ${objects}/{id}/inspections/{inspectionId}/withdraw`,
    { reason: HERE },
    { id, inspectionId: visited.inspections[0]?.id ?? 0 },
  );
  await plantLateVisit(planter, by, id);
  made = await planter.does(by.planner, `GET ${objects}/{id}`, {}, { id });
  made = await planter.does(
    by.planner,
    `POST ${objects}/{id}/close`,
    { version: made.version, closedOn: '2026-11-22', reason: HERE },
    { id },
  );
  await planter.does(
    by.planner,
    `POST ${objects}/{id}/reopen`,
    { version: made.version, reason: HERE },
    { id },
  );
  const quota = { communeId, year: 2026, quota: 30, documentNumber: HERE };
  await planter.does(by.coordinator, 'POST /api/inspection-quotas', quota);
}

async function plantRoutes(planter: Planter, by: People, inspector: TestClient): Promise<void> {
  const team = {
    name: `Tổ ${HERE}`,
    skills: [],
    memberIds: [inspector.account?.accountId],
    templates: [{ name: HERE, shift: SHIFT }],
    version: 0,
  };
  const teams = await planter.does<TeamList>(by.planner, 'POST /api/teams', team);
  const teamId = teams.items[0]?.id ?? 0;
  const version = teams.items[0]?.version ?? 1;
  await planter.does(by.planner, 'POST /api/teams/{id}', { ...team, version }, { id: teamId });
  const shifts = [{ teamId, shift: SHIFT }];
  const recurrence = {
    title: HERE,
    kind: 'regular',
    unannounced: false,
    weekdays: [1],
    fromOn: '2026-12-07',
    toOn: null,
    daysAhead: 7,
    shifts,
    stops: 5,
    communes: [],
    only: null,
    weights: null,
    randomShare: null,
    version: 0,
  };
  const { items } = await planter.does<{ items: { id: number; version: number }[] }>(
    by.planner,
    'POST /api/route-recurrences',
    recurrence,
  );
  const [first] = items;
  await planter.does(
    by.planner,
    'POST /api/route-recurrences/{id}',
    { ...recurrence, version: first?.version },
    { id: first?.id ?? 0 },
  );
  const route = await planter.does<RouteDetail>(by.planner, 'POST /api/routes', {
    title: HERE,
    onDate: TODAY,
    kind: 'regular',
    unannounced: false,
    shifts,
  });
  const { id } = route;
  await planter.does(
    by.planner,
    'POST /api/routes/{id}/copy',
    { onDate: '2026-11-26', title: HERE },
    { id },
  );
  await plantDay(planter, by, inspector, route);
  await plantWithdrawn(planter, by, shifts);
}

/** A route of the day that was published and taken back. */
async function plantWithdrawn(planter: Planter, by: People, shifts: unknown): Promise<void> {
  const withdrawn = await planter.does<RouteDetail>(by.planner, 'POST /api/routes', {
    title: 'Lộ trình rút lại',
    onDate: TODAY,
    kind: 'regular',
    unannounced: false,
    shifts,
  });
  await publishTop(planter, by, withdrawn);
  await planter.does(
    by.planner,
    'POST /api/routes/{id}/withdraw',
    { reason: HERE },
    { id: withdrawn.id },
  );
}

/** Publishes a route with three stops of its first team. */
async function publishTop(planter: Planter, by: People, route: RouteDetail): Promise<number> {
  const { id } = route;
  const edits = (version: number, operation: unknown) =>
    planter.does<EditedRoute>(
      by.planner,
      'POST /api/routes/{id}/edits',
      { version, operations: [operation] },
      { id },
    );
  const top = { kind: 'add', way: { kind: 'top', count: 3, communes: [] } };
  const added = await edits(route.version, top);
  const shiftId = route.shifts[0]?.id ?? 0;
  const orders = [{ shiftId, stopIds: added.route.stops.map((stop) => stop.id) }];
  const arranged = await edits(added.route.version, { kind: 'arrange', orders });
  const acceptedProblems = problemsIn(arranged.route.plan.shifts);
  await planter.does(
    by.planner,
    'POST /api/routes/{id}/publish',
    { version: arranged.route.version, randomShareReason: HERE, acceptedProblems },
    { id },
  );
  return shiftId;
}

/** One route on its day: stops, messages, results, and its end. */
async function plantDay(
  planter: Planter,
  by: People,
  inspector: TestClient,
  route: RouteDetail,
): Promise<void> {
  const { id } = route;
  const shiftId = await publishTop(planter, by, route);
  await planter.does(by.planner, 'POST /api/routes/{id}/messages', { shiftId, body: HERE }, { id });
  const mine = await planter.does<FieldRouteList>(inspector, 'GET /api/routes/mine', {});
  const stop = mine.items[0]?.stops[0];
  const at = { arrivedAt: null, finishedAt: '2026-11-24T02:30:00.000Z' };
  await planter.does(
    inspector,
    'POST /api/routes/{id}/results',
    {
      ...at,
      resultId: randomUUID(),
      stopId: stop?.id,
      result: 'could_not_check',
      obstacle: 'other',
      reason: HERE,
      note: HERE,
    },
    { id },
  );
  await planter.does(
    inspector,
    'POST /api/routes/{id}/unplanned',
    {
      key: randomUUID(),
      shiftId,
      name: `Quán ${HERE}`,
      place: IN_HOAN_KIEM,
      result: { resultId: randomUUID(), finishedAt: at.finishedAt, result: 'signs', note: HERE },
    },
    { id },
  );
  await planter.does(inspector, 'POST /api/routes/{id}/finish', { shiftId, reason: HERE }, { id });
}

/** A visit of last year, whose paper somebody else has seen. */
async function plantLateVisit(planter: Planter, by: People, id: number): Promise<void> {
  const objects = '/api/inspection-objects';
  const late = await planter.does<{ inspections: { id: number }[] }>(
    by.planner,
    `POST ${objects}/{id}/inspections`,
    {
      kind: 'regular',
      result: 'no_violation',
      inspectedOn: '2025-12-20',
      documentNumber: '15/BB-KT',
      documentOn: '2025-12-21',
    },
    { id },
  );
  await planter.does(
    by.coordinator,
    `POST ${objects}/{id}/papers`,
    { inspectionId: late.inspections.at(-1)?.id, verdict: 'refused', reason: HERE },
    { id },
  );
}
