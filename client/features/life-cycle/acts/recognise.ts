import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { actForm } from '#client/forms/act-form.tsx';
import { RecogniseBody } from '#server/contract/life-cycle.ts';

export const Recognise = actForm('recognise', {
  schema: RecogniseBody,
  initial: () => ({}),
  send: (json, once, { point }) =>
    call(api.points[':id'].recognise.$post({ param: { id: String(point.id) }, json }, once)),
  cycle: (text, number) => text.pointDrawer.cycle({ number }),
});
