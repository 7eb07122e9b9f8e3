import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { actForm } from '#client/forms/act-form.tsx';
import { REASON } from '#client/forms/reason.tsx';
import { UndoMergeBody } from '#server/contract/life-cycle.ts';

export const UndoMerge = actForm('undo_merge', {
  ...REASON,
  schema: UndoMergeBody,
  send: (json, once, { point }) =>
    call(api.points[':id']['undo-merge'].$post({ param: { id: String(point.id) }, json }, once)),
});
