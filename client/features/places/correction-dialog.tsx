import { Textarea } from '@mantine/core';
import type { FormErrors } from '@mantine/form';
import type { FormEvent, ReactNode } from 'react';

import { useMe } from '#client/api/me.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { RecordLine } from '#client/ui/record-preview.tsx';
import type { PointDetail } from '#server/contract/point.ts';

import { ActDialog } from '#client/forms/act-dialog.tsx';
import { baseLines, optional } from '#client/forms/base-lines.ts';
import { BaseFields, type BaseLabels } from '#client/forms/base-fields.tsx';
import type { FieldProps } from '#client/forms/use-write.ts';
import { ChangedNotice } from '#client/forms/changed-notice.tsx';
import type { CorrectionBase } from './send-correction.ts';

/** As much of a correction's state as the dialog shows, whatever its own fields are. */
type Shown = {
  form: { getValues: () => CorrectionBase; getInputProps: FieldProps; errors: FormErrors };
  submit: (event: FormEvent<HTMLFormElement>) => void;
  refusals: number;
  error: unknown;
  pending: boolean;
};

/** The dialog of everything that mends the book and always says why. */
export function CorrectionDialog({
  title,
  lead,
  confirm,
  labels,
  point,
  changes,
  correction,
  children,
  onClose,
}: {
  title: string;
  lead?: string;
  confirm?: string;
  /** By default those of a correction. */
  labels?: BaseLabels & { reason: string };
  point: PointDetail;
  /** What will be different; without any there is nothing to record. */
  changes: readonly RecordLine[];
  correction: Shown;
  children: ReactNode;
  onClose: () => void;
}) {
  const text = useText();
  const format = useFormat();
  const me = useMe();
  const own = text.pointActs;
  const named = labels ?? {
    day: own.correctionDay,
    document: own.correctionDocument,
    reason: own.correctReason,
  };
  const { form, error } = correction;
  const values = form.getValues();
  const nothing = changes.length === 0;
  const lines = [
    { label: own.lines.point, value: `${point.code}, ${point.officialName}` },
    ...(nothing ? [{ label: own.lines.changes, value: own.nothingChanged }] : changes),
    ...optional(own.reason, values.reason),
    ...baseLines(values, { text, format, me }, named),
  ];
  return (
    <ActDialog
      title={title}
      lead={lead}
      lines={lines}
      confirm={confirm ?? text.register.act.correct}
      pending={correction.pending}
      blocked={nothing}
      refusals={correction.refusals}
      notice={
        <ChangedNotice point={point} error={Object.keys(form.errors).length === 0 ? error : null} />
      }
      onSubmit={correction.submit}
      onClose={onClose}
    >
      {children}
      <Textarea
        label={named.reason}
        withAsterisk
        autosize
        minRows={2}
        maxRows={6}
        maxLength={1_000}
        {...form.getInputProps('reason')}
      />
      <BaseFields field={form.getInputProps} labels={named} />
    </ActDialog>
  );
}
