import type { AttributionLedger } from '#server/contract/attribution.ts';
import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type { IsoDate } from '#server/contract/time.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { readMatchingParameters } from '#server/settings/signal-settings.ts';

import {
  findLedgerPoint,
  listActs,
  listFiledReplies,
  listNear,
  listParts,
  listRecurrences,
  listTouched,
  type LedgerPoint,
} from './queries.ts';
import { attribute } from './rules.ts';
import { eliminatorOf, threadOf } from './thread-rules.ts';

/**
 * Reads who answers for each recurrence of a point, and why; the look is logged like one at the record.
 * @throws {AppError} `point.not_found` also for a point out of the reader's reach.
 */
export async function readAttribution(
  deps: Deps,
  actor: Actor,
  pointId: number,
): Promise<AttributionLedger> {
  return asActor(deps.database, actor, async (sql) => {
    const point = await findLedgerPoint(sql, pointId);
    if (point === null) throw new AppError('point.not_found');
    const recurrences = await listRecurrences(sql, pointId);
    const acts = await listActs(sql, pointId);
    const parts = await listParts(sql, pointId);
    const filed = await listFiledReplies(sql, pointId);
    const touched = await listTouched(sql, pointId);
    const items = [];
    for (const recurrence of recurrences) {
      const { cycle, recurredOn, handedOverOn, eliminatedOn } = recurrence;
      const radiusMetres = await radiusOn(sql, point, recurredOn);
      const attributed = attribute({
        recurredOn,
        handedOverOn,
        parts: parts.filter((part) => part.cycle === cycle - 1),
        touched,
        near: await listNear(sql, pointId, radiusMetres),
        communeUncertain: point.communeUncertain,
      });
      items.push({
        cycle,
        number: recurrences.length - items.length,
        eliminatedOn,
        recurredOn,
        radiusMetres,
        eliminatedBy: eliminatorOf(recurrence, acts),
        ...attributed,
        steps: threadOf(recurrence, { acts, parts, filed }),
      });
    }
    await appendAudit(sql, deps.clock, {
      action: 'attribution.read',
      subjectKind: 'point',
      subjectId: pointId,
    });
    const { id, code, name, category } = point;
    return { point: { id, code, name, category }, items, today: deps.clock.today() };
  });
}

/**
 * The farthest a sign may lie from the place and still speak of it, metres: max(r, √(R_i² + R_j²)) with errors R of
 * 95 % as in the matching of signals; where none is known the setting's value stands for it.
 */
async function radiusOn(sql: TransactionSql, point: LedgerPoint, on: IsoDate): Promise<number> {
  const { radius } = await readMatchingParameters(sql, on);
  const unknown = radius.unknownErrorMetres;
  const error = Math.hypot(point.locationErrorMetres ?? unknown, unknown);
  return Math.round(Math.max(radius[point.kind], error));
}
