import { NumberInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';

import { useMe } from '#client/api/me.ts';
import { useText } from '#client/i18n/use-text.ts';
import { DateField } from '#client/ui/date-field.tsx';
import type { IndicatorView, PlanView } from '#server/contract/plan.ts';

import { ActFrame } from './act-frame.tsx';
import { usePlanAct } from './queries.ts';

/** What was done in a period, by which paper; the same period again corrects it with a reason. */
export function ResultDialog({
  plan,
  indicator,
  onClose,
}: {
  plan: PlanView;
  indicator: IndicatorView;
  onClose: () => void;
}) {
  const { plans: own } = useText();
  const { communes } = useMe();
  const act = usePlanAct();
  const share = indicator.shape === 'share';
  const [tried, setTried] = useState(false);
  const [commune, setCommune] = useState<string | null>(communes[0]?.code ?? null);
  const [firstOn, setFirstOn] = useState<string | null>(plan.firstOn);
  const [lastOn, setLastOn] = useState<string | null>(plan.asOf);
  const [amount, setAmount] = useState<number | string>('');
  const [outOf, setOutOf] = useState<number | string>(indicator.denominators.at(-1)?.amount ?? '');
  const [documentNumber, setDocumentNumber] = useState('');
  const [reason, setReason] = useState('');
  const corrects = indicator.results.some(
    (result) => result.firstOn === firstOn && (result.commune?.code ?? null) === commune,
  );
  function submit() {
    setTried(true);
    if (firstOn === null || lastOn === null || typeof amount !== 'number') return;
    if (documentNumber.trim().length < 2 || (share && typeof outOf !== 'number')) return;
    if (corrects && reason.trim().length < 3) return;
    const json = {
      code: indicator.code,
      commune,
      firstOn,
      lastOn,
      amount,
      outOf: share && typeof outOf === 'number' ? outOf : null,
      documentNumber: documentNumber.trim(),
      reason: corrects ? reason.trim() : null,
    };
    act.mutate({ act: 'result', id: plan.id, json }, { onSuccess: onClose });
  }
  const number = { min: 0, thousandSeparator: '.', decimalSeparator: ',', hideControls: true };
  return (
    <ActFrame
      title={own.resultOf({ wording: indicator.wording })}
      lead={own.resultLead}
      confirm={own.enterResult}
      pending={act.isPending}
      error={act.error}
      onSubmit={submit}
      onClose={onClose}
    >
      {communes.length > 1 && (
        <Select
          label={own.commune}
          allowDeselect={false}
          value={commune}
          data={communes.map(({ code, name }) => ({ value: code, label: name }))}
          onChange={setCommune}
        />
      )}
      <DateField label={own.firstDay} withAsterisk value={firstOn} onChange={setFirstOn} />
      <DateField
        label={own.lastDay}
        withAsterisk
        maxDate={plan.today}
        value={lastOn}
        onChange={setLastOn}
      />
      <NumberInput
        label={`${own.amount} (${indicator.unit})`}
        withAsterisk
        {...number}
        value={amount}
        error={tried && typeof amount !== 'number' ? own.amountMissing : null}
        onChange={setAmount}
      />
      {share && (
        <NumberInput
          label={own.outOf}
          withAsterisk
          {...number}
          value={outOf}
          error={tried && typeof outOf !== 'number' ? own.amountMissing : null}
          onChange={setOutOf}
        />
      )}
      <TextInput
        label={own.document}
        withAsterisk
        maxLength={60}
        value={documentNumber}
        error={tried && documentNumber.trim().length < 2 ? own.numberMissing : null}
        onChange={(event) => setDocumentNumber(event.currentTarget.value)}
      />
      {corrects && (
        <TextInput
          label={own.correctReason}
          withAsterisk
          maxLength={500}
          value={reason}
          error={tried && reason.trim().length < 3 ? own.reasonMissing : null}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
    </ActFrame>
  );
}
