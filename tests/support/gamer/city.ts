import { can, REACH, type Role } from '#server/contract/permission.ts';
import { addDays, type IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import { seededRandom, type Random } from '#server/generator/random.ts';
import { openTestDatabase } from '#tests/support/database/test-database.ts';
import { paperOf } from '#tests/support/points/proposal-acts.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';
import { TEST_NOW } from '#tests/support/test-constants.ts';

import { GENERATED_CITY } from './generated-city.ts';

export type Player = { name: string; client: TestClient; role: Role };

/** The invented story, or a generated register with the tips and the plan of the story. */
export type CityKind = 'demonstration' | 'generated';

/** A copy of a city with all who play in it. */
export type City = {
  test: TestApp;
  players: readonly Player[];
  papers: Map<string, Promise<string | null>>;
  /** Codes of the communes by their ids. */
  codes: ReadonlyMap<number, string>;
  /** A coordinator who plays nothing, and leaders of the communes who play nothing, by code. */
  reader: TestClient;
  leaders: ReadonlyMap<string, TestClient>;
  close(): Promise<void>;
};

/** Communes that are played for: one measured a lot, two a little. */
export const COMMUNES = ['00070', '00082', '00166'] as const;

/** Two of each deciding role, and people of the communes, by the commune in their name. */
const CAST: readonly [name: string, role: Role][] = [
  ['analyst', 'analyst'],
  ['analyst.two', 'analyst'],
  ['coordinator', 'coordinator'],
  ['coordinator.deputy', 'coordinator'],
  ['leader', 'leader'],
  ['officer', 'officer'],
  ['leader.00082', 'leader'],
  ['officer.00082', 'officer'],
  ['leader.00166', 'leader'],
  ['planner', 'planner'],
  ['inspector', 'inspector'],
  ['admin', 'admin'],
  ['admin.two', 'admin'],
];

export async function openCity(startsOn: IsoDate, kind: CityKind = 'demonstration'): Promise<City> {
  const test = await openApp(kind);
  await planOnce(test);
  const players = [];
  for (const [name, role] of CAST) {
    const [, code = COMMUNES[0]] = /\.(\d+)$/.exec(name) ?? [];
    players.push({ name, role, client: await test.as(name, { role, communeCodes: [code] }) });
  }
  const leaders = new Map<string, TestClient>();
  for (const code of COMMUNES) {
    leaders.set(code, await test.as(`reader.${code}`, { role: 'leader', communeCodes: [code] }));
  }
  const codes = await test.database.sql<{ id: number; code: string }[]>`
    select id, code from commune where valid_to is null`;
  test.clock.set(`${startsOn}T03:00:00.000Z`);
  return {
    test,
    players,
    papers: new Map(),
    codes: new Map(codes.map(({ id, code }) => [id, code])),
    reader: await test.as('reader', { role: 'coordinator' }),
    leaders,
    close: () => test.close(),
  };
}

/** Ids of the communes that players act for. */
export const communesOfCast = ({ players }: City): number[] => [
  ...new Set(players.flatMap(({ client }) => client.account?.communeIds ?? [])),
];

async function openApp(kind: CityKind): Promise<TestApp> {
  if (kind === 'demonstration') return createTestApp({ demo: true, now: TEST_NOW });
  const database = await openTestDatabase(GENERATED_CITY);
  const test = await createTestApp({ database, reference: false, now: TEST_NOW });
  await test.deps.points.reload();
  return test;
}

/** Lets each statement be planned once in a connection: for so few rows that takes longer than carrying it out. */
async function planOnce({ database: { sql } }: TestApp): Promise<void> {
  await sql`
    do $$ begin
      execute format(
        'alter database %I set plan_cache_mode = force_generic_plan', current_database()
      );
    end $$`;
}

/** The paper with which a player asks, one for all that they ask; null for who sends none. */
export function paperFor(
  { papers }: City,
  { name, client }: Player,
  role: Role,
): Promise<string | null> | null {
  if (!can(role, 'attachments:add')) return null;
  const known = papers.get(name) ?? paperOf(client).catch(() => null);
  papers.set(name, known);
  return known;
}

/** Nothing is there with which a move could be made. */
export class NothingThere extends Error {}

/** One player before one step: all that a move draws from. The same seed draws the same of the same city. */
export type Scene = {
  city: City;
  player: Player;
  /** Ids of the communes that the step is to be about, where it can be. */
  focus: readonly number[];
  random: Random;
  today: IsoDate;
};

export function sceneOf(
  city: City,
  player: Player,
  { focus, seed }: { focus: readonly number[]; seed: number },
): Scene {
  const own = player.client.account?.communeIds ?? [];
  return {
    city,
    player,
    focus: own.length > 0 ? own : focus,
    random: seededRandom(seed),
    today: city.test.clock.today(),
  };
}

export function rows<T extends object>(
  { city }: Scene,
  read: (sql: TransactionSql) => PromiseLike<T[]>,
): Promise<T[]> {
  return asSystem(city.test.database, async (sql) => [...(await read(sql))]);
}

/** @throws {NothingThere} where there is nothing to choose from */
export function pick<T>({ random }: Scene, items: readonly T[]): T {
  const chosen = items[random.below(items.length)];
  if (chosen === undefined) throw new NothingThere();
  return chosen;
}

/** One of those in focus, mostly; others only for who sees them, but for a try now and then. */
export function pickNear<T extends { communeId: number | null }>(
  scene: Scene,
  items: readonly T[],
): T {
  const near = items.filter(({ communeId }) => scene.focus.includes(communeId ?? 0));
  const within = REACH[scene.player.role] === 'communes';
  if (chance(scene, within ? 0.97 : 0.85) && (within || near.length > 0)) return pick(scene, near);
  return pick(scene, items);
}

export const chance = ({ random }: Scene, share: number): boolean => random.next() < share;

/** Today, or a day that would suit better. */
export function dayOf(scene: Scene): IsoDate {
  return chance(scene, 0.5)
    ? scene.today
    : addDays(scene.today, -pick(scene, [1, 2, 3, 5, 8, 13, 21, 34, 90, 200, 330, 400]));
}

/** What an entry says of its day: nothing, a paper, or a device on which it was pressed. */
export function lateness(scene: Scene, effectiveOn: IsoDate, device = false) {
  const documentNumber = chance(scene, 0.9) ? '77/BC-UBND' : null;
  if (device && chance(scene, 0.4)) {
    return { documentNumber, documentOn: null, enteredAt: `${effectiveOn}T05:00:00.000Z` };
  }
  const documentOn = chance(scene, 0.9) ? effectiveOn : null;
  return { documentNumber, documentOn, ...(device ? { enteredAt: null } : {}) };
}
