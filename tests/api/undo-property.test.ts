import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';

import type { LonLat } from '#server/contract/geo.ts';
import type { RouteDetail, RouteShift } from '#server/contract/route.ts';
import type { Team } from '#server/contract/team.ts';
import type { RouteOperation } from '#server/contract/route-edit.ts';
import { prepareRoutes, top, type PreparedRoutes } from '#tests/support/routes/prepared-routes.ts';
import { addTeam, draftRoute, edited, restored, SHIFT } from '#tests/support/routes/route-acts.ts';

const SEED = Number(process.env['DIABAN_UNDO_SEED'] ?? 20_261_203);
const SEQUENCES = inject('databaseTemplate').kind === 'server' ? 40 : 8;
const KINDS = [
  'optimise',
  'move',
  'lock',
  'describe',
  'remove',
  'add',
  'absence',
  'shift',
  'add_team',
  'remove_team',
] as const;
type Kind = (typeof KINDS)[number];

let ground: PreparedRoutes;
let teams: Team[];

beforeAll(async () => {
  ground = await prepareRoutes(300);
  teams = [...ground.teams, await addTeam(ground.planner, 'Tổ Ba', [])];
});
afterAll(() => ground.test.close());

/** Everything that a planner sees of the stops and of the teams. */
const shown = ({ stops, shifts }: RouteDetail) => [
  ...stops.toSorted((a, b) => a.id - b.id),
  ...shifts,
];

/** Picks a member of a list by a number that was drawn; undefined of an empty one. */
const picked = <T>(list: readonly T[], drawn: number): T | undefined => list[drawn % list.length];

/** The teams that come, and none: a stop may be left out. */
const teamsOf = ({ shifts }: RouteDetail) => [
  ...shifts.flatMap(({ id, absent }) => (absent ? [] : id)),
  null,
];

function optimised(route: RouteDetail, draws: readonly number[]): RouteOperation {
  const teams = teamsOf(route);
  const place = (id: number) => draws[id % draws.length] ?? 0;
  const ids = route.stops.map(({ id }) => id).toSorted((a, b) => place(a) - place(b) || a - b);
  const orders = teams.map((shiftId, at) => ({
    shiftId,
    stopIds: ids.filter((id) => (place(id) + id) % teams.length === at),
  }));
  return { kind: 'arrange', orders };
}

/** Another day of a team: absent or there again, other hours and another break, or none at all. */
function dayOf(
  kind: 'absence' | 'shift' | 'remove_team',
  { id: shiftId, absent }: RouteShift,
  [, b = 0, c = 0]: readonly number[],
): RouteOperation {
  if (kind === 'absence') return { kind, shiftId, absent: !absent };
  if (kind === 'remove_team') return { kind, shiftId };
  const rest = b % 2 === 0 ? null : { from: 700, to: 720, minutes: 5 + (c % 60) };
  const end: LonLat | null = c % 2 === 0 ? null : [105.86, 21.02];
  return { kind, shiftId, shift: { ...SHIFT, endsAt: 1_000 + (b % 60), rest, end } };
}

function operationOf(
  kind: Kind,
  route: RouteDetail,
  draws: readonly number[],
): RouteOperation | null {
  const [a = 0, b = 0, c = 0] = draws;
  if (kind === 'add') return top(1 + (a % 2));
  if (kind === 'optimise') return optimised(route, draws);
  if (kind === 'add_team') {
    const teamId = picked(teams, a)?.id ?? 0;
    return { kind, teamId, shift: { ...SHIFT, startsAt: 480 + (b % 60) } };
  }
  if (kind === 'absence' || kind === 'shift' || kind === 'remove_team') {
    const shift = picked(route.shifts, a);
    return shift === undefined ? null : dayOf(kind, shift, draws);
  }
  const stopId = picked(route.stops, a)?.id;
  if (stopId === undefined) return null;
  const other = picked(route.stops, b)?.id ?? stopId;
  switch (kind) {
    case 'move': {
      const shiftId = picked(teamsOf(route), c) ?? null;
      return { kind, stopId, shiftId, before: b % 3 === 0 ? null : other };
    }
    case 'lock':
      return {
        kind,
        stopId,
        team: b % 2 === 0,
        position: c % 2 === 0,
        time: (b + c) % 3 === 0 ? { from: 500, to: 520 } : null,
      };
    case 'describe':
      return { kind, stopId, details: { serviceMinutes: 10 + (b % 40) } };
    case 'remove':
      return { kind, stopIds: [...new Set([stopId, other])] };
  }
}

const sequence = fc.array(
  fc.record({
    kind: fc.constantFrom(...KINDS),
    draws: fc.array(fc.nat(1_000), { minLength: 5, maxLength: 5 }),
    /** Steps that are taken back and made again right after it. */
    back: fc.nat(2),
  }),
  { minLength: 3, maxLength: 8 },
);

it(`undo and redo give back every stop, lock, order and team as it was, in ${SEQUENCES} sequences`, async () => {
  let [edits, undone, leftOut] = [0, 0, 0];
  await fc.assert(
    fc.asyncProperty(sequence, async (steps) => {
      const draft = await draftRoute(ground.planner, ground.teams);
      let route = await edited(ground.planner, draft, top(7));
      const states = [shown(route)];
      const goBack = async (count: number) => {
        for (let at = 1; at <= count; at += 1) {
          route = await restored(ground.planner, route, 'before');
          undone += 1;
          expect(shown(route)).toEqual(states.at(-1 - at));
        }
        for (let at = count - 1; at >= 0; at -= 1) {
          route = await restored(ground.planner, route, 'after');
          expect(shown(route)).toEqual(states.at(-1 - at));
        }
      };
      for (const { kind, draws, back } of steps) {
        const operation = operationOf(kind, route, draws);
        if (operation === null) continue;
        const { version } = route;
        route = await edited(ground.planner, route, operation);
        // An edit that changes nothing is none.
        const changed = route.version !== version;
        expect(changed ? null : shown(route)).toEqual(changed ? null : states.at(-1));
        if (changed) states.push(shown(route));
        edits += 1;
        leftOut += route.stops.filter(({ shiftId }) => shiftId === null).length;
        await goBack(Math.min(back, states.length - 1));
      }
      await goBack(states.length - 1);
    }),
    { numRuns: SEQUENCES, seed: SEED, endOnFailure: true },
  );
  console.log(
    `${SEQUENCES} sequences of ${edits} edits (seed ${SEED}), ${undone} undone and made again, ` +
      `${leftOut} stops seen in no team: each as it was`,
  );
  expect(undone).toBeGreaterThan(edits);
}, 300_000);
