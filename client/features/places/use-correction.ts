import { useForm, type UseFormReturnType } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';

import { today } from '#client/i18n/today.ts';
import { useLanguage, useText } from '#client/i18n/use-text.ts';
import type { PointDetail } from '#server/contract/point.ts';

import { dayProblem } from '#client/forms/entered-values.ts';
import { refusedFields } from '#client/forms/refused-fields.tsx';
import type { CorrectionBase } from './send-correction.ts';
import { useRecord } from '#client/forms/use-record.ts';

const SHORTEST_REASON = 3;

/** Holds a correction's form and sends it. `word` is what the notification says was recorded. */
export function useCorrection<Own extends Record<string, unknown>>({
  point,
  initial,
  validate,
  send,
  pathOf,
  word,
  onClose,
}: {
  point: PointDetail;
  initial: Own;
  validate: (values: Own & CorrectionBase) => Record<string, string | null>;
  send: (values: Own & CorrectionBase, key: string) => Promise<PointDetail>;
  /** From the interface's path of a field to the form's own. */
  pathOf?: (path: string) => string;
  word?: string;
  onClose: () => void;
}) {
  const text = useText();
  const { language } = useLanguage();
  const [refusals, setRefusals] = useState(0);
  const form: UseFormReturnType<Own & CorrectionBase> = useForm<Own & CorrectionBase>({
    initialValues: { ...initial, ...emptyBase() },
    validate: (values) => ({
      ...validate(values),
      effectiveOn: dayProblem(values.effectiveOn, today(), text.pointActs),
      reason: values.reason.trim().length < SHORTEST_REASON ? text.pointActs.reasonMissing : null,
    }),
  });
  const record = useRecord<Own & CorrectionBase>({
    pointId: point.id,
    send,
    onRecorded: ({ code }) => {
      const act = word ?? text.register.act.correct;
      notifications.show({ message: text.pointActs.done({ act, code }) });
      onClose();
    },
    onRefused: (error) => {
      const textOf = (path: string) => String(form.getInputProps(path).value ?? '');
      form.setErrors(refusedFields(error, language, textOf, pathOf));
      setRefusals((count) => count + 1);
    },
  });
  const submit = form.onSubmit(
    (values) => record.mutate(values),
    () => setRefusals((count) => count + 1),
  );
  return { form, submit, refusals, error: record.error, pending: record.isPending };
}

function emptyBase(): CorrectionBase {
  return { effectiveOn: today(), documentNumber: '', note: '', reason: '' };
}
