import { can, type Actor } from '#server/contract/permission.ts';
import { AppError, type ProblemCode } from '#server/contract/problem.ts';
import type { SignalAct, SignalState } from '#server/contract/signal.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';

/** Facts that decide which acts on a signal are allowed. */
export type SignalStanding = {
  state: SignalState;
  position: unknown;
  raisedBy: string;
  visitors: readonly string[];
  raisersThere: readonly string[];
  earlierCycle: boolean;
  decidedBy: string | null;
  decidedAt: IsoInstant | null;
};

/**
 * Reason why a person may not decide on a suspicion; null when they may. Nobody decides on a signal that they
 * raised, or that was raised on a visit on which they went along.
 */
export function whyNotDecide(
  signal: Pick<SignalStanding, 'state' | 'raisedBy' | 'visitors'>,
  actor: Pick<Actor, 'role' | 'accountId'>,
): ProblemCode | null {
  if (!can(actor.role, 'signals:decide')) return 'permission.denied';
  if (signal.state === 'unmatched' || signal.state === 'vicinity') return 'signal.no_suspicion';
  if (signal.state !== 'suspected') return 'signal.already_decided';
  const took = signal.raisedBy === actor.accountId || signal.visitors.includes(actor.accountId);
  return took ? 'signal.same_person' : null;
}

/**
 * Reason why a person may not confirm a signal. A person who raised another suspicion at the place may not, because
 * confirming this one decides on that one too. A closure that a recurrence has ended cannot end again: of the cycle
 * before, only the day of the recurrence may be corrected.
 */
export function whyNotConfirm(
  signal: Pick<SignalStanding, 'state' | 'raisedBy' | 'visitors' | 'raisersThere' | 'earlierCycle'>,
  actor: Pick<Actor, 'role' | 'accountId'>,
): ProblemCode | null {
  const refusal = whyNotDecide(signal, actor);
  if (refusal !== null) return refusal;
  if (signal.earlierCycle) return 'signal.earlier_cycle';
  return signal.raisersThere.includes(actor.accountId) ? 'signal.same_person' : null;
}

/** Reason why a decision may not be undone; null when it may: by the person who made it, within `undoMinutes`. */
export function whyNotUndo(
  signal: SignalStanding,
  actor: Pick<Actor, 'role' | 'accountId'>,
  undoMinutes: number,
  now: IsoInstant,
): ProblemCode | null {
  if (!can(actor.role, 'signals:decide')) return 'permission.denied';
  if (signal.state !== 'confirmed' && signal.state !== 'rejected') return 'signal.not_decided';
  if (signal.decidedBy !== actor.accountId) return 'signal.other_decider';
  const passed = Date.parse(now) - Date.parse(signal.decidedAt ?? '');
  return passed <= undoMinutes * 60_000 ? null : 'signal.undo_too_late';
}

/**
 * Reason why a commune's leader may not object; null when they may: to a standing suspicion or recurrence, one
 * objection at a time.
 */
export function whyNotAppeal(
  signal: Pick<SignalStanding, 'state'>,
  openAppeal: unknown,
  actor: Pick<Actor, 'role'>,
): ProblemCode | null {
  if (!can(actor.role, 'signals:appeal')) return 'permission.denied';
  if (signal.state !== 'suspected' && signal.state !== 'confirmed') {
    return 'signal.nothing_to_appeal';
  }
  return openAppeal === null ? null : 'signal.appeal_open';
}

/**
 * Reason why a person may not answer an objection; null when they may: anybody but the one objected against and
 * the one who objected.
 */
export function whyNotAnswer(
  appeal: { against: string; raisedBy: string } | null,
  actor: Pick<Actor, 'role' | 'accountId'>,
): ProblemCode | null {
  if (!can(actor.role, 'signals:answer_appeal')) return 'permission.denied';
  if (appeal === null) return 'signal.no_appeal';
  return appeal.against === actor.accountId || appeal.raisedBy === actor.accountId
    ? 'signal.appeal_same_person'
    : null;
}

/** Each act on a signal with the reason why this reader may not do it now; null when they may. */
export function signalActs(
  signal: SignalStanding,
  appeal: { against: string; raisedBy: string } | null,
  actor: Pick<Actor, 'role' | 'accountId'>,
  undo: { minutes: number; now: IsoInstant },
): Record<SignalAct, ProblemCode | null> {
  const decide = whyNotDecide(signal, actor);
  return {
    confirm: whyNotConfirm(signal, actor),
    reject: decide,
    new_point: decide ?? (signal.position === null ? 'signal.no_place' : null),
    undo: whyNotUndo(signal, actor, undo.minutes, undo.now),
    appeal: whyNotAppeal(signal, appeal, actor),
    answer: whyNotAnswer(appeal, actor),
  };
}

/** The refusal when somebody else has decided first, with the person and the time. */
export function alreadyDecided(signal: {
  decidedByName: string | null;
  decidedAt: IsoInstant | null;
  decidedOn: IsoDate | null;
}): AppError {
  const at = signal.decidedAt ?? signal.decidedOn;
  return new AppError('signal.already_decided', {
    parameters: { by: signal.decidedByName, at },
  });
}
