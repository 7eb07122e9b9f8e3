import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { ConfirmRecord } from '#client/ui/record-preview.tsx';
import type { BoundaryReport, BoundarySet } from '#server/contract/boundary.ts';

import type { BoundaryOrder } from './queries.ts';

/** Confirmation of an import: the data that it will record and replace. */
export function ImportConfirm({
  order,
  report,
  inForce,
  pending,
  error,
  onConfirm,
  onClose,
}: {
  order: BoundaryOrder;
  report: BoundaryReport;
  inForce: BoundarySet | null;
  pending: boolean;
  error: unknown;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const { boundaries } = useText();
  const format = useFormat();
  const date = (value: string | null) => (value === null ? boundaries.none : format.date(value));
  return (
    <ConfirmRecord
      opened
      title={boundaries.importTitle}
      lines={[
        { label: boundaries.file, value: order.file.name },
        { label: boundaries.source, value: order.source.trim() },
        { label: boundaries.sourceDate, value: date(order.sourceDate) },
        { label: boundaries.licence, value: order.licence.trim() || boundaries.none },
        {
          label: boundaries.validFrom,
          value: order.validFrom === null ? boundaries.validFromDefault : date(order.validFrom),
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
      ]}
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
