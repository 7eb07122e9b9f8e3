import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';

import { newIdempotencyKey } from '#client/api/call.ts';
import { communesQuery } from '#client/api/communes.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useMe } from '#client/api/me.ts';
import { ActDialog } from '#client/forms/act-dialog.tsx';
import { BaseFields } from '#client/forms/base-fields.tsx';
import { refusedFields } from '#client/forms/refused-fields.tsx';
import { isSettled } from '#client/api/problem.ts';
import { communeName } from '#client/i18n/commune-name.ts';
import { today } from '#client/i18n/today.ts';
import { useFormat, useLanguage, useText } from '#client/i18n/use-text.ts';
import type { TipDetail, TipStep } from '#server/contract/tip.ts';

import { TIPS_KEY } from '#client/api/tips.ts';
import { keepTip, tipClocksQuery } from './queries.ts';
import { sendStep } from './send-step.ts';
import { StepFields } from './step-fields.tsx';
import { stepLines } from './step-lines.ts';
import { emptyStep, missingStep, needsDocument, type StepValues } from './step-values.ts';
import { writtenIn } from './written-in.ts';

/** The dialog of one step: its fields, and what will stand in the record before it does. */
export function StepDialog({
  tip,
  step,
  onClose,
}: {
  tip: TipDetail;
  step: TipStep;
  onClose: () => void;
}) {
  const text = useText();
  const format = useFormat();
  const { language } = useLanguage();
  const me = useMe();
  const clocks = useQuery(tipClocksQuery).data;
  const communes = useQuery(communesQuery).data?.items;
  const [refusals, setRefusals] = useState(0);
  const form = useForm<StepValues>({
    initialValues: emptyStep(tip, today()),
    validate: (values) => missingStep(step, values, today(), text),
  });
  const record = useStep(tip, step, {
    onRecorded() {
      const message = text.tips.done({ step: text.tips.event[step], code: tip.code });
      notifications.show({ message });
      onClose();
    },
    onRefused(error) {
      form.setErrors(refusedFields(error, language, (path) => writtenIn(form.getValues(), path)));
      setRefusals((count) => count + 1);
    },
  });
  const values = form.getValues();
  const to = communes?.find(({ id }) => String(id) === values.communeId);
  return (
    <ActDialog
      title={text.tips.step[step]}
      lines={stepLines(tip, step, values, {
        clocks,
        communeTo: to === undefined ? null : communeName(to, text),
        text,
        format,
        me,
      })}
      confirm={text.tips.step[step]}
      pending={record.isPending}
      refusals={refusals}
      notice={<ErrorNotice error={Object.keys(form.errors).length > 0 ? null : record.error} />}
      onSubmit={form.onSubmit(
        (sent) => record.mutate(sent),
        () => setRefusals((count) => count + 1),
      )}
      onClose={onClose}
    >
      <StepFields tip={tip} step={step} form={form} />
      <BaseFields field={form.getInputProps} documentRequired={needsDocument(step)} />
    </ActDialog>
  );
}

/** Sends a step under one key per intention; afterwards record, list and figures follow. */
function useStep(
  tip: TipDetail,
  step: TipStep,
  told: { onRecorded: () => void; onRefused: (error: unknown) => void },
) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [key, setKey] = useState(newIdempotencyKey);
  return useMutation({
    mutationFn: (values: StepValues) => sendStep(tip, step, values, key),
    onSuccess: async (after) => {
      told.onRecorded();
      if (after !== null) {
        await keepTip(client, after);
        return;
      }
      await navigate({ to: '/tips' });
      await client.invalidateQueries({ queryKey: TIPS_KEY });
    },
    onError: async (error) => {
      if (isSettled(error)) setKey(newIdempotencyKey());
      told.onRefused(error);
      // Somebody was faster: the reader needs to see what is there now.
      await client.invalidateQueries({ queryKey: [...TIPS_KEY, 'one', tip.id] });
    },
  });
}
