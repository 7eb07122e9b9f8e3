import { Radio, Select, Stack, Textarea } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactNode } from 'react';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import { REFUSAL_REASONS } from '#server/contract/life-cycle.ts';
import type { Handover } from '#server/contract/handover.ts';
import { CheckResult, type PointDetail } from '#server/contract/point.ts';

import { decidableSignals } from './act-choices.ts';
import { ACT_DESCRIPTORS, type ActField } from './act-descriptors.ts';
import classes from '#client/forms/act-dialog.module.css';
import { asksForWords, WAYS, type ActValues } from './act-values.ts';
import { ResponseFields } from '#client/features/handovers/response-fields.tsx';
import type { FormAct } from './send-act.ts';

type Form = UseFormReturnType<ActValues>;

const NO_SIGNAL = 'none';

/** What an act asks for beside day, document and note. */
export function ActFields({
  handover = null,
  ...given
}: {
  act: FormAct;
  point: PointDetail;
  /** The part that the act is about, if it is about one. */
  handover?: Handover | null;
  form: Form;
}) {
  return ACT_DESCRIPTORS[given.act].fields.map((field) => (
    <OneField key={field} field={field} handover={handover} {...given} />
  ));
}

function OneField({
  field,
  act,
  point,
  handover,
  form,
}: {
  field: ActField;
  act: FormAct;
  point: PointDetail;
  handover: Handover | null;
  form: Form;
}): ReactNode {
  const { pointActs: text } = useText();
  switch (field) {
    case 'signal':
      return <SignalField act={act} point={point} form={form} />;
    case 'way':
      return (
        <Select
          label={text.way}
          allowDeselect={false}
          data={WAYS.map((value) => ({ value, label: text.ways[value] }))}
          {...form.getInputProps('way')}
        />
      );
    case 'result':
      return <ResultField form={form} act={act} />;
    case 'refusal':
      return <RefusalField form={form} act={act} />;
    case 'response':
      return <ResponseFields point={point} handover={handover} form={form} />;
    case 'grounds':
      return (
        <Words
          label={text.grounds}
          description={text.groundsMore}
          required={act !== 'propose_handover'}
          {...form.getInputProps('grounds')}
        />
      );
    case 'reason':
      return <Words label={text.reason} required {...form.getInputProps('reason')} />;
  }
}

function Words({
  required = false,
  ...props
}: {
  label: string;
  description?: string;
  required?: boolean;
}) {
  return (
    <Textarea
      autosize
      minRows={2}
      maxRows={8}
      maxLength={1_000}
      withAsterisk={required}
      {...props}
    />
  );
}

function SignalField({ act, point, form }: { act: FormAct; point: PointDetail; form: Form }) {
  const { pointActs: text, pointDrawer } = useText();
  const format = useFormat();
  const signals = decidableSignals(point);
  if (signals.length === 0) return null;
  const { value, onChange, ...rest } = form.getInputProps('signal');
  return (
    <Select
      label={text.signal}
      allowDeselect={false}
      data={[
        ...signals.map((signal) => ({
          value: String(signal.id),
          label: text.signalLine({
            date: format.date(signal.occurredOn),
            origin: pointDrawer.signalOrigin[signal.origin],
          }),
        })),
        ...(act === 'mark_recurring' ? [{ value: NO_SIGNAL, label: text.signalNone }] : []),
      ]}
      value={value === null ? NO_SIGNAL : String(value)}
      onChange={(chosen) => onChange(chosen === NO_SIGNAL ? null : Number(chosen))}
      {...rest}
    />
  );
}

function ResultField({ form, act }: { form: Form; act: FormAct }) {
  const { pointActs: text } = useText();
  const values = form.getValues();
  return (
    <div className={classes.choice} data-faulty={form.errors['result'] !== undefined}>
      <Radio.Group label={text.result} withAsterisk {...form.getInputProps('result')}>
        <Stack className={classes.options ?? ''}>
          {CheckResult.options.map((value) => (
            <Radio key={value} value={value} label={text.results[value]} />
          ))}
        </Stack>
      </Radio.Group>
      {values.result === 'signs' && <p className={classes.warn}>{text.signsMore}</p>}
      {asksForWords(act, values) && (
        <Words label={text.couldNotReason} required {...form.getInputProps('reasonText')} />
      )}
    </div>
  );
}

function RefusalField({ form, act }: { form: Form; act: FormAct }) {
  const { pointActs: text } = useText();
  return (
    <div className={classes.choice} data-faulty={form.errors['refusal'] !== undefined}>
      <Radio.Group label={text.refusal} withAsterisk {...form.getInputProps('refusal')}>
        <Stack className={classes.options ?? ''}>
          {REFUSAL_REASONS.map((value) => (
            <Radio key={value} value={value} label={text.refusals[value]} />
          ))}
        </Stack>
      </Radio.Group>
      <Words
        label={text.refusalText}
        required={asksForWords(act, form.getValues())}
        {...form.getInputProps('reasonText')}
      />
    </div>
  );
}
