import type { Act } from '#server/contract/life-cycle.ts';
import type { Permission } from '#server/contract/permission.ts';
import { POINT_STATUSES, type PointStatus } from '#server/contract/point.ts';

/** What an act asks for beside day, document number and note. */
export type ActField = 'signal' | 'way' | 'result' | 'refusal' | 'response' | 'grounds' | 'reason';

export type ActDescriptor = {
  permission: Permission;
  from: readonly PointStatus[];
  /** Null: the status stays. A confirmed hand-over leads on with the last commune's yes. */
  to: PointStatus | null;
  documentRequired: boolean;
  fields: readonly ActField[];
  /** Takes something away from the list: its button is red. */
  weighty: boolean;
};

const CLOSED = ['eliminated', 'handed_over'] as const;
const ANY = POINT_STATUSES;

function act(
  permission: Permission,
  from: readonly PointStatus[],
  to: PointStatus | null,
  more: Partial<ActDescriptor> = {},
): ActDescriptor {
  return { permission, from, to, documentRequired: false, fields: [], weighty: false, ...more };
}

/** The acts as dialogs need them; the server's rules decide, and a test holds the two together. */
export const ACT_DESCRIPTORS: Record<Act, ActDescriptor> = {
  recognise: act('points:recognise', ['proposed', 'not_recognised'], 'active', {
    documentRequired: true,
  }),
  decline: act('points:recognise', ['proposed'], 'not_recognised', {
    fields: ['reason'],
    weighty: true,
  }),
  eliminate: act('points:eliminate', ['active', 'recurring'], 'eliminated', {
    documentRequired: true,
    fields: ['way'],
  }),
  propose_handover: act('handovers:propose', ['eliminated'], null, {
    documentRequired: true,
    fields: ['grounds'],
  }),
  confirm_handover: act('handovers:answer', CLOSED, 'handed_over'),
  refuse_handover: act('handovers:answer', CLOSED, null, { fields: ['refusal'], weighty: true }),
  respond_refusal: act('handovers:propose', ['eliminated'], null, { fields: ['response'] }),
  withdraw_handover: act('handovers:propose', ['eliminated'], null, {
    fields: ['reason'],
    weighty: true,
  }),
  check: act('checks:record', [...CLOSED, 'delisted'], null, { fields: ['result'] }),
  mark_recurring: act('points:mark_recurring', [...CLOSED, 'delisted'], 'recurring', {
    documentRequired: true,
    fields: ['signal', 'grounds'],
    weighty: true,
  }),
  reject_suspicion: act('signals:decide', [...CLOSED, 'delisted', 'recurring', 'active'], null, {
    fields: ['signal', 'reason'],
  }),
  delist: act('points:delist', CLOSED, 'delisted', {
    documentRequired: true,
    fields: ['reason'],
    weighty: true,
  }),
  correct: act('points:correct', ANY, null),
  merge: act('points:merge', ANY, null),
  undo_merge: act('points:merge', ANY, null, { fields: ['reason'] }),
};
