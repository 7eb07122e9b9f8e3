import { type Clock, mayExtend } from '#server/contract/deadline.ts';
import type { Actor, Reach } from '#server/contract/permission.ts';
import type { ProblemCode } from '#server/contract/problem.ts';
import type { TipStage, TipStep } from '#server/contract/tip.ts';
import type { IsoDate } from '#server/contract/time.ts';

/** State of a tip that the rules for its steps depend on. */
export type TipState = {
  acceptedOn: IsoDate | null;
  verifiedOn: IsoDate | null;
  classifiedOn: IsoDate | null;
  handledOn: IsoDate | null;
  suspended: boolean;
  /** Another commune is asked to take it. */
  transferWaits: boolean;
  /** The day of the latest event, so that no step overtakes another. */
  lastEventOn: IsoDate;
};

export function stageOf(
  tip: Pick<TipState, 'verifiedOn' | 'classifiedOn' | 'handledOn'>,
): TipStage {
  if (tip.handledOn !== null) return 'handled';
  if (tip.classifiedOn !== null) return 'classified';
  return tip.verifiedOn === null ? 'received' : 'verified';
}

/**
 * Tells if a step takes a second person: whom a tip measures gives it no more time alone.
 * @param clocks due days before and after it, by each clock; null where none runs
 */
export function takesTwo(
  step: TipStep,
  { reach }: Pick<Actor, 'reach'>,
  clocks: readonly (readonly [before: IsoDate | null, after: IsoDate | null])[],
): boolean {
  if (reach !== 'communes' || step === 'handled' || step === 'forwarded') return false;
  return clocks.some(([before, after]) => before !== null && (after === null || after > before));
}

/**
 * Reason why a step cannot be taken on a day; null when it can. Received, verified, classified, handled come in
 * this order; a suspended tip can only be resumed; an extension has to come in time.
 */
export function whyNotStep(
  tip: TipState,
  step: TipStep,
  clock: Clock | null,
  on: IsoDate,
  today: IsoDate,
): ProblemCode | null {
  if (tip.handledOn !== null) return 'tip.closed';
  if (tip.suspended !== (step === 'resumed')) {
    return tip.suspended ? 'tip.suspended' : 'tip.not_suspended';
  }
  if (step === 'transfer_asked' && tip.transferWaits) return 'tip.transfer_waits';
  const stage = stageOf(tip);
  if (step === 'accepted' && tip.acceptedOn !== null) return 'tip.wrong_stage';
  if (step === 'verified' && stage !== 'received') return 'tip.wrong_stage';
  if (step === 'classified' && stage === 'received') return 'tip.wrong_stage';
  if (step === 'handled' && stage !== 'classified') return 'tip.wrong_stage';
  if ((step === 'extended' || step === 'suspended') && clock === null) return 'tip.no_clock';
  if (on > today) return 'lifecycle.future_date';
  if (on < tip.lastEventOn) return 'lifecycle.before_earlier_event';
  if (step === 'extended' && clock !== null && !mayExtend(clock, on)) return 'tip.no_extension';
  return null;
}

/**
 * Tells if a person of a commune says of another one that it received a tip before today: a clock would have run of which
 * that commune could not know, and its figures would suffer by the word of those with whom it is compared.
 */
export function datesBackForAnother(
  { reach, communeIds }: { reach: Reach; communeIds: readonly number[] },
  communeId: number,
  receivedOn: IsoDate,
  today: IsoDate,
): boolean {
  return reach === 'communes' && receivedOn < today && !communeIds.includes(communeId);
}
