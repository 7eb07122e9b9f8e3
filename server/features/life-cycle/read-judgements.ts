import type * as z from 'zod';

import type { ActEffect } from '#server/contract/act-effect.ts';
import { effectsOfAct } from '#server/contract/act-effects.ts';
import {
  type JudgedAct,
  type JudgedActQuery,
  type JudgedPoint,
  type ManyAct,
  MOST_AT_ONCE,
} from '#server/contract/many-acts.ts';
import type { Actor } from '#server/contract/permission.ts';
import { TRANSITIONS } from '#server/contract/transitions.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { engineFilter } from '#server/live-engine/engine-filter.ts';

import { listPointStates, type StateRow } from './many-states-queries.ts';
import { whyNot, type PointState } from './rules.ts';

/**
 * Judges an act for the points of a filter, recurring and suspected ones first: which of them the reader may act on
 * now, and why not the others. Changes nothing; the act itself is judged again.
 */
export async function judgeAct(
  deps: Deps,
  actor: Actor,
  query: z.infer<typeof JudgedActQuery>,
): Promise<JudgedAct> {
  const { act, bbox, squares, within, ids: chosen, ...given } = query;
  const region = { bbox, squares, within, ids: chosen };
  const filter = await engineFilter(deps, actor, given);
  const { total } = deps.points.count(actor, filter, region);
  const { ids } = deps.points.list(actor, filter, { ...region, limit: MOST_AT_ONCE });
  const today = deps.clock.today();
  const rows = await asActor(deps.database, actor, (sql) => listPointStates(sql, ids, today));
  const judged = new Map(rows.map((row) => [row.id, judgementOf(act, row, actor)]));
  const named = new Map(rows.flatMap(({ communes }) => communes.map((one) => [one.id, one])));
  return {
    items: ids.flatMap((id) => judged.get(id) ?? []),
    total,
    communes: [...named.values()],
  };
}

function judgementOf(act: ManyAct, row: StateRow, actor: Actor): JudgedPoint {
  const state: PointState = {
    ...row,
    handovers: row.handovers ?? [],
    openSuspicionsRaisedBy: row.openSuspicionsRaisedBy ?? [],
  };
  const { id, code, officialName, status, version } = row;
  const why = whyNot(act, state, actor);
  const effects = why === null ? effectsOn(act, row) : [];
  return { id, code, officialName, status, version, why, notBefore: earliest(act, row), effects };
}

/** All that follows from the act: what it does to the status, and what its command carries out. */
function effectsOn(
  act: ManyAct,
  { status: from, cycle, handovers, communes }: StateRow,
): ActEffect[] {
  const { to } = TRANSITIONS[act];
  const own = effectsOfAct(act, { cycle }, handovers ?? []);
  const opens = own.some(({ kind }) => kind === 'cycle_opened');
  return [
    ...(to === null || to === from
      ? []
      : [{ kind: 'status' as const, from, to, cycle: opens ? cycle + 1 : cycle }]),
    ...own,
    ...(act === 'propose_handover'
      ? [{ kind: 'handover_asked' as const, communeIds: communes.map(({ id }) => id) }]
      : []),
  ];
}

/** A look may be older than the hand-over; it follows the elimination. */
function earliest(act: ManyAct, { eliminatedOn, lastStatusOn }: StateRow): string | null {
  return act === 'check' ? eliminatedOn : lastStatusOn;
}
