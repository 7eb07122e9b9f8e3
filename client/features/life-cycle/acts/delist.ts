import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { actForm } from '#client/forms/act-form.tsx';
import { REASON } from '#client/forms/reason.tsx';
import { DelistBody } from '#server/contract/life-cycle.ts';

export const Delist = actForm('delist', {
  ...REASON,
  schema: DelistBody,
  send: (json, once, { point }) =>
    call(api.points[':id'].delist.$post({ param: { id: String(point.id) }, json }, once)),
  weighty: true,
});
