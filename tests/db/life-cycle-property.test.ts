import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';

import type { Actor } from '#server/contract/permission.ts';
import { LEFT_OPEN } from '#server/contract/place.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import { recognise } from '#server/features/life-cycle/commands.ts';
import { flagIntervals, type FlagInterval } from '#server/features/life-cycle/flag-rules.ts';
import { readManyFlagFacts } from '#server/features/life-cycle/many-flags-queries.ts';
import { readFlagFacts } from '#server/features/life-cycle/queries.ts';
import { importPoints } from '#server/features/point-imports/commands.ts';
import { proposePoint } from '#server/features/points/propose-commands.ts';
import { PackedArray } from '#server/live-engine/packed-array.ts';
import { readDays } from '#server/live-engine/sort-queries.ts';
import { readWatchRules } from '#server/settings/life-cycle-settings.ts';
import { movesOf, readLife, statusOn, type Life } from '#tests/support/points/recorded-life.ts';
import {
  daysOfChange,
  flagLines,
  flagsKeptFor,
  naiveFlagsOn,
} from '#tests/support/points/naive-flags.ts';
import { LEAST, MET, metBy, type Met } from '#tests/support/points/met-in-lives.ts';
import { factsOf, undoneAlone } from '#tests/support/points/facts-undone.ts';
import { reached } from '#tests/support/reached.ts';
import { perform, type Step, step } from '#tests/support/points/random-life.ts';
import { addSuccessorCommune } from '#tests/support/database/successor-communes.ts';
import { DOCUMENT, IN_HOAN_KIEM } from '#tests/support/points/register-acts.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

const RUNS = inject('databaseTemplate').kind === 'server' ? 60 : 20;
const START = '2024-01-15T03:00:00.000Z';
const DAY = 86_400_000;

let testApp: TestApp;
let people: Actor[];
let successorOf: Map<number, number>;
let neighbourOf: Map<number, number>;
let otherIds: number[];
let analyst: Actor;
let imported = 0;
beforeAll(async () => {
  testApp = await createTestApp({ now: START });
  successorOf = await addSuccessors();
  const names = [
    'analyst',
    'analyst.two',
    'coordinator',
    'coordinator.two',
    'leader',
    'leader.two',
    'leader.elsewhere',
    'leader.next',
    'leader.next.two',
    'officer',
    'planner',
  ];
  const roles = ['analyst', 'coordinator', 'leader', 'officer', 'planner'] as const;
  people = [];
  for (const username of names) {
    const role = roles.find((name) => username.startsWith(name)) ?? 'planner';
    const communeCodes = {
      'leader.two': ['00082'],
      'leader.elsewhere': ['09700'],
      'leader.next': ['99070'],
      'leader.next.two': ['99082'],
    }[username];
    const client = await testApp.as(username, { role, ...(communeCodes && { communeCodes }) });
    if (client.account !== null) people.push(client.account);
  }
  const [first] = people;
  if (first === undefined) throw new Error('nobody is there');
  analyst = first;
  neighbourOf = neighbours([...successorOf.keys()]);
  await testApp.deps.points.reload();
  const listedId = await propose(analyst, 0);
  const coordinator = people.find(({ role }) => role === 'coordinator') ?? analyst;
  await recognise(testApp.deps, coordinator, listedId, LISTED);
  otherIds = [listedId, await propose(analyst, 0)];
});
afterAll(() => testApp.close());

const IN_CUA_NAM: [number, number] = [105.8495, 21.0235];
/** A spot in a commune, a stretch that two communes share, a spot in the other. */
const PLACES = [
  { type: 'Point' as const, coordinates: IN_HOAN_KIEM },
  { type: 'LineString' as const, coordinates: [IN_HOAN_KIEM, IN_CUA_NAM] },
  { type: 'Point' as const, coordinates: IN_CUA_NAM },
];
const LISTED = { effectiveOn: '2024-01-11', documentNumber: DOCUMENT, note: null, version: 1 };

/** Each of some communes with the next one, the last with the first. */
function neighbours(communeIds: readonly number[]): Map<number, number> {
  const [first = 0, ...rest] = communeIds;
  return new Map(communeIds.map((id, index) => [id, rest[index] ?? first]));
}

/** Communes that follow the two of the places, on whatever day of a life these come to an end. */
function addSuccessors(): Promise<Map<number, number>> {
  return asSystem(testApp.database, async (sql) => {
    await sql`update commune set valid_from = '2020-01-01'`;
    const followed = new Map<number, number>();
    for (const code of ['00070', '00082']) {
      const [former] = await sql<{ id: number }[]>`select id from commune where code = ${code}`;
      const next = await addSuccessorCommune(sql, code.replace('00', '99'), '2020-01-01');
      followed.set(former?.id ?? 0, next);
    }
    return followed;
  });
}

function propose(actor: Actor, place: number): Promise<number> {
  return proposePoint(testApp.deps, actor, {
    ...LEFT_OPEN,
    officialName: 'Nhà nghỉ Ngẫu Nhiên',
    category: 'NN',
    geometry: PLACES[place] ?? PLACES[0],
    effectiveOn: '2024-01-10',
    documentNumber: null,
    note: null,
  } as Parameters<typeof proposePoint>[2]);
}

/** Lets somebody import a place of which the table says that it is eliminated; gives it with its run. */
async function importPlace(actor: Actor, number: number) {
  const [longitude, latitude] = IN_HOAN_KIEM;
  const text = [
    'Mã;Tên điểm;Loại;Kinh độ;Vĩ độ;Trạng thái;Ngày đưa vào;Ngày triệt xóa;Số văn bản',
    `N${number};Nhà nghỉ Nhập ${number};NN;${longitude};${latitude};đã triệt xóa;10/01/2024;12/01/2024;${DOCUMENT}`,
  ].join('\n');
  const bytes = new TextEncoder().encode(text);
  const file = { fileName: `${number}.csv`, bytes, mapping: null, choices: [] };
  const watcher = { report: async () => {}, signal: new AbortController().signal };
  const { runId } = await importPoints(testApp.deps, actor, file, watcher);
  const [claim] = await testApp.database.sql<{ pointId: number }[]>`
    select point_id from import_claim where run_id = ${runId}`;
  return { pointId: claim?.pointId ?? 0, runId };
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
  expect([life.listedAlone, life.hidden]).toEqual([false, false]);
  expect(life.strayDecisions).toBe(0);
  expect(life.foreign).toBe(0);
  expect(life.unanswered).toBe(0);
  if (life.status === 'handed_over') expectConfirmed(life);
}

/** Handed over means: the leader of each commune that the place touches now has said yes, or is asked anew. */
function expectConfirmed(life: Life): void {
  const parts = life.parts.filter(({ cycle }) => cycle === life.cycle);
  const attempt = Math.max(...parts.map((part) => part.attempt));
  const counting = parts.filter(
    (part) => part.attempt === attempt && part.state !== 'successor_asked',
  );
  expect(counting.map((part) => part.communeId)).toEqual(life.communes);
  const waits = counting.some((part) => part.state === 'pending');
  // What a successor has yet to confirm wears the flag by which it counts for nobody.
  expect(life.flagsToday.includes('handover_pending')).toBe(waits);
  const states = counting.map((part) => part.state).filter((state) => state !== 'pending');
  expect(states).toEqual(states.map(() => 'confirmed'));
}

async function expectFlagsDerived(sql: TransactionSql, pointId: number) {
  const kept = await sql<FlagInterval[]>`
    select flag, from_on, to_on, due_on from point_flag where point_id = ${pointId}
    order by flag, from_on`;
  const facts = await readFlagFacts(sql, pointId);
  const rules = await readWatchRules(sql);
  const [many] = await readManyFlagFacts(sql, [pointId]);
  expect(flagIntervals(many?.facts ?? facts, rules)).toEqual(flagIntervals(facts, rules));
  const days = daysOfChange(facts, rules);
  expect(days.map((day) => [day, ...flagsKeptFor(kept, day)])).toEqual(
    days.map((day) => [day, ...flagLines(naiveFlagsOn(facts, rules, day))]),
  );
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
    expect([day, then?.status]).toEqual([day, statusOn(life, day)]);
  }
}

/** The days by which a list is sorted are those of the events in force, on any evening. */
async function expectLastEventKept(sql: TransactionSql, pointId: number, life: Life) {
  const today = testApp.clock.today();
  for (const on of new Set([...movesOf(life).map(({ day }) => day), today])) {
    const [row] = await sql<{ days: number | null }[]>`
      select max(effective_on) - date '1970-01-01' as days from event_in_force
      where point_id = ${pointId} and kind not in ('corrected', 'annulled')
        and annulled_by is null and effective_on <= ${on}`;
    const packed = await readDays(sql, 'last_event', on, [pointId]);
    const kept = packed === null ? null : new PackedArray(packed).low(0);
    expect([on, kept]).toEqual([on, row?.days ?? null]);
  }
}

async function expectAllSound(pointId: number): Promise<Life> {
  const today = testApp.clock.today();
  // A command does not wait for the engine; a request that reads does.
  await testApp.deps.points.settled();
  return await asSystem(testApp.database, async (sql) => {
    const life = await readLife(sql, pointId, today);
    expectSound(life);
    await expectFlagsDerived(sql, pointId);
    await expectLastEventKept(sql, pointId, life);
    expectEngineAgrees(life, pointId, today);
    return life;
  });
}

/** A place with which a life begins: proposed by somebody, or out of a table. */
async function begin(place: number, who: number): Promise<{ pointId: number; runId: number }> {
  if (place < 4) {
    return { pointId: await propose(people[who % 4] ?? analyst, place % 2), runId: 0 };
  }
  imported += 1;
  return importPlace(people[who % 4] ?? analyst, imported);
}

const factsNow = (pointId: number) => asSystem(testApp.database, (sql) => factsOf(sql, pointId));
const undone: Record<number, number> = {};

it(`the register stays sound, whoever does whatever in ${RUNS} random lives`, async () => {
  // The few lives on the embedded database meet the rare things by chance.
  const least: Partial<typeof LEAST> = RUNS < 60 ? { 'a hand-over that waits': 0.3 } : LEAST;
  await reached(least as Record<Met, number>, (seen) =>
    fc.assert(
      fc.asyncProperty(
        fc.nat(4),
        fc.nat(20),
        fc.array(step, { minLength: 8, maxLength: 24 }),
        async (place, who, steps: Step[]) => {
          testApp.clock.set(START);
          await testApp.database.sql`update commune set valid_to = null`;
          const met = new Set<Met>();
          const { pointId, runId } = await begin(place, who);
          if (runId > 0) met.add('an imported place');
          let life = await expectAllSound(pointId);
          for (const given of steps) {
            const now = Date.parse(testApp.clock.now()) + given.wait * DAY;
            testApp.clock.set(new Date(now).toISOString());
            const stage = { pointId, runId, otherIds, successorOf, neighbourOf, places: PLACES };
            const before = await factsNow(pointId);
            const { act, refusal, persons } = await perform(testApp.deps, people, stage, given);
            const facts = await factsNow(pointId);
            const done = { act, persons, now: testApp.clock.now() };
            expect(undoneAlone(before, facts, done)).toEqual([]);
            if (facts.length < before.length && persons.length > 0) {
              undone[persons.length] = (undone[persons.length] ?? 0) + 1;
            }
            const after = await expectAllSound(pointId);
            expect(after.version).toBe(life.version + (refusal === null ? 1 : 0));
            expect(after.events.length > life.events.length).toBe(refusal === null);
            for (const one of metBy(act, refusal, life, after)) met.add(one);
            life = after;
          }
          for (const name of MET) seen(name, met.has(name));
        },
      ),
      { numRuns: RUNS, seed: 20_261_124, endOnFailure: true },
    ),
  );
  console.log('facts undone, by the number of persons:', JSON.stringify(undone));
}, 600_000);
