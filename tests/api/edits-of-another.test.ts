import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { RouteDetail, RoutePresence } from '#server/contract/route.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { edited, okJson, orderIn, SHIFT } from '#tests/support/routes/route-acts.ts';
import { prepareRoutes, type PreparedRoutes } from '#tests/support/routes/prepared-routes.ts';

const FASTER = 'Tài khoản thử planner.two';

let planner: PreparedRoutes['planner'];
let second: PreparedRoutes['second'];
let arranged: PreparedRoutes['arranged'];
let test: PreparedRoutes['test'];

beforeAll(async () => {
  ({ test, planner, second, arranged } = await prepareRoutes());
});
afterAll(() => test.close());

const open = { stopId: null as number | null, shiftId: null as number | null };
const tell = (route: RouteDetail, about: Partial<typeof open>) =>
  okJson<RoutePresence>(planner.post(`/api/routes/${route.id}/presence`, { ...open, ...about }));

async function removedByAnother() {
  const route = await arranged(5);
  const [one = 0] = route.shifts.map(({ id }) => id);
  const [first = 0, stopId = 0, last = 0] = orderIn(route, one);
  const window = { from: 840, to: 900 };
  const locked = await edited(planner, route, { kind: 'lock', stopId, team: true });
  const operations = [{ kind: 'describe' as const, stopId, details: { window } }];
  const now = await edited(second, locked, { kind: 'remove', stopIds: [first, stopId, last] });
  return { route, locked, now, one, first, stopId, last, window, operations };
}

describe('a stop that somebody else takes out while it is being edited', () => {
  it('is told with who did it, on being open and on being saved', async () => {
    const { now, locked, stopId, operations } = await removedByAnother();
    const { lastEdit } = await tell(now, { stopId });
    expect(lastEdit).toEqual({ name: FASTER, version: now.version });
    const path = `/api/routes/${now.id}/edits`;
    const refused = await planner.post(path, { version: locked.version, operations });
    const problem = await expectProblem(refused, 'route.changed_meanwhile');
    expect(problem).toMatchObject({ parameters: { by: FASTER } });
  });

  it('comes back alone, at its place and as it was, with what was typed; and can be undone', async () => {
    const { now, one, first, stopId, last, window, operations } = await removedByAnother();
    const back = await edited(
      planner,
      now,
      { kind: 'restore', version: now.version, side: 'before', stopId },
      ...operations,
    );
    const order = orderIn(back, one);
    expect(order).toContain(stopId);
    expect([first, last].filter((id) => order.includes(id))).toEqual([]);
    const stop = back.stops.find(({ id }) => id === stopId);
    expect(stop).toMatchObject({ window, lockShiftId: one });
    expect(back.undo).toBe(back.version);
    const undone = await edited(planner, back, {
      kind: 'restore',
      version: back.version,
      side: 'before',
    });
    expect(orderIn(undone, one)).not.toContain(stopId);
  });

  it('does not come back by an edit that was not about it', async () => {
    const { now, locked, stopId } = await removedByAnother();
    const refused = await planner.post(`/api/routes/${now.id}/edits`, {
      version: now.version,
      operations: [
        { kind: 'restore', version: locked.version, side: 'before', stopId: stopId + 999 },
      ],
    });
    await expectProblem(refused, 'route.nothing_to_restore');
  });
});

it('a day of a team that is open is told with who changed it last', async () => {
  const route = await arranged(2);
  const [shiftId = 0] = route.shifts.map(({ id }) => id);
  const day = { ...SHIFT, endsAt: 1_080 };
  const now = await edited(second, route, { kind: 'shift', shiftId, shift: day });
  const { lastEdit } = await tell(now, { shiftId });
  expect(lastEdit).toEqual({ name: FASTER, version: now.version });
});
