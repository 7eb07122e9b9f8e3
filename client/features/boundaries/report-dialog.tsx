import { Modal } from '@mantine/core';

import { useText } from '#client/i18n/use-text.ts';
import type { BoundarySet } from '#server/contract/boundary.ts';

import { ReportView } from './report-view.tsx';

/** The report with which a set was imported. */
export function ReportDialog({ set, onClose }: { set: BoundarySet; onClose: () => void }) {
  const text = useText();
  return (
    <Modal
      opened
      size="xl"
      onClose={onClose}
      title={text.boundaries.reportOf({ source: set.source })}
      closeButtonProps={{ 'aria-label': text.common.close }}
    >
      {set.report === null ? <p>{text.boundaries.noReport}</p> : <ReportView report={set.report} />}
    </Modal>
  );
}
