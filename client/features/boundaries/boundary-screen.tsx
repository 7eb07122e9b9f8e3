import { Box, Button, Group, Text } from '@mantine/core';
import { IconArrowBackUp, IconReportAnalytics } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { NO_BODY } from '#client/forms/schema-fields.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { useText, useFormat } from '#client/i18n/use-text.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import { FactList } from '#client/ui/fact-list.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Modal } from '#client/ui/modal.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { Page, Section } from '#client/ui/page.tsx';
import type { BoundarySet } from '#server/contract/boundary.ts';

import classes from './boundaries.module.css';
import { ImportBoundaries } from './import-boundaries.tsx';
import { boundarySetsQuery, refreshBorders } from './queries.ts';
import shared from '#client/ui/shared.module.css';
import { ReportView } from './report-view.tsx';

/** The borders in force, those before, and how to bring in better ones; `children` stand below. */
export function BoundaryScreen({ children }: { children: ReactNode }) {
  const text = useText();
  const sets = useQuery(boundarySetsQuery);
  const items = sets.data?.items ?? [];
  const inForce = items.find((set) => set.active) ?? null;
  return (
    <Page title={text.boundaries.title} lead={text.boundaries.lead}>
      {sets.isPending && (
        <Section title={text.boundaries.inForce}>
          <LoadingRows rows={4} />
        </Section>
      )}
      <ErrorNotice error={sets.error} onRetry={() => void sets.refetch()} />
      {inForce !== null && (
        <SetInForce
          set={inForce}
          before={items.find((set) => set.id === inForce.previousId) ?? null}
        />
      )}
      <ImportBoundaries inForce={inForce} />
      {items.length > 1 && <SetHistory sets={items} />}
      {children}
    </Page>
  );
}

/** Every set there has been; none is ever thrown away. */
function SetHistory({ sets }: { sets: readonly BoundarySet[] }) {
  const text = useText();
  const [shown, setShown] = useState<BoundarySet | null>(null);
  const { boundaries } = text;
  return (
    <Section title={boundaries.history} flush>
      <DataTable
        label={boundaries.history}
        head={[
          boundaries.source,
          boundaries.validFrom,
          boundaries.importedAt,
          boundaries.importedBy,
          boundaries.matched,
          boundaries.state,
          <span key="report" className="visually-hidden">
            {boundaries.report}
          </span>,
        ]}
      >
        {sets.map((set) => (
          <SetRow key={set.id} set={set} onReport={() => setShown(set)} />
        ))}
      </DataTable>
      {shown !== null && <ReportDialog set={shown} onClose={() => setShown(null)} />}
    </Section>
  );
}

function SetRow({ set, onReport }: { set: BoundarySet; onReport: () => void }) {
  const text = useText();
  const format = useFormat();
  const { report } = set;
  return (
    <tr>
      <Box component="td" miw={220} fw={500}>
        {set.source}
        <Text span display="block" size="xs" c="dimmed" fw={400}>
          {text.boundaries.kind[set.kind]}
        </Text>
      </Box>
      <td className={shared.nowrap}>{format.date(set.validFrom)}</td>
      <td className={shared.nowrap}>{format.dateTime(set.importedAt)}</td>
      <td>{set.importedBy ?? '—'}</td>
      <td className={shared.nowrap}>
        {report === null
          ? '—'
          : text.common.total({
              shown: format.number(report.matched.total, 0),
              total: format.number(report.expected, 0),
            })}
      </td>
      <td>
        <span className={classes.state} data-on={set.active}>
          {set.active ? text.boundaries.now : text.boundaries.former}
        </span>
      </td>
      <Box component="td" className={shared.nowrap} ta="right">
        {report !== null && (
          <Button variant="subtle" size="compact-sm" onClick={onReport}>
            {text.boundaries.seeReport}
          </Button>
        )}
      </Box>
    </tr>
  );
}

/** Source of the borders in force, and the way back to those before. */
function SetInForce({ set, before }: { set: BoundarySet; before: BoundarySet | null }) {
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
  return <FactList className={classes.facts} facts={facts} />;
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

/** The report with which a set was imported. */
function ReportDialog({ set, onClose }: { set: BoundarySet; onClose: () => void }) {
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
