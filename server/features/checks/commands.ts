import type * as z from 'zod';

import type { RecordCheckBody } from '#server/contract/life-cycle.ts';
import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type { Deps } from '#server/deps.ts';
import { changePoint } from '#server/features/life-cycle/change.ts';
import { insertSignal } from '#server/features/signals/queries.ts';

import { insertCheck } from './queries.ts';

/** A look at a closed place. `signs` raises a suspicion, never a status. */
export async function recordCheck(
  deps: Deps,
  actor: Actor,
  pointId: number,
  input: z.infer<typeof RecordCheckBody>,
): Promise<void> {
  if (input.result === 'could_not_check' && input.reason === null) {
    throw new AppError('lifecycle.reason_required', {
      errors: [{ pointer: '/reason', code: 'lifecycle.reason_required' }],
    });
  }
  const request = {
    act: 'check' as const,
    pointId,
    input,
    texts: { reason: input.reason },
    // A check older than the hand-over is still a look after the elimination.
    notBefore: (point: { eliminatedOn: string | null; lastStatusOn: string }) =>
      point.eliminatedOn ?? point.lastStatusOn,
  };
  await changePoint(deps, actor, request, async (change) => {
    const eventId = await change.append('checked', {
      detail: { result: input.result, reason: input.reason },
    });
    await insertCheck(change.sql, {
      eventId,
      pointId,
      cycle: change.point.cycle,
      checkedOn: input.effectiveOn,
      result: input.result,
      reason: input.reason,
      position: input.position,
      accuracyMetres: input.accuracyMetres,
    });
    if (input.result !== 'signs') return;
    const signalId = await insertSignal(change.sql, {
      pointId,
      cycle: change.point.cycle,
      origin: 'found',
      occurredOn: input.effectiveOn,
      recordedAt: deps.clock.now(),
      position: input.position,
      note: input.note,
      raisedBy: actor.accountId,
    });
    await change.append('recurrence_suspected', { detail: { signalId, origin: 'found' } });
  });
}
