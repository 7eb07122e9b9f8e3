import type { Actor } from '#server/contract/permission.ts';
import { Sensitivity, SensitivityQuery } from '#server/contract/signal.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { jsonResponse, route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import { readSetting } from '#server/settings/queries.ts';
import { readMatchingParameters } from '#server/settings/signal-settings.ts';

import { countConfirmed, countDisplaced, countUnverified } from './sensitivity-queries.ts';

const read = route('get', '/signals/sensitivity', {
  tags: ['signals'],
  summary: 'A figure of recurrences with half and double the matching parameters',
  right: 'points:read',
  query: SensitivityQuery,
  responses: { 200: jsonResponse(Sensitivity, 'The figure with other parameters') },
});

export const sensitivityRoutes = newRouter().openapi(read, async (c) =>
  c.json(await readSensitivity(c.var.deps, c.var.actor, c.req.valid('query')), 200),
);

/** Counts recurrences with half and double the radius and the window, within the reader's reach. */
async function readSensitivity(
  deps: Deps,
  actor: Actor,
  query: SensitivityQuery,
): Promise<Sensitivity> {
  const today = deps.clock.today();
  const scope = {
    pointId: query.point ?? null,
    communeCode: query.commune ?? null,
    from: query.from ?? null,
    to: query.to ?? null,
    standing: query.standing ?? false,
    today,
  };
  return asActor(deps.database, actor, async (sql) => {
    const parameters = await readMatchingParameters(sql, today);
    const confirmed = await countConfirmed(sql, scope, parameters);
    const unverified = await countUnverified(sql, scope, parameters);
    const cells = confirmed
      .map((cell) => ({
        radiusFactor: cell.radiusFactor,
        windowFactor: cell.windowFactor,
        confirmed: cell.confirmed,
        unverified:
          unverified.find(
            (other) =>
              other.radiusFactor === cell.radiusFactor && other.windowFactor === cell.windowFactor,
          )?.unverified ?? 0,
      }))
      .toSorted((a, b) => a.radiusFactor - b.radiusFactor || a.windowFactor - b.windowFactor);
    const { business, public_area } = parameters.radius;
    return {
      radiusMetres: { business, public_area },
      windowDays: parameters.window.windowDays,
      graceDays: parameters.window.graceDays,
      recorded: confirmed[0]?.recorded ?? 0,
      cells,
      displaced: await countDisplaced(sql, scope),
      origin: (await readSetting(sql, 'signal.radius', today))?.origin ?? '',
    };
  });
}
