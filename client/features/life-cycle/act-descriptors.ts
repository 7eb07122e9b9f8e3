import type { Act } from '#server/contract/life-cycle.ts';

/** What an act asks for beside day, document number and note. */
export type ActField = 'signal' | 'way' | 'result' | 'refusal' | 'response' | 'grounds' | 'reason';

export type ActDescriptor = {
  documentRequired: boolean;
  fields: readonly ActField[];
  /** Takes something away from the list: its button is red. */
  weighty: boolean;
};

function act(more: Partial<ActDescriptor> = {}): ActDescriptor {
  return { documentRequired: false, fields: [], weighty: false, ...more };
}

/** Forms of the acts; who may start which from where stands in the contract's `TRANSITIONS`. */
export const ACT_DESCRIPTORS: Record<Act, ActDescriptor> = {
  recognise: act({ documentRequired: true }),
  decline: act({ fields: ['reason'], weighty: true }),
  eliminate: act({ documentRequired: true, fields: ['way'] }),
  propose_handover: act({ documentRequired: true, fields: ['grounds'] }),
  confirm_handover: act(),
  refuse_handover: act({ fields: ['refusal'], weighty: true }),
  respond_refusal: act({ fields: ['response'] }),
  withdraw_handover: act({ fields: ['reason'], weighty: true }),
  check: act({ fields: ['result'] }),
  mark_recurring: act({
    documentRequired: true,
    fields: ['signal', 'grounds'],
    weighty: true,
  }),
  reject_suspicion: act({ fields: ['signal', 'reason'] }),
  delist: act({ documentRequired: true, fields: ['reason'], weighty: true }),
  correct: act(),
  merge: act(),
  undo_merge: act({ fields: ['reason'] }),
};
