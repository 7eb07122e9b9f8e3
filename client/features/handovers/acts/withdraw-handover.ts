import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { actForm } from '#client/forms/act-form.tsx';
import { REASON } from '#client/forms/reason.tsx';
import { WithdrawHandoverBody } from '#server/contract/life-cycle.ts';

import { communeLine, partOf } from './part.ts';

export const WithdrawHandover = actForm('withdraw_handover', {
  ...REASON,
  schema: WithdrawHandoverBody,
  send: (json, once, subject) =>
    call(
      api.handovers[':id'].withdraw.$post(
        { param: { id: String(partOf(subject).id) }, json },
        once,
      ),
    ),
  lead: ({ handover }) => handover.withdrawMore,
  weighty: true,
  lines: (values, subject, words) => [
    communeLine(partOf(subject), words.text),
    ...REASON.lines(values, subject, words),
  ],
});
