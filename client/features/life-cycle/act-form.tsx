import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';

import { useMe } from '#client/api/me.ts';
import { plainLines } from '#client/register/outbox-point.ts';
import { today } from '#client/i18n/today.ts';
import { useFormat, useLanguage, useText } from '#client/i18n/use-text.ts';
import { useSubmit } from '#client/offline/outbox/outbox-context.ts';
import type { PointDetail } from '#server/contract/point.ts';

import { decidableSignals, whyNotAnyMore } from './act-choices.ts';
import { ACT_DESCRIPTORS } from './act-descriptors.ts';
import { ActDialog } from '#client/forms/act-dialog.tsx';
import { ActFields } from './act-fields.tsx';
import { actLines } from './act-lines.ts';
import { documentRequired, emptyValues, missing, type ActValues } from './act-values.ts';
import { answerEntry, answerItem, isAnswer } from '#client/features/handovers/answer-entry.ts';
import { BaseFields } from '#client/forms/base-fields.tsx';
import { ChangedNotice } from '#client/forms/changed-notice.tsx';
import { refusedFields } from '#client/forms/refused-fields.tsx';
import { sendAct, type ActSubject } from './send-act.ts';
import { useRecord } from '#client/forms/use-record.ts';
import { useWhyNot } from './use-why-not.ts';

/** The dialog of one act on the life of a point. */
export function ActForm({ onClose, ...subject }: ActSubject & { onClose: () => void }) {
  const { act, point } = subject;
  const text = useText();
  const format = useFormat();
  const { language } = useLanguage();
  const me = useMe();
  const whyNot = useWhyNot();
  const submit = useSubmit<PointDetail>();
  const [refusals, setRefusals] = useState(0);
  const word = text.register.act[act];
  const form = useForm<ActValues>({
    initialValues: emptyValues(today(), firstSignal(subject)),
    validate: (values) => missing(act, values, today(), text),
  });
  const send = async (values: ActValues, key: string) => {
    const { handover } = subject;
    if (!isAnswer(act)) return await sendAct({ ...subject, act }, values, key);
    if (handover === null) throw new Error('an answer needs the part that it answers');
    const lines = plainLines(actLines(subject, values, { text, format, me }));
    return await submit(answerEntry(act, answerItem(point, handover), values, { lines, text }));
  };
  const record = useRecord<ActValues>({
    pointId: point.id,
    send: (values, key) => send(values, key),
    onRecorded: (after) => {
      notifications.show({ message: text.pointActs.done({ act: word, code: after.code }) });
      onClose();
    },
    onKept: () => {
      notifications.show({ message: text.outbox.kept({ act: word, code: point.code }) });
      onClose();
    },
    onRefused: (error) => {
      form.setErrors(
        refusedFields(
          error,
          language,
          (path) => writtenIn(form.getValues(), path),
          (path) => formPath(subject, path, form.getValues()),
        ),
      );
      setRefusals((count) => count + 1);
    },
  });
  const onSubmit = form.onSubmit(
    (values) => record.mutate(values),
    () => setRefusals((count) => count + 1),
  );
  const values = form.getValues();
  const examples: Readonly<Record<string, string>> = text.pointActs.documentFor;
  const why = whyNotAnyMore(subject, point);
  const placed = Object.keys(form.errors).length > 0;
  return (
    <ActDialog
      title={word}
      lead={act === 'withdraw_handover' ? text.handover.withdrawMore : undefined}
      lines={actLines(subject, values, { text, format, me })}
      confirm={word}
      weighty={ACT_DESCRIPTORS[act].weighty}
      pending={record.isPending}
      blocked={why !== null}
      refusals={refusals}
      notice={
        <ChangedNotice
          point={point}
          error={placed ? null : record.error}
          why={why === null ? null : whyNot(why)}
        />
      }
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <ActFields act={act} point={point} handover={subject.handover} form={form} />
      <BaseFields
        field={form.getInputProps}
        documentRequired={documentRequired(act, values)}
        documentExample={examples[act]}
      />
    </ActDialog>
  );
}

/** Deciding on the latest sign is the usual case. */
function firstSignal({ act, point }: ActSubject): number | null {
  if (!ACT_DESCRIPTORS[act].fields.includes('signal')) return null;
  return decidableSignals(point)[0]?.id ?? null;
}

const FIELDS: Record<keyof ActValues, true> = {
  effectiveOn: true,
  documentNumber: true,
  note: true,
  reason: true,
  grounds: true,
  way: true,
  result: true,
  refusal: true,
  reasonText: true,
  response: true,
  responseText: true,
  namedCommune: true,
  namedPoint: true,
  signal: true,
};

function isField(path: string): path is keyof ActValues {
  return Object.hasOwn(FIELDS, path);
}

function fieldOf(path: string): keyof ActValues {
  return isField(path) ? path : 'note';
}

/** The words in a text field, in which a refusal may mark some. */
function writtenIn(values: ActValues, path: string): string {
  const value = values[fieldOf(path)];
  return typeof value === 'string' ? value : '';
}

/** Where the interface's `reason` stands in the dialog of this act. */
function formPath({ act }: ActSubject, path: string, values: ActValues): string {
  if (path === 'text') return 'responseText';
  if (path === 'leadCommuneId') return 'namedCommune';
  if (path === 'otherPointId') return 'namedPoint';
  if (path !== 'reason') return path;
  if (act === 'refuse_handover') return 'refusal';
  if (act === 'check') return 'reasonText';
  return act === 'mark_recurring' && values.signal !== null ? 'grounds' : 'reason';
}
