import { Button, Flex, Stack } from '@mantine/core';
import { useState } from 'react';

import { communeName } from '#client/i18n/commune-name.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { Notice } from '#client/ui/notice.tsx';
import type {
  PendingTransfer as Transfer,
  TipDetail,
  TransferAnswers,
} from '#server/contract/tip.ts';

import { type Answer, ANSWERS, TransferDialog } from './transfer-dialog.tsx';

/** The question to another commune that waits, with what the reader may do about it; nothing where none does. */
export function PendingTransfer({ tip }: { tip: TipDetail }) {
  const { transfer, answers } = tip;
  if (transfer === null || answers === null) return null;
  return <Waiting tip={tip} transfer={transfer} answers={answers} />;
}

function Waiting({
  tip,
  transfer,
  answers,
}: {
  tip: TipDetail;
  transfer: Transfer;
  answers: TransferAnswers;
}) {
  const text = useText();
  const format = useFormat();
  const mark = useMark(transfer);
  const own = text.tips.transfer;
  const [open, setOpen] = useState<Answer | null>(null);
  const roles: Readonly<Record<string, string>> = text.register.role;
  const { askedBy: name, askedRole, documentNumber, note } = transfer;
  const able = ANSWERS.filter((answer) => answers[answer] === null);
  return (
    <Notice title={mark}>
      <Stack gap={6} mt={6}>
        <p>{own.askedBy({ name, role: roles[askedRole] ?? askedRole })}</p>
        {documentNumber !== null && <p>{text.tips.document({ number: documentNumber })}</p>}
        {note !== null && <p>{note}</p>}
        <p>{own.stays({ commune: communeName(transfer.from, text) })}</p>
        {able.length > 0 && (
          <Flex gap="xs" wrap="wrap">
            {able.map((answer) => (
              <Button
                key={answer}
                variant={answer === 'take' ? 'filled' : 'default'}
                onClick={() => setOpen(answer)}
              >
                {own[answer]}
              </Button>
            ))}
          </Flex>
        )}
      </Stack>
      {open !== null && (
        <TransferDialog
          tip={tip}
          transfer={transfer}
          answer={open}
          due={tip.dueOn === null ? own.noDue : format.date(tip.dueOn)}
          onClose={() => setOpen(null)}
        />
      )}
    </Notice>
  );
}

/** Says of which commune it is asked and since when. */
export function useMark({ to, askedOn }: Pick<Transfer, 'to' | 'askedOn'>): string {
  const text = useText();
  const format = useFormat();
  return text.tips.transfer.mark({ commune: communeName(to, text), date: format.date(askedOn) });
}
