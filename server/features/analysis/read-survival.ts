import type { Actor } from '#server/contract/permission.ts';
import { MOST_CURVES, type Survival, type SurvivalQuery } from '#server/contract/survival.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';

import { listSpells, readDataState } from './case-queries.ts';
import { listComparedCommunes } from './comparison-queries.ts';
import { cached, runOf } from './read-through-cache.ts';
import { PERMUTATION, survivalAnswer } from './rules/survival-curves.ts';

/**
 * Shows how long eliminated places stay quiet. A reader responsible for some communes sees these beside the city as a
 * whole, and no other commune. Reads first and computes afterwards, outside the transaction.
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
    const { communes, rows } = await asSystem(deps.database, async (sql) => ({
      communes: await listComparedCommunes(sql, asOf),
      rows: await listSpells(sql, asOf),
    }));
    const names = communes
      .filter(({ id }) => own === null || own.includes(id))
      .map(({ code, name }) => [code, name] as const);
    // The curve of the whole city takes one place beside the reader's communes.
    const mostCurves = query.by === 'commune' && own !== null ? MOST_CURVES - 1 : MOST_CURVES;
    const { permuted, ...answer } = survivalAnswer(rows, query, new Map(names), mostCurves);
    return {
      by: query.by,
      band: query.band,
      asOf,
      run: runOf(cutOff, permuted ? PERMUTATION : null),
      ...answer,
    };
  });
}
