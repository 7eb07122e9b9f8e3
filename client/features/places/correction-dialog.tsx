import type { ReactNode } from 'react';

import { useMe } from '#client/api/me.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { RecordLine } from '#client/ui/record-preview.tsx';
import type { PointDetail } from '#server/contract/point.ts';

import { baseLines, optional } from '#client/forms/base-lines.ts';
import { BaseFields, WordsField, type BaseLabels } from '#client/forms/base-fields.tsx';
import { ChangedNotice } from '#client/forms/changed-notice.tsx';
import type { Write } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';

import type { CorrectionBase } from './correction.ts';

/** The dialog of everything that mends the book and always says why. */
export function CorrectionDialog({
  title,
  lead,
  confirm,
  labels,
  point,
  changes,
  write,
  children,
  onClose,
}: {
  title: string;
  lead?: string;
  confirm?: string;
  /** Labels; those of a correction by default. */
  labels?: BaseLabels & { reason: string };
  point: PointDetail;
  /** Changes to record; without any there is nothing to send. */
  changes: readonly RecordLine[];
  write: Omit<Write, 'form' | 'values'> & { values: CorrectionBase };
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
  const { values } = write;
  const nothing = changes.length === 0;
  const lines = [
    { label: own.lines.point, value: `${point.code}, ${point.officialName}` },
    ...(nothing ? [{ label: own.lines.changes, value: own.nothingChanged }] : changes),
    ...optional(own.reason, values.reason),
    ...baseLines(values, { text, format, me }, named),
  ];
  return (
    <WriteDialog
      write={write}
      title={title}
      lead={lead}
      lines={lines}
      confirm={confirm ?? text.register.act.correct}
      blocked={nothing ? own.nothingChanged : null}
      notice={<ChangedNotice point={point} error={write.error} />}
      onClose={onClose}
    >
      {children}
      <WordsField label={named.reason} {...write.field('reason')} />
      <BaseFields field={write.field} labels={named} />
    </WriteDialog>
  );
}
