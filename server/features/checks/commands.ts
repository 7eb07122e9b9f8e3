import type { RecordCheck } from '#server/contract/check.ts';
import type { Actor } from '#server/contract/permission.ts';
import { AppError, type ProblemCode } from '#server/contract/problem.ts';
import { addDays } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import type { Deps } from '#server/deps.ts';
import {
  changePoint,
  type ActInput,
  type Change,
} from '#server/features/life-cycle/change-commands.ts';
import { refuseForeignPhotos } from '#server/features/life-cycle/photo-commands.ts';
import { listUnusablePhotos, nameEventPhotos } from '#server/features/life-cycle/photo-queries.ts';
import { insertFoundSignal } from '#server/features/signals/queries.ts';
import { readRetryDays } from '#server/settings/life-cycle-settings.ts';

import { insertCheck, measureDistance } from './queries.ts';
import { whyNotRecord } from './rules.ts';

/**
 * A look at a closed place. `signs` raises a suspicion, never a status; `could_not_check` sets the day
 * of the next attempt and leaves the place as unseen as it was. `also` is written along with it, or nothing is.
 */
export async function recordCheck(
  deps: Deps,
  actor: Actor,
  pointId: number,
  check: RecordCheck,
  also: (change: Change) => Promise<void> = async () => {},
): Promise<void> {
  const wrong = whyNotRecord(check, deps.clock.now());
  if (wrong !== null) throw refusal(wrong.code, wrong.pointer);
  const request = {
    act: 'check' as const,
    pointId,
    input: actOf(check),
    texts: { reason: check.reason },
    async read(sql: TransactionSql) {
      const { photoIds, position } = check;
      const [unusable, retryOn, distanceMetres] = await Promise.all([
        listUnusablePhotos(sql, { photoIds, pointId, accountId: actor.accountId }),
        retryDay(sql, check),
        measureDistance(sql, pointId, position),
      ]);
      return { unusable, retryOn, distanceMetres };
    },
    // A check older than the hand-over is still a look after the elimination.
    notBefore: (point: { eliminatedOn: string | null; lastStatusOn: string }) =>
      point.eliminatedOn ?? point.lastStatusOn,
  };
  await changePoint(deps, actor, request, async (change, read) => {
    const { unusable, retryOn, distanceMetres } = read;
    refuseForeignPhotos(unusable);
    const { accuracyMetres } = check;
    const { result, obstacle, reason, checkedAt, photoIds } = check;
    const facts = { result, obstacle, reason, checkedAt, retryOn, photos: photoIds.length };
    const seq = change.append('checked', {
      detail: { ...facts, ...(distanceMetres === null ? {} : { distanceMetres, accuracyMetres }) },
    });
    const { cycle } = change.point;
    insertCheck(change.sql, { ...check, seq, pointId, cycle, retryOn });
    nameEventPhotos(change.sql, { seq, pointId, photoIds });
    if (result === 'signs') await raiseSuspicion(change, check);
    await also(change);
  });
}

function refusal(code: ProblemCode, pointer: string): AppError {
  return new AppError(code, { errors: [{ pointer, code }] });
}

function actOf(check: RecordCheck): ActInput {
  const { effectiveOn, documentNumber, documentOn, enteredAt, note, version, batchId } = check;
  return {
    effectiveOn,
    documentNumber,
    documentOn,
    enteredAt,
    note,
    batchId,
    ...(version === undefined ? {} : { version }),
  };
}

async function retryDay(sql: TransactionSql, check: RecordCheck): Promise<string | null> {
  if (check.result !== 'could_not_check') return null;
  return addDays(check.effectiveOn, await readRetryDays(sql, check.effectiveOn));
}

async function raiseSuspicion(change: Change, check: RecordCheck): Promise<void> {
  const signalId = await insertFoundSignal(change.sql, {
    pointId: change.point.id,
    cycle: change.point.cycle,
    occurredOn: check.effectiveOn,
    closedOn: change.point.eliminatedOn,
    recordedAt: change.deps.clock.now(),
    position: check.position,
    accuracyMetres: check.accuracyMetres,
    note: check.note,
    raisedBy: change.actor.accountId,
  });
  change.append('recurrence_suspected', { detail: { signalId, origin: 'found' } });
}
