import type { Neighbour, NeighbourQuery } from '#server/contract/neighbour.ts';
import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { canSeePoint, listSummaries } from '#server/features/points/queries.ts';
import { readMatchingParameters } from '#server/settings/signal-settings.ts';

import { categoryFit } from './match-rules.ts';
import { listNeighbours } from './neighbour-queries.ts';

/**
 * The points beside a listed point or a shape, within the reach of the person who asks.
 * @throws AppError `point.not_found`
 */
export async function readNeighbours(
  deps: Pick<Deps, 'database' | 'clock'>,
  actor: Actor,
  { pointId, geometry, errorMetres, category }: NeighbourQuery,
): Promise<Neighbour[]> {
  return asActor(deps.database, actor, async (sql) => {
    if (pointId !== undefined && !(await canSeePoint(sql, pointId))) {
      throw new AppError('point.not_found');
    }
    const today = deps.clock.today();
    const parameters = await readMatchingParameters(sql, today);
    const asked = {
      pointId: pointId ?? null,
      geometry: geometry ?? null,
      errorMetres: errorMetres ?? null,
    };
    const rows = await listNeighbours(sql, asked, parameters);
    const points = await listSummaries(
      sql,
      rows.map((row) => row.pointId),
      today,
    );
    const byId = new Map(points.map((point) => [point.id, point]));
    return rows.flatMap(({ pointId: id, distanceMetres, withinRadius, askedCategory }) => {
      const point = byId.get(id);
      if (point === undefined) return [];
      const wanted = askedCategory ?? category ?? null;
      const fit = categoryFit(wanted, point.category, parameters.compatibility);
      return [{ point, distanceMetres, withinRadius, category: fit }];
    });
  });
}
