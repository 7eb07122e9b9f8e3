import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';

import type { RouteDetail } from '#server/contract/route.ts';
import type { RouteOperation } from '#server/contract/route-edit.ts';
import { prepareRoutes, top, type PreparedRoutes } from '#tests/support/routes/prepared-routes.ts';
import { draftRoute, edited, restored } from '#tests/support/routes/route-acts.ts';

const SEED = Number(process.env['DIABAN_UNDO_SEED'] ?? 20_261_203);
const SEQUENCES = inject('databaseTemplate').kind === 'server' ? 40 : 8;
const KINDS = ['optimise', 'move', 'lock', 'describe', 'remove', 'add'] as const;
type Kind = (typeof KINDS)[number];

let ground: PreparedRoutes;

beforeAll(async () => {
  ground = await prepareRoutes(300);
});
afterAll(() => ground.test.close());

/** Everything that a planner sees of the stops. */
const shown = ({ stops }: RouteDetail) => stops.toSorted((a, b) => a.id - b.id);

/** Picks a member of a list by a number that was drawn; undefined of an empty one. */
const picked = <T>(list: readonly T[], drawn: number): T | undefined => list[drawn % list.length];

/** The teams and none: a stop may be left out. */
const teamsOf = ({ shifts }: RouteDetail) => [...shifts.map(({ id }) => id), null];

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

function operationOf(
  kind: Kind,
  route: RouteDetail,
  draws: readonly number[],
): RouteOperation | null {
  const [a = 0, b = 0, c = 0] = draws;
  if (kind === 'add') return top(1 + (a % 2));
  if (kind === 'optimise') return optimised(route, draws);
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

it(`undo and redo give back every stop, lock and order as it was, in ${SEQUENCES} sequences`, async () => {
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
