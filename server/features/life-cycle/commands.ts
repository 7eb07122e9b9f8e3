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
import type { TransactionSql } from '#server/db/client.ts';
import { meanwhile } from '#server/db/unawaited.ts';
import type { Consent } from '#server/db/write-for-two.ts';
import type { Deps } from '#server/deps.ts';
import { type AnswerPeriod, readReplyPeriod } from '#server/settings/life-cycle-settings.ts';
import { readMatchingParameters } from '#server/settings/signal-settings.ts';

import { changePoint, type Change } from './change-commands.ts';
import { cancelParts, closeCycle, isMeasured, openCycle, setRecogniser } from './queries.ts';

/** The city takes a proposed place on its list: the first cycle opens. */
export async function recognise(
  deps: Deps,
  actor: Actor,
  pointId: number,
  input: z.infer<typeof RecogniseBody>,
): Promise<void> {
  const request = { act: 'recognise' as const, pointId, input, read: replyPeriodOf(deps) };
  await changePoint(deps, actor, request, (change, period) => {
    setRecogniser(change.sql, pointId, actor.accountId);
    followAct(change, 'recognise', { period });
    change.move({ status: 'active', cycle: change.point.cycle + 1 });
    change.append('recognised');
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
  await changePoint(deps, actor, { act: 'decline', pointId, input, texts }, (change) => {
    change.move({ status: 'not_recognised' });
    change.append('declined', { detail: { reason: input.reason } });
  });
}

/**
 * Activity at the place has been ended; the watch over it begins. Signals around it that may belong to it now are looked at
 * after the commit. @returns if there were any, so that the record may have changed since the act
 */
export async function eliminate(
  deps: Deps,
  actor: Actor,
  pointId: number,
  input: z.infer<typeof EliminateBody>,
): Promise<boolean> {
  let marking: Promise<number[]> | undefined;
  const read = (sql: TransactionSql) => readMatchingParameters(sql, deps.clock.today());
  const request = { act: 'eliminate' as const, pointId, input, read };
  await changePoint(deps, actor, request, (change, parameters) => {
    closeCycle(change.sql, {
      pointId,
      number: change.point.cycle,
      eliminatedOn: input.effectiveOn,
      way: input.way,
    });
    change.move({ status: 'eliminated' });
    change.append('eliminated', { detail: { way: input.way } });
    const closing = { pointId, closedOn: input.effectiveOn };
    marking = deps.joined.placeCloses(change.sql, closing, parameters);
    meanwhile(change.sql, marking);
  });
  // Nothing was marked where an earlier attempt had done the act: the job looks at what that one marked.
  const marked = (await marking) ?? [];
  if (marked.length > 0) await deps.joined.lookAtSignals(deps, marked);
  return marked.length > 0;
}

/** A verified return of activity: a new cycle opens, the old one stays as it was. */
export async function markRecurring(
  deps: Deps,
  actor: Actor,
  pointId: number,
  input: z.infer<typeof MarkRecurringBody>,
): Promise<void> {
  const texts = { grounds: input.grounds };
  const read = replyPeriodOf(deps);
  const request = { act: 'mark_recurring' as const, pointId, input, texts, read };
  await changePoint(deps, actor, request, (change, period) =>
    recur(change, period, { grounds: input.grounds }),
  );
}

/** Reads what an act needs that opens a cycle. */
export const replyPeriodOf = (deps: Deps) => (sql: TransactionSql) =>
  readReplyPeriod(sql, deps.clock.today());

/** Opens the next cycle on a confirmed recurrence; pending hand-overs of the old one fall away. */
export function recur(change: Change, period: AnswerPeriod, detail: Record<string, unknown>): void {
  const { status, lastStatusOn } = change.point;
  const effects = followAct(change, 'mark_recurring', { period });
  const cancelledHandoverIds = effects.flatMap((effect) =>
    effect.kind === 'handover_cancelled' ? effect.handoverIds : [],
  );
  // What taking the confirmation back would bring back.
  const before = { status, since: lastStatusOn, cancelledHandoverIds };
  change.move({ status: 'recurring', cycle: change.point.cycle + 1 });
  change.append('recurrence_confirmed', { detail: { ...detail, before } });
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
  const read = (sql: TransactionSql) => isMeasured(sql, pointId);
  const request = { act: 'delist' as const, pointId, input, texts, consent, read };
  await changePoint(deps, actor, request, (change, measured) => {
    if (measured) change.takeTwo();
    followAct(change, 'delist');
    change.move({ status: 'delisted' });
    change.append('delisted', { detail: { reason: input.reason } });
  });
}

/**
 * Carries out what an act leads to, by the list that its form had shown before.
 * @param given.period time for the reply that a new cycle asks for, see {@link replyPeriodOf}
 */
export function followAct(
  change: Change,
  act: Act,
  { handoverId = null, period }: { handoverId?: number | null; period?: AnswerPeriod } = {},
): ActEffect[] {
  const effects = effectsOfAct(act, change.point, change.handovers, handoverId);
  for (const effect of effects) {
    if (effect.kind === 'handover_cancelled') cancelParts(change.sql, effect.handoverIds);
    if (effect.kind === 'cycle_opened') {
      if (period === undefined) throw new Error(`the time for a reply was not read for ${act}`);
      openNextCycle(change, period, act === 'recognise' ? 'recognised' : 'recurrence_confirmed');
    }
  }
  return effects;
}

/** Opens the next cycle, and with it the question to the commune. */
function openNextCycle(
  { sql, deps, point, input }: Change,
  period: AnswerPeriod,
  openedBy: 'recognised' | 'recurrence_confirmed',
): void {
  const { id: pointId } = point;
  const number = point.cycle + 1;
  openCycle(sql, { pointId, number, openedOn: input.effectiveOn, openedBy });
  deps.joined.cycleOpened(sql, { pointId, cycle: number, period }, deps.clock.today());
}
