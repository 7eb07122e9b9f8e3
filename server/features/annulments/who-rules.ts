import { can, type Actor } from '#server/contract/permission.ts';
import type { ProblemCode } from '#server/contract/problem.ts';
import type { IsoInstant } from '#server/contract/time.ts';

import type { Life, LifeEvent } from './rules.ts';

/** End of the time in which a person may take back an own act; null for a proposal, which stays its author's. */
export function ownUntil(event: LifeEvent, ownMinutes: number): IsoInstant | null {
  if (event.kind === 'proposed') return null;
  return new Date(Date.parse(event.recordedAt) + ownMinutes * 60_000).toISOString();
}

/**
 * Reason why a person may not declare an act mistaken; null when they may: an own act within its time, the act of
 * another person where they watch the whole city and have no part in the case.
 */
export function whyNotBy(
  event: LifeEvent,
  life: Life,
  actor: Actor,
  { now, ownMinutes }: { now: IsoInstant; ownMinutes: number },
): ProblemCode | null {
  if (!can(actor.role, 'points:annul')) return 'permission.denied';
  if (event.actorId === actor.accountId) {
    const until = ownUntil(event, ownMinutes);
    return until === null || now <= until ? null : 'annulment.own_too_late';
  }
  if (actor.reach !== 'city') return 'annulment.of_another';
  return interestedIn(event, life).includes(actor.accountId) ? 'annulment.own_case' : null;
}

/** Facts that a figure counts, and that more than one person stands behind. */
const COUNTED: readonly LifeEvent['kind'][] = ['recurrence_confirmed', 'handover_confirmed'];

/**
 * Tells if the annulment of an act takes a second person. What two persons made is unmade by two, and never by those
 * alone whom it measures: the coordinator answers for the plan, leaders and officers for their commune. A slip is no
 * unmaking: within the hour its author takes back the own last word, and what all others said stands as it stood.
 */
export function takesTwo(event: LifeEvent, life: Life, actor: Actor): boolean {
  if (event.detail['confirmedBy'] !== undefined) return true;
  if (event.actorId === actor.accountId) {
    const speaksOfCommune = COUNTED.includes(event.kind) || event.detail['result'] === 'signs';
    return actor.reach === 'communes' && speaksOfCommune;
  }
  if (actor.role === 'coordinator' || COUNTED.includes(event.kind)) return true;
  return interestedIn(event, life).some((id) => id !== null && id !== event.actorId);
}

/** Decisions against what somebody had proposed or suspected. */
const AGAINST: readonly LifeEvent['kind'][] = [
  'declined',
  'handover_refused',
  'suspicion_rejected',
];

/** True where the annulment gives an account back what had been decided against it: it does not confirm that. */
export function wouldWin(event: LifeEvent, life: Life, accountId: string | undefined): boolean {
  return (
    accountId !== undefined &&
    AGAINST.includes(event.kind) &&
    interestedIn(event, life).includes(accountId)
  );
}

/** Accounts on whose proposal or suspicion the act decided: that decision is not theirs to annul. */
function interestedIn({ kind, detail }: LifeEvent, life: Life): (string | null)[] {
  if (kind === 'declined' || kind === 'recognised') return [life.proposedBy];
  const parts = life.parts.filter(({ id }) => id === detail['handoverId']);
  if (kind === 'handover_confirmed' || kind === 'handover_refused') {
    return parts.map(({ proposedBy }) => proposedBy);
  }
  const signals = life.signals.filter(({ id }) => id === detail['signalId']);
  return kind === 'suspicion_rejected' || kind === 'recurrence_confirmed'
    ? signals.map(({ raisedBy }) => raisedBy)
    : [];
}
