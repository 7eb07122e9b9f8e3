import { effectsOfAct } from '#server/contract/act-effects.ts';
import type { Actor } from '#server/contract/permission.ts';
import type { TransactionSql } from '#server/db/client.ts';
import type { Deps } from '#server/deps.ts';
import { delist } from '#server/features/life-cycle/commands.ts';
import {
  listHandoverParts,
  listJudgesOfPoint,
  lockPoint,
} from '#server/features/life-cycle/queries.ts';
import type { KindOf } from '#server/proposal-kind.ts';
import { registerDeciders } from '#server/features/proposals/rules.ts';

import { correctPoint, mergePoint, undoMerge } from './commands.ts';

/** Rules that the acts on a measured place share: who decides, and that those who judged it are told. */
const OF_POINT = {
  deciders: registerDeciders,
  paper: true,
  async subjectOf(
    sql: TransactionSql,
    _deps: Deps,
    _asker: Actor,
    { kind, pointId }: { kind: string; pointId: number },
  ) {
    const told = await listJudgesOfPoint(sql, pointId);
    return { name: `point ${pointId} ${kind}`, pointId, told };
  },
};

/** Takes effect on the day of its confirmation: until then it was nobody's decision. */
function given<Body extends { version: number }>(
  deps: Deps,
  act: Body,
  pointVersion: number | null,
): Body & { effectiveOn: string } {
  return { ...act, effectiveOn: deps.clock.today(), version: pointVersion ?? act.version };
}

export const DELIST_PROPOSAL: KindOf<'delist'> = {
  ...OF_POINT,
  right: 'points:delist',
  carryOut: (deps, asker, { pointId, act }, { consent, pointVersion }) =>
    delist(deps, asker, pointId, given(deps, act, pointVersion), consent),
  async foresee(sql: TransactionSql, deps, { pointId }) {
    const point = await lockPoint(sql, pointId);
    if (point === null) return { effects: [], hindrance: 'point.not_found' };
    const parts = await listHandoverParts(sql, pointId, deps.clock.today());
    const { status: from, cycle } = point;
    const moved = { kind: 'status' as const, from, to: 'delisted' as const, cycle };
    return { effects: [moved, ...effectsOfAct('delist', point, parts)], hindrance: null };
  },
};

export const MERGE_PROPOSAL: KindOf<'merge'> = {
  ...OF_POINT,
  right: 'points:merge',
  carryOut: (deps, asker, { pointId, act }, { consent, pointVersion }) =>
    mergePoint(deps, asker, pointId, given(deps, act, pointVersion), consent),
};

export const UNDO_MERGE_PROPOSAL: KindOf<'undo_merge'> = {
  ...OF_POINT,
  right: 'points:merge',
  carryOut: (deps, asker, { pointId, act }, { consent, pointVersion }) =>
    undoMerge(deps, asker, pointId, given(deps, act, pointVersion), consent),
};

export const CORRECT_PROPOSAL: KindOf<'correct'> = {
  ...OF_POINT,
  right: 'points:correct',
  carryOut: (deps, asker, { pointId, act }, { consent, pointVersion }) =>
    correctPoint(deps, asker, pointId, given(deps, act, pointVersion), consent),
};
