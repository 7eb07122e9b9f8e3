import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';

import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type { EventKind, PointFlag, PointStatus } from '#server/contract/point.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import { type FlagInterval, flagIntervals } from '#server/features/life-cycle/flag-intervals.ts';
import { readFlagFacts } from '#server/features/life-cycle/queries.ts';
import { proposePoint } from '#server/features/points/commands.ts';
import { readWatchRules } from '#server/features/settings/life-cycle-settings.ts';
import { perform, type Step, step } from '#tests/support/random-life.ts';
import { IN_HOAN_KIEM } from '#tests/support/register-acts.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

const RUNS = inject('databaseTemplate').kind === 'server' ? 150 : 25;
const START = '2024-01-15T03:00:00.000Z';
const DAY = 86_400_000;
const MOVES: readonly EventKind[] = [
  'proposed',
  'recognised',
  'declined',
  'eliminated',
  'recurrence_confirmed',
  'delisted',
];

let testApp: TestApp;
let people: Actor[];
let analyst: Actor;
beforeAll(async () => {
  testApp = await createTestApp({ now: START });
  const names = [
    'analyst',
    'analyst.two',
    'coordinator',
    'coordinator.two',
    'leader',
    'leader.two',
    'leader.elsewhere',
    'officer',
    'planner',
  ];
  const roles = ['analyst', 'coordinator', 'leader', 'officer', 'planner'] as const;
  people = [];
  for (const username of names) {
    const role = roles.find((name) => username.startsWith(name)) ?? 'planner';
    const communeCodes = { 'leader.two': ['00082'], 'leader.elsewhere': ['09700'] }[username];
    const client = await testApp.as(username, { role, ...(communeCodes && { communeCodes }) });
    if (client.account !== null) people.push(client.account);
  }
  const [first] = people;
  if (first === undefined) throw new Error('nobody is there');
  analyst = first;
  await testApp.deps.points.reload();
});
afterAll(() => testApp.close());

/** One spot in a commune, or a stretch that two communes share. */
const PLACES = [
  { type: 'Point' as const, coordinates: IN_HOAN_KIEM },
  {
    type: 'LineString' as const,
    coordinates: [IN_HOAN_KIEM, [105.8495, 21.0235]] as [number, number][],
  },
];

function propose(actor: Actor, place: number): Promise<number> {
  return proposePoint(testApp.deps, actor, {
    officialName: 'Nhà nghỉ Ngẫu Nhiên',
    aliases: [],
    category: 'NN',
    geometry: PLACES[place] ?? PLACES[0],
    locationErrorMetres: null,
    grounds: null,
    effectiveOn: '2024-01-10',
    documentNumber: null,
    note: null,
  } as Parameters<typeof proposePoint>[2]);
}

type Life = {
  status: PointStatus;
  statusSince: IsoDate;
  cycle: number;
  version: number;
  merged: boolean;
  communes: number;
  events: { seq: number; kind: EventKind; cycle: number; day: IsoDate; statusAfter: PointStatus }[];
  cycles: { number: number; handedOverOn: IsoDate | null }[];
  parts: { cycle: number; attempt: number; state: string }[];
  flagsToday: PointFlag[];
  /** Decisions that one person made alone; there must be none. */
  alone: number;
  /** Confirmed signals whose day is not that of the recurrence they led to. */
  strayDecisions: number;
};

async function readLife(sql: TransactionSql, pointId: number, today: IsoDate): Promise<Life> {
  const [row] = await sql<Life[]>`
    select
      point.status, point.status_since, point.cycle, point.version,
      point.merged_into is not null as merged,
      (select count(*)::integer from point_commune where point_id = ${pointId}) as communes,
      (
        select jsonb_agg(
          jsonb_build_object(
            'seq', seq, 'kind', kind, 'cycle', cycle, 'day', effective_on, 'statusAfter', status_after
          ) order by seq
        )
        from event_in_force where point_id = ${pointId}
      ) as events,
      (
        select coalesce(
          jsonb_agg(
            jsonb_build_object('number', number, 'handedOverOn', handed_over_on) order by number
          ),
          '[]'
        )
        from cycle where point_id = ${pointId}
      ) as cycles,
      (
        select coalesce(
          jsonb_agg(jsonb_build_object('cycle', cycle, 'attempt', attempt, 'state', state)), '[]'
        )
        from handover where point_id = ${pointId}
      ) as parts,
      array(
        select flag from point_flag
        where point_id = ${pointId} and from_on <= ${today} and (to_on is null or to_on > ${today})
      ) as flags_today,
      (
        select count(*)::integer from handover
        where point_id = ${pointId} and answered_by = proposed_by
      ) + (
        select count(*)::integer from signal
        where point_id = ${pointId} and decided_by = raised_by
      ) + (
        select count(*)::integer from event
        where point_id = ${pointId} and kind in ('recognised', 'declined')
          and actor_id = point.proposed_by
      ) as alone,
      (
        select count(*)::integer from signal
        join event_in_force event on event.point_id = signal.point_id
          and event.kind = 'recurrence_confirmed'
          and (event.detail ->> 'signalId')::integer = signal.id
        where signal.point_id = ${pointId} and signal.decided_on <> event.effective_on
      ) as stray_decisions
    from point
    where point.id = ${pointId}`;
  if (row === undefined) throw new Error(`there is no point ${pointId}`);
  return row;
}

/** The days on which the status moved, and to what. */
function movesOf(life: Life): { day: IsoDate; status: PointStatus }[] {
  return life.events.flatMap(({ kind, day, statusAfter, cycle }) => {
    if (MOVES.includes(kind)) return [{ day, status: statusAfter }];
    if (kind !== 'handover_confirmed' || statusAfter !== 'handed_over') return [];
    // The last yes that came in is not always the one with the latest day.
    const handedOverOn = life.cycles.find(({ number }) => number === cycle)?.handedOverOn;
    return [{ day: handedOverOn ?? day, status: statusAfter }];
  });
}

function expectSound(life: Life): void {
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
  expect(life.events.map(({ seq }) => seq)).toEqual(numbers(life.events.length));
  expect(life.cycles.map(({ number }) => number)).toEqual(numbers(life.cycle));
  expect(life.status).toBe(life.events.at(-1)?.statusAfter);
  const moves = movesOf(life);
  const days = moves.map(({ day }) => day);
  expect(days).toEqual(days.toSorted());
  expect([life.status, life.statusSince]).toEqual([moves.at(-1)?.status, days.at(-1)]);
  expect(life.alone).toBe(0);
  expect(life.strayDecisions).toBe(0);
  if (life.status !== 'handed_over') return;
  const parts = life.parts.filter(({ cycle }) => cycle === life.cycle);
  const attempt = Math.max(...parts.map((part) => part.attempt));
  const states = parts.filter((part) => part.attempt === attempt).map(({ state }) => state);
  expect(states).toEqual(Array.from({ length: life.communes }, () => 'confirmed'));
}

async function expectFlagsDerived(sql: TransactionSql, pointId: number) {
  const kept = await sql<FlagInterval[]>`
    select flag, from_on, to_on, due_on from point_flag where point_id = ${pointId}
    order by flag, from_on`;
  const facts = await readFlagFacts(sql, pointId);
  expect([...kept]).toEqual(flagIntervals(facts, await readWatchRules(sql)));
}

function expectEngineAgrees(life: Life, pointId: number, today: IsoDate): void {
  if (life.merged) return;
  const state = testApp.deps.points.stateOn(analyst, pointId, {});
  expect(state && { ...state, flags: state.flags.toSorted() }).toEqual({
    status: life.status,
    cycle: life.cycle,
    flags: life.flagsToday.toSorted(),
  });
  const moves = movesOf(life);
  for (const day of new Set([...moves.map((move) => move.day), '2024-01-09', today])) {
    const then = testApp.deps.points.stateOn(analyst, pointId, { as_of: day });
    const expected = moves.findLast((move) => move.day <= day)?.status;
    expect([day, then?.status]).toEqual([day, expected]);
  }
}

async function expectAllSound(pointId: number): Promise<Life> {
  const today = testApp.clock.today();
  return await asSystem(testApp.database, async (sql) => {
    const life = await readLife(sql, pointId, today);
    expectSound(life);
    await expectFlagsDerived(sql, pointId);
    expectEngineAgrees(life, pointId, today);
    return life;
  });
}

/** Whether an act was done rather than refused; anything unexpected is thrown. */
async function isDone(act: Promise<void>): Promise<boolean> {
  try {
    await act;
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

it(`the register stays sound, whoever does whatever in ${RUNS} random lives`, async () => {
  const seen = new Map<string, number>();
  const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);
  const otherId = await propose(analyst, 0);

  await fc.assert(
    fc.asyncProperty(
      fc.nat(1),
      fc.nat(20),
      fc.array(step, { minLength: 8, maxLength: 24 }),
      async (place, who, steps: Step[]) => {
        testApp.clock.set(START);
        const proposer = people[who % 4] ?? analyst;
        const pointId = await propose(proposer, place);
        let life = await expectAllSound(pointId);
        for (const given of steps) {
          const now = Date.parse(testApp.clock.now()) + given.wait * DAY;
          testApp.clock.set(new Date(now).toISOString());
          const done = await isDone(perform(testApp.deps, people, { pointId, otherId }, given));
          const after = await expectAllSound(pointId);
          expect(after.version).toBe(life.version + (done ? 1 : 0));
          expect(after.events.length > life.events.length).toBe(done);
          count(done ? after.status : 'refused');
          life = after;
        }
      },
    ),
    { numRuns: RUNS, seed: 20_261_124 },
  );
  console.log('after the acts of the random lives', Object.fromEntries(seen));
  for (const status of ['active', 'eliminated', 'handed_over', 'recurring', 'delisted']) {
    expect([status, seen.has(status)]).toEqual([status, true]);
  }
}, 300_000);
