import { NumberInput, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';

import { fieldErrors } from '#client/api/describe-error.ts';
import { useLanguage, useText } from '#client/i18n/use-text.ts';
import { IndicatorText, type IndicatorView, type PlanView } from '#server/contract/plan.ts';

import { ActFrame } from './act-frame.tsx';
import { usePlanAct } from './queries.ts';

/** Words an indicator of a draft anew; once the plan is signed only an amendment changes it. */
export function IndicatorDialog({
  plan,
  indicator,
  onClose,
}: {
  plan: PlanView;
  indicator: IndicatorView;
  onClose: () => void;
}) {
  const { plans: own } = useText();
  const { language } = useLanguage();
  const act = usePlanAct();
  const scale = indicator.shape === 'amount' ? 1 : 100;
  const asked = indicator.comparator !== 'none';
  const [tried, setTried] = useState(false);
  const [wording, setWording] = useState(indicator.wording);
  const [target, setTarget] = useState<number | string>(
    indicator.target === null ? '' : indicator.target * scale,
  );
  const [note, setNote] = useState(indicator.note ?? '');
  const refused = fieldErrors(act.error, language);
  function submit() {
    setTried(true);
    const given = IndicatorText.safeParse({
      ...indicator,
      wording,
      target: asked ? Number(target) / scale : null,
      note: note.trim() === '' ? null : note,
    });
    if (!given.success || (asked && typeof target !== 'number')) return;
    const json = { ...given.data, denominator: null, points: [] };
    act.mutate({ act: 'indicator', id: plan.id, json }, { onSuccess: onClose });
  }
  return (
    <ActFrame
      title={own.editOf({ wording: indicator.wording })}
      lead={own.editLead}
      confirm={own.edit}
      pending={act.isPending}
      error={act.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <Textarea
        label={own.wording}
        withAsterisk
        autosize
        maxLength={500}
        value={wording}
        error={
          (tried && wording.trim().length < 3 ? own.wordingMissing : null) ?? refused['wording']
        }
        onChange={(event) => setWording(event.currentTarget.value)}
      />
      {asked && (
        <NumberInput
          label={scale === 1 ? `${own.target} (${indicator.unit})` : `${own.target} (%)`}
          withAsterisk
          min={0}
          thousandSeparator="."
          decimalSeparator=","
          value={target}
          error={
            (tried && typeof target !== 'number' ? own.amountMissing : null) ?? refused['target']
          }
          onChange={setTarget}
        />
      )}
      <TextInput
        label={own.note}
        maxLength={500}
        value={note}
        error={refused['note']}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </ActFrame>
  );
}
