import { NumberInput, TextInput } from '@mantine/core';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { useWrite, type FieldProps } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { today } from '#client/i18n/today.ts';
import { useText, type Text } from '#client/i18n/use-text.ts';
import { DateField } from '#client/ui/date-field.tsx';
import {
  AmendPlanBody,
  IssuePlanBody,
  type IndicatorView,
  type PlanView,
} from '#server/contract/plan.ts';
import type { IsoDate } from '#server/contract/time.ts';

import { PLANS_KEY } from './queries.ts';

/** A paper's number, day and signing office. */
const NO_PAPER = () => ({ number: '', signedOn: today() as IsoDate | null, signerTitle: '' });

const paperWords = ({ plans: own }: Text) => ({
  number: own.numberMissing,
  signedOn: own.dayMissing,
  signerTitle: own.officeMissing,
});

/** Records that the draft was signed: under which number, on which day and by which office. */
export function IssueDialog({ plan, onClose }: { plan: PlanView; onClose: () => void }) {
  const text = useText();
  const { plans: own } = text;
  const write = useWrite({
    draft: `issue of plan ${plan.id}`,
    initial: NO_PAPER(),
    schema: IssuePlanBody,
    words: paperWords(text),
    send: (json, once) =>
      call(api.plans[':id'].issue.$post({ param: { id: String(plan.id) }, json }, once)),
    propose: (act) => ({ kind: 'plan_issue', planId: plan.id, act }),
    refresh: [PLANS_KEY],
    onDone: onClose,
  });
  return (
    <WriteDialog
      write={write}
      title={own.issue}
      lead={own.issueLead}
      confirm={own.issue}
      onClose={onClose}
    >
      <PaperFields field={write.field} />
    </WriteDialog>
  );
}

/** Sets another target by a paper of its own; the first one stays readable. Shares are typed as percent. */
export function AmendDialog({
  plan,
  indicator,
  onClose,
}: {
  plan: PlanView;
  indicator: IndicatorView;
  onClose: () => void;
}) {
  const text = useText();
  const { plans: own } = text;
  const scale = scaleOf(indicator);
  const write = useWrite({
    draft: `amendment of plan ${plan.id} ${indicator.code}`,
    initial: { ...NO_PAPER(), target: (indicator.target ?? 0) * scale, reason: '' },
    schema: AmendPlanBody,
    body: ({ target, reason, ...paper }) => ({
      ...paper,
      changes: [{ code: indicator.code, target: unscaled(target, scale), reason }],
    }),
    at: { 'changes.0.target': 'target', 'changes.0.reason': 'reason' },
    words: { ...paperWords(text), target: own.amountMissing, reason: own.reasonMissing },
    send: (json, once) =>
      call(api.plans[':id'].amendments.$post({ param: { id: String(plan.id) }, json }, once)),
    propose: (act) => ({ kind: 'plan_targets', planId: plan.id, act }),
    refresh: [PLANS_KEY],
    onDone: onClose,
  });
  return (
    <WriteDialog
      write={write}
      title={own.amendOf({ wording: indicator.wording })}
      lead={own.amendLead}
      confirm={own.amend}
      onClose={onClose}
    >
      <PaperFields field={write.field} />
      <TargetField indicator={indicator} field={write.field} />
      <TextInput label={own.reason} {...write.field('reason')} />
    </WriteDialog>
  );
}

function PaperFields({ field }: { field: FieldProps }) {
  const { plans: own } = useText();
  return (
    <>
      <TextInput label={own.number} placeholder="46/KH-UBND" {...field('number')} />
      <DateField label={own.signedOn} maxDate={today()} {...field('signedOn')} />
      <TextInput label={own.office} description={own.officeMore} {...field('signerTitle')} />
    </>
  );
}

/** The number of what is typed for one: shares are typed as percent. */
export function scaleOf({ shape }: IndicatorView): 1 | 100 {
  return shape === 'amount' ? 1 : 100;
}

/** The target as the contract has it; null while nothing is typed. */
export function unscaled(typed: unknown, scale: 1 | 100): number | null {
  return typeof typed === 'number' ? typed / scale : null;
}

/** The target of an indicator, in its unit or in percent. */
export function TargetField({ indicator, field }: { indicator: IndicatorView; field: FieldProps }) {
  const { plans: own } = useText();
  const unit = scaleOf(indicator) === 1 ? indicator.unit : '%';
  return (
    <NumberInput
      label={`${own.target} (${unit})`}
      min={0}
      thousandSeparator="."
      decimalSeparator=","
      {...field('target')}
      withAsterisk
    />
  );
}
