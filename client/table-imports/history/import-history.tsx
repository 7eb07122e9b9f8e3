import { Box, UnstyledButton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useFormat } from '#client/i18n/use-text.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { MorePages } from '#client/ui/more-pages.tsx';
import { Section } from '#client/ui/page.tsx';
import type { ImportRun } from '#server/contract/import-history.ts';

import { importRunsQuery, type HistoryOf } from './queries.ts';
import classes from './import-history.module.css';
import { useHistoryWords } from './use-history-words.ts';
import shared from '#client/ui/shared.module.css';
import { OpenedImport } from './opened-import.tsx';

/** Every import into a register, latest first; each opens to its rows and to its way back. */
export function ImportHistory({ of }: { of: HistoryOf }) {
  const own = useHistoryWords(of);
  const runs = useInfiniteQuery(importRunsQuery(of));
  const [opened, setOpened] = useState<number | null>(null);
  const items = runs.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <Section title={own.title} lead={own.lead} flush={items.length > 0}>
        <ErrorNotice error={runs.error} onRetry={() => void runs.refetch()} />
        {runs.isPending && <LoadingRows rows={3} />}
        {runs.isSuccess && items.length === 0 && (
          <EmptyState title={own.empty}>{own.emptyMore}</EmptyState>
        )}
        {items.length > 0 && <Runs of={of} items={items} opened={opened} onOpen={setOpened} />}
        <MorePages list={runs} size="xs" m={12}>
          {own.more}
        </MorePages>
      </Section>
      {opened !== null && (
        <OpenedImport key={opened} of={of} runId={opened} onClose={() => setOpened(null)} />
      )}
    </>
  );
}

/** Counts of rows in the order of their columns. */
function countsOf(run: ImportRun, waits: boolean): number[] {
  const { rows, added, unchanged, changed, waiting, refused } = run;
  return [rows, added, unchanged + changed, ...(waits ? [waiting] : []), refused];
}

function Runs({
  of,
  items,
  opened,
  onOpen,
}: {
  of: HistoryOf;
  items: readonly ImportRun[];
  opened: number | null;
  onOpen: (id: number) => void;
}) {
  const own = useHistoryWords(of);
  const format = useFormat();
  const { added, refused } = own.outcome;
  // No row of tips waits for a decision.
  const waits = of === 'points';
  return (
    <DataTable
      label={own.title}
      head={[
        own.file,
        own.when,
        own.by,
        own.rows,
        added,
        own.knownShort,
        ...(waits ? [own.waitingShort] : []),
        refused,
        own.state,
      ]}
    >
      {items.map((run) => (
        <tr key={run.id} data-import={run.id} data-opened={run.id === opened}>
          <td>
            <UnstyledButton
              className={classes.open}
              aria-label={`${own.open({ id: String(run.id) })}: ${run.fileName}`}
              aria-expanded={run.id === opened}
              onClick={() => onOpen(run.id)}
            >
              {run.fileName}
            </UnstyledButton>
          </td>
          <td className={shared.nowrap}>{format.dateTime(run.importedAt)}</td>
          <td>{run.importedBy}</td>
          {countsOf(run, waits).map((count, at) => (
            <Box key={at} component="td" ta="right">
              {format.number(count, 0)}
            </Box>
          ))}
          <td>
            {run.undoneAt === null
              ? own.inForce
              : own.undone({ by: run.undoneBy ?? '', at: format.dateTime(run.undoneAt) })}
          </td>
        </tr>
      ))}
    </DataTable>
  );
}
