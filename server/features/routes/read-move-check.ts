import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type { MoveCheck, MoveCheckQuery } from '#server/contract/route-edit.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';

import { planRoute } from './read-plan.ts';
import { partsOf } from './read-route.ts';
import { whyOver } from './rules.ts';
import { applyOperation } from './rules/apply-operation.ts';
import type { ArrangedStop } from './rules/arrangement.ts';
import { arrangementOf } from './stop-queries.ts';

/**
 * Plans the two teams of a move as they would be after it, and keeps nothing: what a planner sees while a stop is being
 * dragged. Throws `route.not_found`, `route.done`, `route.stop_unknown`, `route.stop_has_result`.
 */
export async function readMoveCheck(
  deps: Deps,
  actor: Actor,
  routeId: number,
  query: MoveCheckQuery,
): Promise<MoveCheck> {
  const { stopId } = query;
  const [shiftId, before] = [query.shiftId ?? null, query.before ?? null];
  const { route, shifts, stops, day } = await asActor(deps.database, actor, (sql) =>
    partsOf(sql, deps, actor, routeId),
  );
  const over = whyOver(route);
  if (over !== null) throw new AppError(over);
  const given = stops.find(({ id }) => id === stopId)?.shiftId ?? null;
  const moved = applyOperation(
    arrangementOf(stops),
    { kind: 'move', stopId, shiftId, before },
    shifts.map(({ id }) => id),
  );
  const touched = new Set([given, shiftId]);
  const plan = await planRoute(deps, {
    onDate: route.onDate,
    shifts,
    stops: stops.map((stop) => ({ ...stop, ...placeOf(moved, stop) })),
    day,
  });
  return {
    version: route.version,
    shifts: plan.shifts.filter((one) => touched.has(one.shiftId)),
  };
}

function placeOf(moved: readonly ArrangedStop[], { id }: { id: number }) {
  const { shiftId = null, position = 0 } = moved.find((stop) => stop.id === id) ?? {};
  return { shiftId, position };
}
