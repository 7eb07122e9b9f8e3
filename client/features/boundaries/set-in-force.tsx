import { Button, Group } from '@mantine/core';
import { IconArrowBackUp, IconReportAnalytics } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { NO_BODY } from '#client/forms/schema-fields.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { Notice } from '#client/ui/notice.tsx';
import { Section } from '#client/ui/page.tsx';
import type { BoundarySet } from '#server/contract/boundary.ts';

import classes from './boundaries.module.css';
import { refreshBorders } from './queries.ts';
import { ReportDialog } from './report-dialog.tsx';

/** Source of the borders in force, and the way back to those before. */
export function SetInForce({ set, before }: { set: BoundarySet; before: BoundarySet | null }) {
  const text = useText();
  const [open, setOpen] = useState<'report' | 'undo' | null>(null);
  const close = () => setOpen(null);
  return (
    <Section
      title={text.boundaries.inForce}
      aside={
        <Group gap={8}>
          {set.report !== null && (
            <Button
              variant="default"
              leftSection={<IconReportAnalytics size={18} stroke={1.6} aria-hidden="true" />}
              onClick={() => setOpen('report')}
            >
              {text.boundaries.seeReport}
            </Button>
          )}
          {before !== null && (
            <Button
              variant="default"
              leftSection={<IconArrowBackUp size={18} stroke={1.6} aria-hidden="true" />}
              onClick={() => setOpen('undo')}
            >
              {text.boundaries.undo}
            </Button>
          )}
        </Group>
      }
    >
      <div className={classes.stack}>
        {set.kind === 'approximate' && (
          <Notice title={text.boundaries.approximateTitle}>
            {text.boundaries.approximateMore}
          </Notice>
        )}
        <Facts set={set} />
      </div>
      {open === 'report' && <ReportDialog set={set} onClose={close} />}
      {open === 'undo' && before !== null && (
        <UndoDialog set={set} before={before} onClose={close} />
      )}
    </Section>
  );
}

function Facts({ set }: { set: BoundarySet }) {
  const { boundaries } = useText();
  const format = useFormat();
  const date = (value: string | null) => (value === null ? null : format.date(value));
  const facts: [string, ReactNode][] = [
    [boundaries.source, set.source],
    [boundaries.sourceDate, date(set.sourceDate)],
    [boundaries.validFrom, format.date(set.validFrom)],
    [boundaries.licence, set.licence],
    [boundaries.coordinateSystem, set.coordinateSystem],
    [boundaries.file, set.fileName],
    [boundaries.importedAt, format.dateTime(set.importedAt)],
    [boundaries.importedBy, set.importedBy],
    [boundaries.fileHash, set.fileHash === null ? null : <code>{set.fileHash}</code>],
  ];
  return (
    <dl className={classes.facts}>
      {facts.map(([name, value]) =>
        value === null ? null : (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

function UndoDialog({
  set,
  before,
  onClose,
}: {
  set: BoundarySet;
  before: BoundarySet;
  onClose: () => void;
}) {
  const text = useText();
  const undo = useWrite({
    initial: {},
    schema: NO_BODY,
    send: (_, once) => call(api.boundaries.undo.$post({}, once)),
    said: text.boundaries.undone,
    keep: (client) => refreshBorders(client),
    onDone: onClose,
  });
  return (
    <WriteDialog
      write={undo}
      weighty
      title={text.boundaries.undoTitle}
      lines={[
        { label: text.boundaries.undoFrom, value: set.source },
        { label: text.boundaries.undoTo, value: before.source },
        { label: text.boundaries.undoPoints, value: text.boundaries.undoPointsMore },
        { label: text.boundaries.undoKept, value: text.boundaries.undoKeptMore },
      ]}
      confirm={text.boundaries.undo}
      onClose={onClose}
    />
  );
}
