import { CLOSURE_COLUMNS } from '#server/closed-places/closures.ts';
import type { Actor } from '#server/contract/permission.ts';
import { MOST_CURVES, type Survival, type SurvivalQuery } from '#server/contract/survival.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';

import { readDataState } from './case-queries.ts';
import { listComparedCommunes } from './comparison-queries.ts';
import { analyse } from './read-heavy-analysis.ts';
import { cached, runOf } from './read-through-cache.ts';
import { PERMUTATION } from './rules/survival-curves.ts';

/**
 * Shows how long eliminated places stay quiet. A reader responsible for some communes sees these beside the city as a
 * whole, and no other commune. The closures are those in memory; the curves are computed in a thread of their own.
 */
export async function readSurvival(
  deps: Deps,
  actor: Actor,
  query: SurvivalQuery,
): Promise<Survival> {
  const asOf = deps.clock.today();
  const own = actor.reach === 'city' ? null : actor.communeIds.toSorted((a, b) => a - b);
  const { cutOff, revision } = await asSystem(deps.database, readDataState);
  return cached(deps.database, { survival: query, asOf, own, revision }, async () => {
    // The memory is then not older than the state that the answer is kept under.
    await deps.points.catchUp();
    const closures = (await deps.closedPlaces.read(asOf)).closureRows();
    const communes = await asSystem(deps.database, (sql) => listComparedCommunes(sql, asOf));
    const named = communes.filter(({ id }) => own === null || own.includes(id));
    const given = {
      closures,
      asOf,
      codes: new Map(communes.map(({ id, code }) => [id, code] as const)),
      query,
      names: new Map(named.map(({ code, name }) => [code, name] as const)),
      // The curve of the whole city takes one place beside the reader's communes.
      mostCurves: query.by === 'commune' && own !== null ? MOST_CURVES - 1 : MOST_CURVES,
    };
    const rows = closures.rows.length / CLOSURE_COLUMNS;
    const { permuted, ...answer } = await analyse('curves', given, {
      rows,
      transfer: [closures.rows.buffer],
    });
    return {
      by: query.by,
      band: query.band,
      asOf,
      run: runOf(cutOff, permuted ? PERMUTATION : null),
      ...answer,
    };
  });
}
