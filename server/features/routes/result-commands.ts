import type { RecordCheck } from '#server/contract/check.ts';
import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type { RecordStopResult } from '#server/contract/route-result.ts';
import { civilDate } from '#server/contract/civil-day.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { writeAsActor } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';
import { recordCheck } from '#server/features/checks/commands.ts';
import { recordInspection } from '#server/features/inspection-objects/inspection-commands.ts';

import type { RouteRow } from './queries.ts';
import type { StopRow } from './stop-queries.ts';
import { visitOf } from './rules/visit-of.ts';

/** Refusals of a check or a visit that say nothing against the look itself: the place has changed since. */
const MOVED_ON = new Set([
  'lifecycle.wrong_status',
  'lifecycle.before_earlier_event',
  'point.merged',
  'inspection_object.closed',
]);

export type JudgedStop = {
  route: Pick<RouteRow, 'kind'>;
  stop: Pick<StopRow, 'pointId' | 'objectId'>;
};

/**
 * Enters a result in the register: at a closed place as a check, at a business as a visit. Where the place has moved on
 * meanwhile, or the stop has none, only `keep` is done.
 */
export async function enterResult(
  deps: Deps,
  actor: Actor,
  { route, stop }: JudgedStop,
  result: RecordStopResult,
  keep: (sql: TransactionSql) => Promise<void>,
): Promise<void> {
  try {
    if (stop.pointId !== null) {
      return await recordCheck(deps, actor, stop.pointId, checkOf(result), ({ sql }) => keep(sql));
    }
    if (stop.objectId !== null) {
      const visit = visitOf(route.kind, result);
      await recordInspection(deps, actor, stop.objectId, visit, keep);
      return;
    }
  } catch (error) {
    if (!(error instanceof AppError && MOVED_ON.has(error.code))) throw error;
  }
  await writeAsActor(deps.database, actor, keep);
}

/** A result as the check of a place. */
export function checkOf(result: RecordStopResult): RecordCheck {
  return {
    effectiveOn: civilDate(result.finishedAt),
    documentNumber: null,
    documentOn: null,
    enteredAt: result.finishedAt,
    note: result.note,
    checkedAt: result.finishedAt,
    result: result.result,
    obstacle: result.obstacle,
    reason: result.reason,
    position: result.position,
    accuracyMetres: result.accuracyMetres,
    photoIds: result.photoIds,
  };
}
