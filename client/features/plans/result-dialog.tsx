import { NumberInput, Select, TextInput } from '@mantine/core';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { useMe } from '#client/api/me.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { useText } from '#client/i18n/use-text.ts';
import { DateField } from '#client/ui/date-field.tsx';
import { EnterResultBody, type IndicatorView, type PlanView } from '#server/contract/plan.ts';
import type { IsoDate } from '#server/contract/time.ts';

import { PLANS_KEY } from './queries.ts';

type Given = { plan: PlanView; indicator: IndicatorView; onClose: () => void };
/** The part of a result that tells which period it is of. */
type Period = { firstOn: IsoDate | null; commune: string | null };

const AMOUNT = { min: 0, thousandSeparator: '.', decimalSeparator: ',', hideControls: true };

/** Enters a figure; `corrects` tells of one that is there already. */
function useResult({ plan, indicator, onClose }: Given, corrects: (values: Period) => boolean) {
  const { plans: own } = useText();
  const { communes } = useMe();
  const share = indicator.shape === 'share';
  return useWrite({
    draft: `result of plan ${plan.id} ${indicator.code}`,
    initial: {
      commune: communes[0]?.code ?? null,
      firstOn: plan.firstOn as IsoDate | null,
      lastOn: plan.asOf as IsoDate | null,
      amount: '' as number | '',
      outOf: (indicator.denominators.at(-1)?.amount ?? '') as number | '',
      documentNumber: '',
      reason: '',
    },
    schema: EnterResultBody,
    body: (values) => ({
      ...values,
      code: indicator.code,
      outOf: share && values.outOf !== '' ? values.outOf : null,
      reason: corrects(values) ? values.reason : null,
    }),
    words: {
      firstOn: own.dayMissing,
      lastOn: own.dayMissing,
      amount: own.amountMissing,
      documentNumber: own.numberMissing,
      reason: own.reasonMissing,
    },
    check: (values) => ({
      outOf: share && values.outOf === '' ? own.amountMissing : null,
      reason: corrects(values) && values.reason.trim() === '' ? own.reasonMissing : null,
    }),
    send: (json, once) =>
      call(api.plans[':id'].results.$post({ param: { id: String(plan.id) }, json }, once)),
    refresh: [PLANS_KEY],
    onDone: onClose,
  });
}

/** Enters the figure of a period with its paper; the same period again corrects it with a reason. */
export function ResultDialog(given: Given) {
  const { plan, indicator, onClose } = given;
  const { plans: own } = useText();
  const { communes } = useMe();
  const share = indicator.shape === 'share';
  const corrects = (values: Period) =>
    indicator.results.some(
      ({ firstOn, commune }) =>
        firstOn === values.firstOn && (commune?.code ?? null) === values.commune,
    );
  const write = useResult(given, corrects);
  const { field } = write;
  return (
    <WriteDialog
      write={write}
      title={own.resultOf({ wording: indicator.wording })}
      lead={own.resultLead}
      confirm={own.enterResult}
      onClose={onClose}
    >
      {communes.length > 1 && (
        <Select
          label={own.commune}
          allowDeselect={false}
          data={communes.map(({ code, name }) => ({ value: code, label: name }))}
          {...field('commune')}
        />
      )}
      <DateField label={own.firstDay} {...field('firstOn')} />
      <DateField label={own.lastDay} maxDate={plan.today} {...field('lastOn')} />
      <NumberInput label={`${own.amount} (${indicator.unit})`} {...AMOUNT} {...field('amount')} />
      {share && <NumberInput label={own.outOf} {...AMOUNT} {...field('outOf')} withAsterisk />}
      <TextInput label={own.document} {...field('documentNumber')} />
      {corrects(write.values) && (
        <TextInput label={own.correctReason} {...field('reason')} withAsterisk />
      )}
    </WriteDialog>
  );
}
