import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { ActDialog } from '#client/forms/act-dialog.tsx';
import { refusedFields } from '#client/forms/refused-fields.tsx';
import {
  forwardingSpanWords,
  limitWords,
  validFromWords,
} from '#client/features/tips/rule-words.ts';
import { today } from '#client/i18n/today.ts';
import { useFormat, useLanguage, useText } from '#client/i18n/use-text.ts';
import { DateField } from '#client/ui/date-field.tsx';
import type { ClockSpan, DeadlineRule } from '#server/contract/tip-clock.ts';
import type { IsoDate } from '#server/contract/time.ts';

import { useSetRule } from './queries.ts';
import { SpanField } from './span-field.tsx';

type Values = {
  validFrom: IsoDate | null;
  limit: ClockSpan;
  forwarding: ClockSpan | null;
  origin: string;
};

/** A new limit, or another time for passing tips on, for a kind of tip from a day on; what else the rule says stays as it is. */
export function RuleForm({ rule, onClose }: { rule: DeadlineRule; onClose: () => void }) {
  const text = useText();
  const format = useFormat();
  const { language } = useLanguage();
  const own = text.tipClocks;
  const setRule = useSetRule();
  const [refusals, setRefusals] = useState(0);
  const form = useForm<Values>({
    initialValues: {
      limit: rule.limit,
      forwarding: rule.forwarding,
      validFrom: today(),
      origin: '',
    },
    validate: {
      validFrom: (day) => (day === null ? text.tipClocks.dayMissing : null),
      origin: (words) => (words.trim() === '' ? own.originMissing : null),
    },
  });
  const values = form.getValues();
  const next: DeadlineRule = {
    ...rule,
    limit: values.limit,
    forwarding: values.forwarding,
    validFrom: values.validFrom ?? today(),
    origin: values.origin.trim(),
  };
  const words = { text, format };
  const fault = () => setRefusals((count) => count + 1);
  return (
    <ActDialog
      title={own.changeFor({ kind: text.tips.kind[rule.kind] })}
      lead={`${own.changeMore} ${own.keepsRest}`}
      lines={[
        { label: own.kind, value: text.tips.kind[rule.kind] },
        { label: own.limit, value: limitWords(next, words) },
        { label: own.forwardingHead, value: forwardingSpanWords(next, words) },
        { label: own.validFrom, value: validFromWords(next, words) },
        { label: own.origin, value: next.origin },
      ]}
      confirm={own.save}
      pending={setRule.isPending}
      refusals={refusals}
      notice={<ErrorNotice error={Object.keys(form.errors).length > 0 ? null : setRule.error} />}
      onSubmit={form.onSubmit(() => {
        setRule.mutate(next, {
          onSuccess() {
            notifications.show({ message: own.saved });
            onClose();
          },
          onError(error) {
            form.setErrors(refusedFields(error, language, () => values.origin));
            fault();
          },
        });
      }, fault)}
      onClose={onClose}
    >
      <SpanField
        label={own.limit}
        span={values.limit}
        onChange={(limit) => form.setFieldValue('limit', limit)}
      />
      <SpanField
        label={own.forwardingHead}
        span={values.forwarding}
        none={own.forwardingNone}
        onChange={(forwarding) => form.setFieldValue('forwarding', forwarding)}
      />
      <DateField
        label={own.validFrom}
        minDate={today()}
        withAsterisk
        {...form.getInputProps('validFrom')}
      />
      <TextInput
        label={own.origin}
        description={own.originMore}
        withAsterisk
        maxLength={500}
        {...form.getInputProps('origin')}
      />
    </ActDialog>
  );
}
