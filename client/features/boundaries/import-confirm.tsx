import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { ConfirmRecord, type RecordLine } from '#client/ui/record-preview.tsx';
import type { BoundaryReport, BoundarySet } from '#server/contract/boundary.ts';

import type { ImportValues } from './queries.ts';

type Subject = {
  file: File;
  values: ImportValues;
  report: BoundaryReport;
  inForce: BoundarySet | null;
};

/** Confirmation of an import: the data that it will record and replace. */
export function ImportConfirm({
  pending,
  error,
  onConfirm,
  onClose,
  ...subject
}: Subject & {
  pending: boolean;
  error: unknown;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const { boundaries } = useText();
  const lines = useLines(subject);
  return (
    <ConfirmRecord
      opened
      title={boundaries.importTitle}
      lines={lines}
      confirm={boundaries.importIt}
      pending={pending}
      notice={
        <>
          <output>{pending ? boundaries.importing : ''}</output>
          <ErrorNotice error={error} />
        </>
      }
      onConfirm={onConfirm}
      onClose={onClose}
    />
  );
}

function useLines({ file, values, report, inForce }: Subject): RecordLine[] {
  const { boundaries } = useText();
  const format = useFormat();
  const date = (value: string | null) => (value === null ? boundaries.none : format.date(value));
  return [
    { label: boundaries.file, value: file.name },
    { label: boundaries.source, value: values.source.trim() },
    { label: boundaries.sourceDate, value: date(values.sourceDate) },
    { label: boundaries.licence, value: values.licence.trim() || boundaries.none },
    {
      label: boundaries.validFrom,
      value: values.validFrom === null ? boundaries.validFromDefault : date(values.validFrom),
    },
    {
      label: boundaries.matched,
      value: boundaries.matchedOf({
        matched: format.number(report.matched.total, 0),
        expected: format.number(report.expected, 0),
      }),
    },
    { label: boundaries.recordReplaces, value: inForce?.source ?? boundaries.none },
    {
      label: boundaries.recordPoints,
      value: boundaries.recordPointsMore({
        changed: format.number(report.points.leadChanged, 0),
      }),
    },
    { label: boundaries.recordBack, value: boundaries.recordBackMore },
  ];
}
