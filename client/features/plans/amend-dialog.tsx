import { NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';

import { today } from '#client/i18n/today.ts';
import { useText } from '#client/i18n/use-text.ts';
import type { IndicatorView, PlanView } from '#server/contract/plan.ts';

import { ActFrame } from './act-frame.tsx';
import { PaperFields, readPaper, type PaperValues } from './paper-fields.tsx';
import { usePlanAct } from './queries.ts';

/** Another target by a paper of its own; the first one stays readable. Shares are typed as percent. */
export function AmendDialog({
  plan,
  indicator,
  onClose,
}: {
  plan: PlanView;
  indicator: IndicatorView;
  onClose: () => void;
}) {
  const { plans: own } = useText();
  const act = usePlanAct();
  const scale = indicator.shape === 'amount' ? 1 : 100;
  const [tried, setTried] = useState(false);
  const [paper, setPaper] = useState<PaperValues>({
    number: '',
    signedOn: today(),
    signerTitle: '',
  });
  const [target, setTarget] = useState<number | string>((indicator.target ?? 0) * scale);
  const [reason, setReason] = useState('');
  function submit() {
    setTried(true);
    const signed = readPaper(paper);
    if (signed === null || typeof target !== 'number' || reason.trim().length < 3) return;
    const changes = [{ code: indicator.code, target: target / scale, reason: reason.trim() }];
    act.mutate({ act: 'amend', id: plan.id, json: { ...signed, changes } }, { onSuccess: onClose });
  }
  return (
    <ActFrame
      title={own.amendOf({ wording: indicator.wording })}
      lead={own.amendLead}
      confirm={own.amend}
      pending={act.isPending}
      error={act.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <PaperFields values={paper} tried={tried} onChange={setPaper} />
      <NumberInput
        label={scale === 1 ? `${own.target} (${indicator.unit})` : `${own.target} (%)`}
        withAsterisk
        min={0}
        thousandSeparator="."
        decimalSeparator=","
        value={target}
        error={tried && typeof target !== 'number' ? own.amountMissing : null}
        onChange={setTarget}
      />
      <TextInput
        label={own.reason}
        withAsterisk
        maxLength={500}
        value={reason}
        error={tried && reason.trim().length < 3 ? own.reasonMissing : null}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ActFrame>
  );
}
