import { ACTS, type Act } from '#server/contract/life-cycle.ts';
import { can, ROLES, type Role } from '#server/contract/permission.ts';
import type { Handover, PointDetail, PointStatus, Signal } from '#server/contract/point.ts';

import { ACT_DESCRIPTORS } from './act-descriptors.ts';

/** Why an act cannot be done now, as far as words must be found for it. */
export type WhyNot =
  | { kind: 'problem'; code: string }
  | { kind: 'status'; statuses: readonly PointStatus[] }
  | { kind: 'no_suspicion' }
  | { kind: 'no_pending' };

/** One thing that may be done: an act, or an act for one commune's part of a hand-over. */
export type ActChoice = { act: Act; handover: Handover | null };

export type ActChoices = {
  now: readonly ActChoice[];
  /** Of the reader's role, but not at this point at this moment. */
  later: readonly { act: Act; why: WhyNot }[];
  /** Of other roles. */
  others: readonly { act: Act; roles: readonly Role[] }[];
};

/** Sorts all acts on a point by what the reader may do with them. */
export function actChoices(point: PointDetail, role: Role): ActChoices {
  const own = ACTS.filter((act) => can(role, ACT_DESCRIPTORS[act].permission));
  // Taking back a merge is worth a line only where there is one.
  const shown = own.filter((act) => act !== 'undo_merge' || point.mergedInto !== null);
  return {
    now: shown.filter((act) => whyNotNow(act, point) === null).flatMap((act) => parts(act, point)),
    // Of a merged entry one sentence says it for all: what is new is recorded at the other one.
    later: (point.mergedInto === null ? shown : []).flatMap((act) => {
      const why = whyNotNow(act, point);
      return why === null ? [] : [{ act, why }];
    }),
    others: ACTS.filter((act) => !own.includes(act) && act !== 'undo_merge').map((act) => ({
      act,
      roles: ROLES.filter((other) => can(other, ACT_DESCRIPTORS[act].permission)),
    })),
  };
}

function whyNotNow(act: Act, point: PointDetail): WhyNot | null {
  const code = point.acts[act] ?? null;
  if (code === 'lifecycle.wrong_status') {
    return { kind: 'status', statuses: ACT_DESCRIPTORS[act].from };
  }
  if (isAnswer(act)) {
    // A leader of several communes may answer a part that is not the first one.
    if (answerable(point).length > 0) return null;
    if (code === 'handover.not_pending') return { kind: 'no_pending' };
  }
  if (code !== null) return { kind: 'problem', code };
  if (act !== 'reject_suspicion') return null;
  if (openSignals(point).length === 0) return { kind: 'no_suspicion' };
  return decidableSignals(point).length === 0
    ? { kind: 'problem', code: 'signal.same_person' }
    : null;
}

function parts(act: Act, point: PointDetail): ActChoice[] {
  return isAnswer(act)
    ? answerable(point).map((handover) => ({ act, handover }))
    : [{ act, handover: null }];
}

function isAnswer(act: Act): boolean {
  return act === 'confirm_handover' || act === 'refuse_handover';
}

function answerable(point: PointDetail): Handover[] {
  return point.handovers.filter((part) => part.state === 'pending' && part.whyNotAnswer === null);
}

function openSignals(point: PointDetail): Signal[] {
  return point.signals.filter((signal) => signal.state === 'suspected');
}

/** The suspicions on which the reader may decide: open, and raised by somebody else. */
export function decidableSignals(point: PointDetail): Signal[] {
  return openSignals(point).filter((signal) => !signal.raisedByMe);
}

/** Why an act that is already being filled in cannot be done any more; null while it can. */
export function whyNotAnyMore({ act, handover }: ActChoice, point: PointDetail): WhyNot | null {
  if (handover === null) return whyNotNow(act, point);
  const part = point.handovers.find(({ id }) => id === handover.id);
  if (part === undefined || part.state !== 'pending') {
    return { kind: 'problem', code: 'handover.not_pending' };
  }
  return part.whyNotAnswer === null ? null : { kind: 'problem', code: part.whyNotAnswer };
}
