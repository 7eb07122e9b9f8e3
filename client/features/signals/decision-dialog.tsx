import { Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { newIdempotencyKey } from '#client/api/call.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useMe } from '#client/api/me.ts';
import { categoriesQuery } from '#client/api/points.ts';
import { ApiProblem, isSettled } from '#client/api/problem.ts';
import { ActDialog } from '#client/forms/act-dialog.tsx';
import { isFuture } from '#client/forms/entered-values.ts';
import { BELOW } from '#client/forms/base-fields.tsx';
import { CategoryField } from '#client/forms/category-field.tsx';
import { refusedFields } from '#client/forms/refused-fields.tsx';
import { today } from '#client/i18n/today.ts';
import { useFormat, useLanguage, useText } from '#client/i18n/use-text.ts';
import { DateField } from '#client/ui/date-field.tsx';
import type { SignalAct, SignalDetail } from '#server/contract/signal.ts';

import { decisionLines } from './decision-lines.ts';
import { emptyDecision, missingInDecision, sendDecision, type DecisionValues } from './decision.ts';
import { refreshSignals } from './queries.ts';
import classes from './signals.module.css';

const OVERTAKEN = 409;

/** The dialog of one act on a signal: its fields, and what will stand in the record before it does. */
export function DecisionDialog({
  signal,
  act,
  onClose,
}: {
  signal: SignalDetail;
  act: SignalAct;
  onClose: () => void;
}) {
  const text = useText();
  const format = useFormat();
  const { language } = useLanguage();
  const me = useMe();
  const own = text.signals;
  const categories = useQuery(categoriesQuery).data?.items;
  const [refusals, setRefusals] = useState(0);
  const form = useForm<DecisionValues>({
    initialValues: emptyDecision(signal, today()),
    validate: (values) => missingInDecision(act, values, today(), text),
  });
  const refused = () => setRefusals((count) => count + 1);
  const record = useDecision(signal, act, {
    onRecorded() {
      notifications.show({ message: own.done[act] });
      onClose();
    },
    onRefused(error) {
      form.setErrors(
        refusedFields(error, language, (path) => String(form.getInputProps(path).value ?? '')),
      );
      refused();
    },
  });
  const values = form.getValues();
  const overtaken = record.error instanceof ApiProblem && record.error.status === OVERTAKEN;
  return (
    <ActDialog
      title={own.act[act]}
      lead={own.actLead[act]}
      lines={decisionLines(signal, act, values, {
        categoryName: categories?.find(({ code }) => code === values.category)?.name ?? null,
        text,
        format,
        me,
      })}
      confirm={own.act[act]}
      weighty={act === 'confirm'}
      pending={record.isPending}
      blocked={overtaken}
      refusals={refusals}
      notice={<ErrorNotice error={Object.keys(form.errors).length > 0 ? null : record.error} />}
      onSubmit={form.onSubmit((sent) => record.mutate(sent), refused)}
      onClose={onClose}
    >
      {act !== 'undo' && <Fields act={act} form={form} />}
    </ActDialog>
  );
}

function Fields({ act, form }: { act: SignalAct; form: UseFormReturnType<DecisionValues> }) {
  const { signals: own, pointActs } = useText();
  const field = form.getInputProps;
  return (
    <>
      {act === 'answer' && (
        <div data-faulty={form.errors['answer'] !== undefined}>
          <Radio.Group label={own.lineAnswer} withAsterisk {...field('answer')}>
            <Stack gap={8} mt={4}>
              <Radio value="upheld" label={own.answers.upheld} />
              <Radio value="granted" label={own.answers.granted} />
            </Stack>
          </Radio.Group>
        </div>
      )}
      {act === 'new_point' && (
        <>
          <TextInput
            label={own.lineNewPoint}
            maxLength={200}
            autoComplete="off"
            withAsterisk
            data-autofocus
            {...field('officialName')}
          />
          <CategoryField field={field} />
        </>
      )}
      <Textarea
        label={pointActs.reason}
        description={own.reasonMore}
        autosize
        minRows={2}
        maxLength={1_000}
        withAsterisk
        data-autofocus={act === 'new_point' ? undefined : true}
        {...field('reason')}
      />
      <div className={classes.pair}>
        <DateField
          label={pointActs.effectiveOn}
          description={pointActs.effectiveOnMore}
          excludeDate={isFuture}
          inputWrapperOrder={BELOW}
          withAsterisk
          {...field('effectiveOn')}
        />
        {act !== 'new_point' && (
          <TextInput
            label={pointActs.documentNumber}
            description={pointActs.documentNumberMore}
            autoComplete="off"
            inputWrapperOrder={BELOW}
            maxLength={100}
            {...field('documentNumber')}
          />
        )}
      </div>
      {(act === 'confirm' || act === 'reject') && (
        <Textarea
          label={pointActs.note}
          description={pointActs.noteMore}
          autosize
          minRows={1}
          maxLength={2_000}
          {...field('note')}
        />
      )}
    </>
  );
}

/** Sends an act under one key per intention; afterwards signals and points follow, refused or not. */
function useDecision(
  signal: SignalDetail,
  act: SignalAct,
  told: { onRecorded: () => void; onRefused: (error: unknown) => void },
) {
  const client = useQueryClient();
  const [key, setKey] = useState(newIdempotencyKey);
  return useMutation({
    mutationFn: (values: DecisionValues) => sendDecision(signal, act, values, key),
    onSuccess: async () => {
      told.onRecorded();
      await refreshSignals(client);
    },
    onError: async (error) => {
      if (isSettled(error)) setKey(newIdempotencyKey());
      told.onRefused(error);
      // Somebody was faster: the reader needs to see what is there now.
      if (error instanceof ApiProblem && error.status === OVERTAKEN) await refreshSignals(client);
    },
  });
}
