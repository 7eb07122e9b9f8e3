import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useMe } from '#client/api/me.ts';
import { ApiProblem } from '#client/api/problem.ts';
import { ActDialog } from '#client/forms/act-dialog.tsx';
import { emptyValues, missing, type ActValues } from '#client/features/life-cycle/act-values.ts';
import { answerContext, answerEntry, type AnswerAct, type AnswerItem } from './answer-entry.ts';
import { refusedFields } from '#client/forms/refused-fields.tsx';
import { useRecord } from '#client/forms/use-record.ts';
import { plainLines } from '#client/register/outbox-point.ts';
import { today } from '#client/i18n/today.ts';
import { useFormat, useLanguage, useText } from '#client/i18n/use-text.ts';
import type { Entry } from '#client/offline/outbox/entry.ts';
import { useSubmit } from '#client/offline/outbox/outbox-context.ts';
import type { PointDetail } from '#server/contract/point.ts';

import { answerLines } from './answer-lines.ts';
import { AnsweredNotice } from './answered-notice.tsx';
import { WORKLIST_KEY } from '#client/api/points.ts';
import { AnswerFields } from './answer-fields.tsx';

/** Confirms or refuses a hand-over on the evidence of its card, with what will be recorded before the eyes. */
export function AnswerForm({
  act,
  item,
  waits,
  entry = null,
  onClose,
}: {
  act: AnswerAct;
  item: AnswerItem;
  /** False once the list says that it waits no more. */
  waits: boolean;
  /** The entry of the outbox that is being changed; null for a new answer. */
  entry?: Entry | null;
  onClose: () => void;
}) {
  const text = useText();
  const format = useFormat();
  const { language } = useLanguage();
  const me = useMe();
  const client = useQueryClient();
  const submit = useSubmit<PointDetail>(entry);
  const [refusals, setRefusals] = useState(0);
  const word = text.register.act[act];
  const form = useForm<ActValues>({
    initialValues: entry === null ? emptyValues(today(), null) : answerContext(entry).values,
    validate: (values) => missing(act, values, today(), text),
  });
  const record = useRecord<ActValues>({
    pointId: item.point.id,
    send: (values) => {
      const lines = plainLines(answerLines(act, item, values, { text, format, me }));
      return submit(answerEntry(act, item, values, { lines, text }));
    },
    onRecorded: (after) => {
      notifications.show({ message: text.pointActs.done({ act: word, code: after.code }) });
      onClose();
    },
    onKept: () => {
      notifications.show({ message: text.outbox.kept({ act: word, code: item.point.code }) });
      onClose();
    },
    onRefused: (error) => {
      const textOf = (path: string) => {
        const value = new Map<string, unknown>(Object.entries(form.getValues())).get(path);
        return typeof value === 'string' ? value : '';
      };
      form.setErrors(
        refusedFields(error, language, textOf, (path) => (path === 'reason' ? 'refusal' : path)),
      );
      setRefusals((count) => count + 1);
      // The list still shows what is no longer there.
      if (isAnswered(error)) void client.invalidateQueries({ queryKey: WORKLIST_KEY });
    },
  });
  const answered = (!waits && record.isIdle) || isAnswered(record.error);
  const placed = Object.keys(form.errors).length > 0;
  return (
    <ActDialog
      title={word}
      lines={answerLines(act, item, form.getValues(), { text, format, me })}
      confirm={word}
      weighty={act === 'refuse_handover'}
      pending={record.isPending}
      blocked={answered}
      refusals={refusals}
      notice={
        answered ? (
          <AnsweredNotice item={item} />
        ) : (
          <ErrorNotice error={placed ? null : record.error} />
        )
      }
      onSubmit={form.onSubmit(
        (values) => record.mutate(values),
        () => setRefusals((count) => count + 1),
      )}
      onClose={onClose}
    >
      <AnswerFields act={act} item={item} form={form} />
    </ActDialog>
  );
}

/** Refusals that say that this part waits for no answer any more. */
const ANSWERED = ['handover.not_pending', 'lifecycle.wrong_status'];

function isAnswered(error: unknown): boolean {
  return error instanceof ApiProblem && ANSWERED.includes(error.code);
}
