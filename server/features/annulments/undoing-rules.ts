import type { BatchAct } from '#server/contract/act-batch.ts';
import { can, type Actor } from '#server/contract/permission.ts';
import { TRANSITIONS } from '#server/contract/transitions.ts';

import { previewOf, type Times } from './preview-rules.ts';
import type { Life, LifeEvent, LifePart } from './rules.ts';

type Undoing = Omit<BatchAct, 'pointId' | 'code' | 'officialName'>;

/**
 * Finds how one act of a batch is undone: a proposed hand-over that waits for all of its answers is withdrawn by the
 * side that proposes, every other act is annulled, by whoever may declare it mistaken.
 */
export function undoingOf(
  event: LifeEvent,
  life: Life & { version: number },
  actor: Actor,
  times: Times,
): Undoing {
  const { kind, effectiveOn } = event;
  const annulment = previewOf(event, life, actor, times);
  const parts = partsAskedBy(event, life);
  const undone = event.annulled || (parts.length > 0 && parts.every(isWithdrawn));
  const shared = { kind, effectiveOn, undone };
  const [waiting] = parts;
  if (!undone && waiting !== undefined && mayWithdraw(parts, life, actor)) {
    const effect = {
      kind: 'handover_withdrawn' as const,
      handoverIds: parts.map(({ id }) => id),
      communeIds: parts.map(({ communeId }) => communeId),
    };
    const open = {
      why: null,
      standing: [],
      effects: [effect],
      needsDocument: false,
      takesTwo: false,
    };
    const withdrawal = { ...annulment, ...open, ownUntil: null };
    return { ...withdrawal, ...shared, way: 'withdraw', handoverId: waiting.id };
  }
  const alone = annulment.takesTwo ? 'proposal.needed' : null;
  const why = undone ? 'annulment.annulled_already' : (annulment.why ?? alone);
  return { ...annulment, ...shared, why, way: 'annul', handoverId: null };
}

/** Parts of the hand-over that an event proposed; none for every other act. */
function partsAskedBy(event: LifeEvent, { parts }: Life): LifePart[] {
  if (event.kind !== 'handover_proposed') return [];
  return parts.filter(
    ({ cycle, attempt }) => cycle === event.cycle && attempt === event.detail['attempt'],
  );
}

function isWithdrawn({ state }: LifePart): boolean {
  return state === 'withdrawn';
}

/** Judges as the withdrawal itself does, and lets an answer that a commune has given stand. */
function mayWithdraw(parts: readonly LifePart[], life: Life, { role }: Actor): boolean {
  const { permission, from } = TRANSITIONS.withdraw_handover;
  return (
    can(role, permission) &&
    !life.merged &&
    from.includes(life.status) &&
    parts.every(({ state, cycle }) => state === 'pending' && cycle === life.cycle)
  );
}
