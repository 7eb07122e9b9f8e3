import type { Permission } from '#server/contract/permission.ts';
import type { PointStatus } from '#server/contract/point.ts';

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
  'check',
  'markRecurring',
  'confirmSignal',
  'rejectSignal',
  'delist',
  'redate',
  'merge',
  'undoMerge',
] as const;
export type ActName = (typeof LIFE_ACTS)[number];

/** What moves a point on from where it is; random acts alone would hardly leave the first status. */
const FITTING: Record<PointStatus, readonly ActName[]> = {
  proposed: ['recognise', 'recognise', 'decline'],
  not_recognised: ['recognise'],
  active: ['eliminate'],
  eliminated: ['handovers', 'handovers', 'handovers', 'check', 'confirmSignal'],
  handed_over: [
    'succeed',
    'succeed',
    'check',
    'markRecurring',
    'confirmSignal',
    'rejectSignal',
    'delist',
  ],
  recurring: ['eliminate', 'rejectSignal'],
  delisted: ['check', 'markRecurring', 'confirmSignal'],
};

/** The same where a commune has yet to answer, and where the proposer's side has. */
const WHILE_PENDING: readonly ActName[] = [
  'confirm',
  'confirm',
  'confirm',
  'confirm',
  'refuse',
  'succeed',
  'withdraw',
  'check',
  'markRecurring',
];
const WHILE_REFUSED: readonly ActName[] = ['respond', 'respond', 'handovers', 'check'];

/** The acts that fit where a point stands. */
export function fittingActs({
  status,
  waits,
  refusalOpen,
}: {
  status: PointStatus;
  waits: boolean;
  refusalOpen: boolean;
}): readonly ActName[] {
  const closed = status === 'eliminated' || status === 'handed_over';
  if (closed && waits) return WHILE_PENDING;
  return status === 'eliminated' && refusalOpen ? WHILE_REFUSED : FITTING[status];
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
  check: 'checks:record',
  markRecurring: 'points:mark_recurring',
  confirmSignal: 'signals:decide',
  rejectSignal: 'signals:decide',
  delist: 'points:delist',
  redate: 'points:correct',
  merge: 'points:merge',
  undoMerge: 'points:merge',
};
