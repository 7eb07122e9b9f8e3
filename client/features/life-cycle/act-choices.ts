import { ACTS, type Act } from '#server/contract/life-cycle.ts';
import { can, ROLES, type Role } from '#server/contract/permission.ts';
import type { Handover } from '#server/contract/handover.ts';
import type { PointDetail, PointStatus } from '#server/contract/point.ts';
import type { Signal } from '#server/contract/signal.ts';
import { TRANSITIONS } from '#server/contract/transitions.ts';

/** Reason why an act is disabled. */
export type WhyNot =
  | { kind: 'problem'; code: string }
  | { kind: 'status'; statuses: readonly PointStatus[] }
  | { kind: 'no_suspicion' }
  | { kind: 'no_pending' }
  | { kind: 'no_refusal' };

/** One thing that may be done: an act, or an act for one commune's part of a hand-over. */
export type ActChoice = { act: Act; handover: Handover | null };

export type ActChoices = {
  now: readonly ActChoice[];
  /** Acts of the reader's role that are not possible at this point at this moment. */
  later: readonly { act: Act; why: WhyNot }[];
  /** Acts of other roles. */
  others: readonly { act: Act; roles: readonly Role[] }[];
};

/** Sorts all acts on a point by what the reader may do with them. */
export function actChoices(point: PointDetail, role: Role): ActChoices {
  const own = ACTS.filter((act) => can(role, TRANSITIONS[act].permission));
  // Taking back a merge is worth a line only where there is one.
  const shown = own.filter((act) => act !== 'undo_merge' || point.mergedInto !== null);
  return {
    now: shown.filter((act) => whyNotNow(act, point) === null).flatMap((act) => parts(act, point)),
    // Of a merged entry one sentence says it for all: what is new is recorded at the other one.
    later: (point.mergedInto === null && !point.removed ? shown : []).flatMap((act) => {
      const why = whyNotNow(act, point);
      return why === null ? [] : [{ act, why }];
    }),
    others: ACTS.filter((act) => !own.includes(act) && act !== 'undo_merge').map((act) => ({
      act,
      roles: ROLES.filter((other) => can(other, TRANSITIONS[act].permission)),
    })),
  };
}

function whyNotNow(act: Act, point: PointDetail): WhyNot | null {
  const code = point.acts[act] ?? null;
  if (code === 'lifecycle.wrong_status') {
    return { kind: 'status', statuses: TRANSITIONS[act].from };
  }
  if (isOnPart(act)) {
    // A leader of several communes may answer a part that is not the first one.
    if (partsFor(act, point).length > 0) return null;
    if (code === 'handover.not_pending') return { kind: 'no_pending' };
    if (code === 'handover.not_refused') return { kind: 'no_refusal' };
  }
  if (code !== null) return { kind: 'problem', code };
  if (act !== 'reject_suspicion') return null;
  if (openSignals(point).length === 0) return { kind: 'no_suspicion' };
  return decidableSignals(point).length === 0
    ? { kind: 'problem', code: 'signal.same_person' }
    : null;
}

function parts(act: Act, point: PointDetail): ActChoice[] {
  return isOnPart(act)
    ? partsFor(act, point).map((handover) => ({ act, handover }))
    : [{ act, handover: null }];
}

const ON_PART = [
  'confirm_handover',
  'refuse_handover',
  'respond_refusal',
  'withdraw_handover',
] as const;
type PartAct = (typeof ON_PART)[number];

function isOnPart(act: Act): act is PartAct {
  return ON_PART.some((other) => other === act);
}

/**
 * Reason why the reader may not do this to a part: the server's code, or the fact that it does not wait for it any
 * more.
 */
function whyNotPart(act: PartAct, part: Handover): string | null {
  switch (act) {
    case 'confirm_handover':
    case 'refuse_handover':
      return part.state === 'pending' ? part.whyNotAnswer : 'handover.not_pending';
    case 'respond_refusal':
      return part.state === 'refused' ? part.whyNotRespond : 'handover.not_refused';
    case 'withdraw_handover':
      return part.state === 'pending' ? part.whyNotWithdraw : 'handover.not_pending';
  }
}

function partsFor(act: PartAct, point: PointDetail): Handover[] {
  const parts = point.handovers.filter((part) => whyNotPart(act, part) === null);
  // One withdrawal takes back the whole attempt, whichever part it names.
  return act === 'withdraw_handover' ? parts.slice(0, 1) : parts;
}

function openSignals(point: PointDetail): Signal[] {
  return point.signals.filter((signal) => signal.state === 'suspected');
}

/** The suspicions on which the reader may decide: open, and raised by somebody else. */
export function decidableSignals(point: PointDetail): Signal[] {
  return openSignals(point).filter((signal) => !signal.raisedByMe);
}

/** Reason why an act that is already being filled in is not possible any more; null while it is. */
export function whyNotAnyMore({ act, handover }: ActChoice, point: PointDetail): WhyNot | null {
  if (handover === null || !isOnPart(act)) return whyNotNow(act, point);
  const part = point.handovers.find(({ id }) => id === handover.id);
  const code = part === undefined ? 'handover.not_pending' : whyNotPart(act, part);
  return code === null ? null : { kind: 'problem', code };
}
