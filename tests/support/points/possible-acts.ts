import type { Permission } from '#server/contract/permission.ts';
import type { PointStatus } from '#server/contract/point.ts';

import type { Present } from './present-point.ts';

export const LIFE_ACTS = [
  'recognise',
  'decline',
  'eliminate',
  'handovers',
  'confirm',
  'refuse',
  'respond',
  'withdraw',
  'succeed',
  'transfer',
  'move',
  'lead',
  'check',
  'markRecurring',
  'confirmSignal',
  'rejectSignal',
  'undoDecision',
  'appeal',
  'answerAppeal',
  'accept',
  'delist',
  'redate',
  'merge',
  'undoMerge',
  'annul',
] as const;
export type ActName = (typeof LIFE_ACTS)[number];

/** Acts that move a point on from its status; random acts alone would hardly leave the first one. */
const FITTING: Record<PointStatus, readonly ActName[]> = {
  proposed: ['recognise', 'recognise', 'recognise', 'decline', 'merge'],
  not_recognised: ['recognise', 'annul'],
  active: ['eliminate', 'eliminate', 'eliminate', 'eliminate', 'merge', 'annul'],
  eliminated: ['handovers', 'handovers', 'handovers', 'check', 'check', 'move', 'annul', 'annul'],
  handed_over: [
    'succeed',
    'transfer',
    'move',
    'move',
    'check',
    'check',
    'markRecurring',
    'confirmSignal',
    'confirmSignal',
    'rejectSignal',
    'merge',
    'delist',
    'annul',
    'annul',
  ],
  recurring: [
    'eliminate',
    'eliminate',
    'rejectSignal',
    'undoDecision',
    'undoDecision',
    'appeal',
    'answerAppeal',
    'move',
    'annul',
  ],
  delisted: ['check', 'markRecurring', 'confirmSignal', 'annul'],
};

/** The same where a commune has yet to answer, and where the proposer's side has. */
const WHILE_PENDING: readonly ActName[] = [
  'confirm',
  'confirm',
  'confirm',
  'confirm',
  'refuse',
  'succeed',
  'transfer',
  'move',
  'move',
  'withdraw',
  'check',
  'markRecurring',
  'annul',
  'annul',
];
const WHILE_REFUSED: readonly ActName[] = [
  'respond',
  'respond',
  'respond',
  'handovers',
  'handovers',
  'check',
  'annul',
];

const WHILE_CLAIMED: readonly ActName[] = ['accept', 'accept', 'accept', 'recognise', 'move'];
const WHILE_SUSPECTED: readonly ActName[] = [
  'confirmSignal',
  'confirmSignal',
  'confirmSignal',
  'rejectSignal',
];
const ONCE_CONFIRMED: readonly ActName[] = ['undoDecision', 'undoDecision', 'undoDecision', 'move'];

/** The acts that fit where a point stands. */
export function fittingActs(point: Present): readonly ActName[] {
  const { status } = point;
  const closed = status === 'eliminated' || status === 'handed_over';
  if (point.merged) return ['undoMerge', 'annul'];
  if (status === 'proposed' && point.claimed) return WHILE_CLAIMED;
  if (status === 'recurring' && point.justConfirmed) return ONCE_CONFIRMED;
  if (closed && point.waits) return WHILE_PENDING;
  if (status === 'eliminated' && point.refusalOpen) return WHILE_REFUSED;
  return closed && point.suspected
    ? [...WHILE_SUSPECTED, ...FITTING[status].slice(0, 5)]
    : FITTING[status];
}

export const PERMISSION: Record<ActName, Permission> = {
  recognise: 'points:recognise',
  decline: 'points:recognise',
  eliminate: 'points:eliminate',
  handovers: 'handovers:propose',
  confirm: 'handovers:answer',
  refuse: 'handovers:answer',
  respond: 'handovers:propose',
  withdraw: 'handovers:propose',
  // Whoever changes the areas; the system does it, and asks nobody's right here.
  succeed: 'boundaries:manage',
  transfer: 'boundaries:manage',
  move: 'points:correct',
  lead: 'points:correct',
  check: 'checks:record',
  markRecurring: 'points:mark_recurring',
  confirmSignal: 'signals:decide',
  rejectSignal: 'signals:decide',
  undoDecision: 'signals:decide',
  appeal: 'signals:appeal',
  answerAppeal: 'signals:answer_appeal',
  accept: 'points:recognise',
  delist: 'points:delist',
  redate: 'points:correct',
  merge: 'points:merge',
  undoMerge: 'points:merge',
  annul: 'points:annul',
};
