import { statusLine } from '#client/forms/act-form.tsx';
import { ConfirmHandoverBody } from '#server/contract/life-cycle.ts';

import { Evidence } from '#client/features/handovers/evidence.tsx';
import type { AnswerDescription } from './answer.ts';

export const CONFIRM: AnswerDescription = {
  verb: 'confirm',
  schema: ConfirmHandoverBody,
  photos: true,
  fields: (_, { handover }, brief) => brief && <Evidence handover={handover} />,
  status({ point, handover }, { text, format }) {
    const { othersPending } = handover;
    return othersPending > 0 && point.status !== 'handed_over'
      ? text.pointActs.afterAll({ count: format.number(othersPending, 0) })
      : statusLine('confirm_handover', point, text);
  },
};
