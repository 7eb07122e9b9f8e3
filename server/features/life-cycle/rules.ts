import type { Act } from '#server/contract/life-cycle.ts';
import { can, type Actor } from '#server/contract/permission.ts';
import type { HandoverState } from '#server/contract/handover.ts';
import type { PointStatus } from '#server/contract/point.ts';
import type { ProblemCode } from '#server/contract/problem.ts';
import type { IsoDate } from '#server/contract/time.ts';
import { TRANSITIONS, type Annulment, type SignalStep } from '#server/contract/transitions.ts';

import type { HandoverPart, PointFacts } from './queries.ts';

/** State of a point that the rules for acts depend on. */
export type PointState = {
  status: PointStatus;
  cycle: number;
  merged: boolean;
  /** Its proposal was declared mistaken. */
  removed: boolean;
  /** Account that proposed the point; null when it came from papers. */
  proposedBy: string | null;
  handovers: readonly {
    id: number;
    communeId: number;
    attempt: number;
    state: HandoverState;
    /** The commune is no more. */
    abolished: boolean;
    /** Account of the proposer. */
    proposedBy: string | null;
    proposedOn: IsoDate;
    answeredBy: string | null;
    respondedOn: IsoDate | null;
  }[];
  /** Accounts that raised the suspicions still open. */
  openSuspicionsRaisedBy: readonly string[];
  /** Effective date of the latest event that moved the status; no later act may lie before it. */
  lastStatusOn: IsoDate;
};

/** Reason why this person may not do this now, as a code for the catalogue; null when they may. */
export function whyNot(
  act: Act | SignalStep | Annulment,
  point: PointState,
  actor: Actor,
  handoverId?: number,
): ProblemCode | null {
  const transition = TRANSITIONS[act];
  if (!can(actor.role, transition.permission)) return 'permission.denied';
  // Judged by what stands on the act, see the feature `annulments`.
  if (act === 'annul') return null;
  if (point.removed) return 'point.removed';
  if (act === 'undo_merge') return point.merged ? null : 'point.not_merged';
  if (point.merged) return 'point.merged';
  if (!transition.from.includes(point.status)) return 'lifecycle.wrong_status';
  switch (act) {
    case 'recognise':
    case 'decline':
      return point.proposedBy === actor.accountId ? 'lifecycle.own_proposal' : null;
    case 'propose_handover':
      if (point.handovers.some((part) => part.state === 'pending')) {
        return 'handover.already_pending';
      }
      return openRefusal(point) === undefined ? null : 'handover.refusal_unanswered';
    case 'confirm_handover':
    case 'refuse_handover':
      return whyNotAnswer(point, actor, handoverId);
    case 'respond_refusal':
      return whyNotRespond(point, actor, handoverId);
    case 'withdraw_handover':
      return point.handovers.some((part) => part.state === 'pending' && isMeant(part, handoverId))
        ? null
        : 'handover.not_pending';
    case 'mark_recurring':
      return point.openSuspicionsRaisedBy.includes(actor.accountId)
        ? 'lifecycle.own_proposal'
        : null;
    case 'eliminate':
    case 'check':
    case 'reject_suspicion':
    case 'delist':
    case 'correct':
    case 'merge':
    case 'undo_decision':
    case 'appeal_signal':
    case 'answer_appeal':
      return null;
  }
}

function whyNotAnswer(
  point: PointState,
  actor: Actor,
  handoverId: number | undefined,
): ProblemCode | null {
  const pending = point.handovers.filter((part) => part.state === 'pending');
  const asked =
    handoverId === undefined
      ? (pending.find((part) => actor.communeIds.includes(part.communeId)) ?? pending[0])
      : point.handovers.find((part) => part.id === handoverId);
  if (asked === undefined || asked.state !== 'pending') return 'handover.not_pending';
  if (!actor.communeIds.includes(asked.communeId)) return 'handover.other_commune';
  if (asked.abolished) return 'handover.commune_abolished';
  return asked.proposedBy === actor.accountId ? 'handover.same_person' : null;
}

function whyNotRespond(
  point: PointState,
  actor: Actor,
  handoverId: number | undefined,
): ProblemCode | null {
  const refused = latestParts(point).find(
    (part) => part.state === 'refused' && isMeant(part, handoverId),
  );
  if (refused === undefined) return 'handover.not_refused';
  if (refused.respondedOn !== null) return 'handover.already_responded';
  return refused.answeredBy === actor.accountId ? 'handover.own_refusal' : null;
}

/** The refusal that the proposer's side has yet to answer: one ends its attempt, so there is at most one. */
function openRefusal(point: PointState) {
  return latestParts(point).find((part) => part.state === 'refused' && part.respondedOn === null);
}

function latestParts({ handovers }: PointState) {
  const latest = Math.max(0, ...handovers.map((part) => part.attempt));
  return handovers.filter((part) => part.attempt === latest);
}

function isMeant(part: { id: number }, handoverId: number | undefined): boolean {
  return handoverId === undefined || part.id === handoverId;
}

/**
 * Reason why an act may not take effect on that day; null when it may: never in the future, never before what it
 * builds on.
 */
export function whyNotOn(
  effectiveOn: IsoDate,
  notBefore: IsoDate,
  today: IsoDate,
): ProblemCode | null {
  if (effectiveOn > today) return 'lifecycle.future_date';
  return effectiveOn < notBefore ? 'lifecycle.before_earlier_event' : null;
}

export function stateOf(
  point: PointFacts,
  handovers: readonly HandoverPart[],
  openSuspicionsRaisedBy: readonly string[],
): PointState {
  return {
    status: point.status,
    cycle: point.cycle,
    merged: point.mergedInto !== null,
    removed: point.mergedInto === point.id,
    proposedBy: point.proposedBy,
    handovers: handovers.filter((part) => part.cycle === point.cycle),
    openSuspicionsRaisedBy,
    lastStatusOn: point.lastStatusOn,
  };
}
