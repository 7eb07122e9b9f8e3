import type * as z from 'zod';

import type { ActEffect } from '#server/contract/act-effect.ts';
import { effectsOfAct } from '#server/contract/act-effects.ts';
import type {
  Act,
  DeclineBody,
  DelistBody,
  EliminateBody,
  MarkRecurringBody,
  RecogniseBody,
} from '#server/contract/life-cycle.ts';
import type { Actor } from '#server/contract/permission.ts';
import type { Consent } from '#server/db/write-for-two.ts';
import type { Deps } from '#server/deps.ts';

import { changePoint, type Change } from './change-commands.ts';
import { cancelParts, closeCycle, isMeasured, openCycle, setRecogniser } from './queries.ts';

/** The city takes a proposed place on its list: the first cycle opens. */
export async function recognise(
  deps: Deps,
  actor: Actor,
  pointId: number,
  input: z.infer<typeof RecogniseBody>,
): Promise<void> {
  await changePoint(deps, actor, { act: 'recognise', pointId, input }, async (change) => {
    await setRecogniser(change.sql, pointId, actor.accountId);
    await followAct(change, 'recognise');
    await Promise.all([
      change.move({ status: 'active', cycle: change.point.cycle + 1 }),
      change.append('recognised'),
    ]);
  });
}

/** The city does not take the place on its list, and says why. */
export async function decline(
  deps: Deps,
  actor: Actor,
  pointId: number,
  input: z.infer<typeof DeclineBody>,
): Promise<void> {
  const texts = { reason: input.reason };
  await changePoint(deps, actor, { act: 'decline', pointId, input, texts }, async (change) => {
    await Promise.all([
      change.move({ status: 'not_recognised' }),
      change.append('declined', { detail: { reason: input.reason } }),
    ]);
  });
}

/** Activity at the place has been ended; the watch over it begins. */
export async function eliminate(
  deps: Deps,
  actor: Actor,
  pointId: number,
  input: z.infer<typeof EliminateBody>,
): Promise<void> {
  await changePoint(deps, actor, { act: 'eliminate', pointId, input }, async (change) => {
    await closeCycle(change.sql, {
      pointId,
      number: change.point.cycle,
      eliminatedOn: input.effectiveOn,
      way: input.way,
    });
    await Promise.all([
      change.move({ status: 'eliminated' }),
      change.append('eliminated', { detail: { way: input.way } }),
    ]);
  });
  await deps.joined.placesClosed(deps, [pointId]);
}

/** A verified return of activity: a new cycle opens, the old one stays as it was. */
export async function markRecurring(
  deps: Deps,
  actor: Actor,
  pointId: number,
  input: z.infer<typeof MarkRecurringBody>,
): Promise<void> {
  const texts = { grounds: input.grounds };
  await changePoint(deps, actor, { act: 'mark_recurring', pointId, input, texts }, (change) =>
    recur(change, { grounds: input.grounds }),
  );
}

/** Opens the next cycle on a confirmed recurrence; pending hand-overs of the old one fall away. */
export async function recur(change: Change, detail: Record<string, unknown>): Promise<void> {
  const { status, lastStatusOn } = change.point;
  const effects = await followAct(change, 'mark_recurring');
  const cancelledHandoverIds = effects.flatMap((effect) =>
    effect.kind === 'handover_cancelled' ? effect.handoverIds : [],
  );
  // What taking the confirmation back would bring back.
  const before = { status, since: lastStatusOn, cancelledHandoverIds };
  await Promise.all([
    change.move({ status: 'recurring', cycle: change.point.cycle + 1 }),
    change.append('recurrence_confirmed', { detail: { ...detail, before } }),
  ]);
}

/**
 * The place leaves the list; its history stays. One that figures speak of leaves it only by two persons, see
 * `isMeasured`.
 */
export async function delist(
  deps: Deps,
  actor: Actor,
  pointId: number,
  input: z.infer<typeof DelistBody>,
  consent?: Consent,
): Promise<void> {
  const texts = { reason: input.reason };
  const request = { act: 'delist' as const, pointId, input, texts, consent };
  await changePoint(deps, actor, request, async (change) => {
    if (await isMeasured(change.sql, pointId)) change.takeTwo();
    await followAct(change, 'delist');
    await Promise.all([
      change.move({ status: 'delisted' }),
      change.append('delisted', { detail: { reason: input.reason } }),
    ]);
  });
}

/** Carries out what an act leads to, by the list that its form had shown before. */
export async function followAct(
  change: Change,
  act: Act,
  handoverId: number | null = null,
): Promise<ActEffect[]> {
  const effects = effectsOfAct(act, change.point, change.handovers, handoverId);
  for (const effect of effects) {
    if (effect.kind === 'handover_cancelled') await cancelParts(change.sql, effect.handoverIds);
    if (effect.kind === 'cycle_opened') {
      await openNextCycle(change, act === 'recognise' ? 'recognised' : 'recurrence_confirmed');
    }
  }
  return effects;
}

/** Opens the next cycle, and with it the question to the commune. */
async function openNextCycle(
  change: Change,
  openedBy: 'recognised' | 'recurrence_confirmed',
): Promise<void> {
  const { sql, deps, point, input } = change;
  const opened = { pointId: point.id, cycle: point.cycle + 1 };
  // The question refers to the cycle, which is sent first.
  await Promise.all([
    openCycle(sql, {
      pointId: point.id,
      number: opened.cycle,
      openedOn: input.effectiveOn,
      openedBy,
    }),
    deps.joined.cycleOpened(sql, opened, deps.clock.today()),
  ]);
}
