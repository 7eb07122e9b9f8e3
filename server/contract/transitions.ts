import type { Act } from './life-cycle.ts';
import type { Permission } from './permission.ts';
import { POINT_STATUSES, type PointStatus } from './point.ts';

/** Steps on a signal that leave their trace at the place; no acts of their own in the register. */
export type SignalStep = 'undo_decision' | 'appeal_signal' | 'answer_appeal';
/** Declares an act mistaken; what that changes follows from the act. */
export type Annulment = 'annul';

export type Transition = {
  permission: Permission;
  from: readonly PointStatus[];
  /** Null: the status stays. */
  to: PointStatus | null;
};

const CLOSED = ['eliminated', 'handed_over'] as const;
const CLOSED_ONCE = [...CLOSED, 'delisted'] as const;
/** A suspicion may outlive the closure it was raised in: another one was confirmed before it. */
const RECOGNISED_ONCE = [...CLOSED_ONCE, 'recurring', 'active'] as const;

/**
 * The state machine of a point: the right that an act needs, the statuses it may start from, and the status it
 * leads to. The server's rules and the forms of the browser both read it here.
 */
export const TRANSITIONS: Readonly<Record<Act | SignalStep | Annulment, Transition>> = {
  recognise: { permission: 'points:recognise', from: ['proposed', 'not_recognised'], to: 'active' },
  decline: { permission: 'points:recognise', from: ['proposed'], to: 'not_recognised' },
  eliminate: { permission: 'points:eliminate', from: ['active', 'recurring'], to: 'eliminated' },
  propose_handover: { permission: 'handovers:propose', from: ['eliminated'], to: null },
  // Leads on only when the last of the communes has said yes. The successor of an abolished commune
  // answers for a point that may have been handed over before.
  confirm_handover: { permission: 'handovers:answer', from: CLOSED, to: 'handed_over' },
  refuse_handover: { permission: 'handovers:answer', from: CLOSED, to: null },
  respond_refusal: { permission: 'handovers:propose', from: ['eliminated'], to: null },
  withdraw_handover: { permission: 'handovers:propose', from: ['eliminated'], to: null },
  check: { permission: 'checks:record', from: CLOSED_ONCE, to: null },
  mark_recurring: { permission: 'points:mark_recurring', from: CLOSED_ONCE, to: 'recurring' },
  reject_suspicion: { permission: 'signals:decide', from: RECOGNISED_ONCE, to: null },
  undo_decision: { permission: 'signals:decide', from: RECOGNISED_ONCE, to: null },
  appeal_signal: { permission: 'signals:appeal', from: RECOGNISED_ONCE, to: null },
  answer_appeal: { permission: 'signals:answer_appeal', from: RECOGNISED_ONCE, to: null },
  delist: { permission: 'points:delist', from: CLOSED, to: 'delisted' },
  correct: { permission: 'points:correct', from: POINT_STATUSES, to: null },
  merge: { permission: 'points:merge', from: POINT_STATUSES, to: null },
  undo_merge: { permission: 'points:merge', from: POINT_STATUSES, to: null },
  annul: { permission: 'points:annul', from: POINT_STATUSES, to: null },
};
