import { Textarea, TextInput } from '@mantine/core';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { useText } from '#client/i18n/use-text.ts';
import { WriteIndicatorBody, type IndicatorView, type PlanView } from '#server/contract/plan.ts';

import { scaleOf, TargetField, unscaled } from './paper-dialogs.tsx';
import { PLANS_KEY } from './queries.ts';

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
  const scale = scaleOf(indicator);
  const asked = indicator.comparator !== 'none';
  const write = useWrite({
    initial: {
      wording: indicator.wording,
      target: indicator.target === null ? '' : indicator.target * scale,
      note: indicator.note ?? '',
    },
    schema: WriteIndicatorBody,
    body: ({ target, ...values }) => ({
      ...indicator,
      ...values,
      target: asked ? unscaled(target, scale) : null,
      denominator: null,
      points: [],
    }),
    words: { wording: own.wordingMissing },
    check: ({ target }) => ({
      target: asked && typeof target !== 'number' ? own.amountMissing : null,
    }),
    send: (json, once) =>
      call(api.plans[':id'].indicators.$post({ param: { id: String(plan.id) }, json }, once)),
    refresh: [PLANS_KEY],
    onDone: onClose,
  });
  return (
    <WriteDialog
      write={write}
      title={own.editOf({ wording: indicator.wording })}
      lead={own.editLead}
      confirm={own.edit}
      onClose={onClose}
    >
      <Textarea label={own.wording} autosize {...write.field('wording')} />
      {asked && <TargetField indicator={indicator} field={write.field} />}
      <TextInput label={own.note} {...write.field('note')} />
    </WriteDialog>
  );
}
