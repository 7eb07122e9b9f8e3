import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { actForm } from '#client/forms/act-form.tsx';
import { REASON } from '#client/forms/reason.tsx';
import { DeclineBody } from '#server/contract/life-cycle.ts';

export const Decline = actForm('decline', {
  ...REASON,
  schema: DeclineBody,
  send: (json, once, { point }) =>
    call(api.points[':id'].decline.$post({ param: { id: String(point.id) }, json }, once)),
  weighty: true,
});
