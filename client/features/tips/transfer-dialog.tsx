import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { WORKLIST_KEY } from '#client/api/points.ts';
import { tipKey, TIPS_KEY } from '#client/api/tips.ts';
import { ReasonField } from '#client/forms/reason.tsx';
import { NO_BODY } from '#client/forms/schema-fields.ts';
import { useWrite, type Write } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { communeName } from '#client/i18n/commune-name.ts';
import { useText } from '#client/i18n/use-text.ts';
import {
  EndTransferBody,
  type PendingTransfer,
  type TipDetail,
  type TransferAnswers,
} from '#server/contract/tip.ts';

import { keepTip } from './queries.ts';

export type Answer = keyof TransferAnswers;
export const ANSWERS: readonly Answer[] = ['take', 'refuse', 'withdraw'];

type Given = {
  tip: TipDetail;
  transfer: PendingTransfer;
  /** Words for its due day. */
  due: string;
  onClose: () => void;
};

/** Asks once more before a tip is taken, or for the reason why it is refused or the question withdrawn. */
export function TransferDialog({ answer, ...given }: Given & { answer: Answer }) {
  if (answer === 'take') return <TakeDialog {...given} />;
  return answer === 'refuse' ? <RefuseDialog {...given} /> : <WithdrawDialog {...given} />;
}

const at = api['tip-transfers'][':id'];
const paramOf = ({ id }: PendingTransfer) => ({ id: String(id) });

function TakeDialog({ tip, transfer, due, onClose }: Given) {
  const text = useText();
  const own = text.tips.transfer;
  const write = useWrite({
    initial: {},
    schema: NO_BODY,
    send: (_json, once) => call(at.take.$post({ param: paramOf(transfer) }, once)),
    said: own.taken({ code: tip.code }),
    keep: keepTip,
    refresh: [WORKLIST_KEY],
    overtakenBy: [tipKey(tip.id)],
    onDone: onClose,
  });
  return (
    <WriteDialog
      write={write}
      title={`${own.take}: ${tip.code}`}
      lead={own.takeMore({ commune: communeName(transfer.to, text), due })}
      confirm={own.take}
      onClose={onClose}
    />
  );
}

function RefuseDialog({ tip, transfer, onClose }: Given) {
  const own = useText().tips.transfer;
  const navigate = useNavigate();
  const client = useQueryClient();
  const write = useWrite({
    draft: `refusal of transfer ${transfer.id}`,
    initial: { reason: '' },
    schema: EndTransferBody,
    send: (json, once) => call(at.refuse.$post({ param: paramOf(transfer), json }, once)),
    said: own.refused({ code: tip.code }),
    overtakenBy: [tipKey(tip.id)],
    async onDone() {
      onClose();
      await navigate({ to: '/tips' });
      // It is out of sight now, and not asked for again.
      client.removeQueries({ queryKey: tipKey(tip.id) });
    },
    refresh: [TIPS_KEY, WORKLIST_KEY],
  });
  return <ReasonDialog write={write} answer="refuse" tip={tip} onClose={onClose} />;
}

function WithdrawDialog({ tip, transfer, onClose }: Given) {
  const own = useText().tips.transfer;
  const write = useWrite({
    draft: `withdrawal of transfer ${transfer.id}`,
    initial: { reason: '' },
    schema: EndTransferBody,
    send: (json, once) => call(at.withdraw.$post({ param: paramOf(transfer), json }, once)),
    said: own.withdrawn({ code: tip.code }),
    keep: keepTip,
    overtakenBy: [tipKey(tip.id)],
    onDone: onClose,
  });
  return <ReasonDialog write={write} answer="withdraw" tip={tip} onClose={onClose} />;
}

/** Dialog of an answer that needs its reason. */
function ReasonDialog({
  write,
  answer,
  tip,
  onClose,
}: Pick<Given, 'tip' | 'onClose'> & {
  write: Write<{ reason: string }>;
  answer: 'refuse' | 'withdraw';
}) {
  const own = useText().tips.transfer;
  return (
    <WriteDialog
      write={write}
      title={`${own[answer]}: ${tip.code}`}
      lead={own[`${answer}More`]}
      confirm={own[answer]}
      onClose={onClose}
    >
      <ReasonField field={write.field} />
    </WriteDialog>
  );
}
