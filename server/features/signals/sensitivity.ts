import type { Actor } from '#server/contract/permission.ts';
import type { Sensitivity, SensitivityQuery } from '#server/contract/signal.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { readSetting } from '#server/settings/queries.ts';
import { readMatchingParameters } from '#server/settings/signal-settings.ts';

import { countConfirmed, countDisplaced, countUnverified } from './sensitivity-queries.ts';

/** A figure of recurrences by half and double the radius and the window, for what the reader may see. */
export async function readSensitivity(
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
