import { Group, NativeSelect } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { MorePages } from '#client/ui/more-pages.tsx';
import {
  ROW_OUTCOMES,
  type ImportRunDetail,
  type ImportRunRow,
  type RowOutcome,
} from '#server/contract/import-history.ts';

import { importRowsQuery, type HistoryOf } from './queries.ts';
import { useHistoryWords } from './use-history-words.ts';
import classes from './import-history.module.css';

/** The rows of an import by line, all of them or those of one outcome. */
export function ImportRows({ of, run }: { of: HistoryOf; run: ImportRunDetail }) {
  const own = useHistoryWords(of);
  const format = useFormat();
  const [outcome, setOutcome] = useState<RowOutcome | null>(null);
  const rows = useInfiniteQuery(importRowsQuery(of, run.id, outcome));
  const items = rows.data?.pages.flatMap((page) => page.items) ?? [];
  const choices = ROW_OUTCOMES.filter((one) => run[one] > 0).map((one) => ({
    value: one,
    label: `${own.outcome[one]} (${format.number(run[one], 0)})`,
  }));
  return (
    <>
      <NativeSelect
        label={own.show}
        maw={360}
        value={outcome ?? ''}
        data={[{ value: '', label: `${own.all} (${format.number(run.rows, 0)})` }, ...choices]}
        onChange={({ currentTarget: { value } }) =>
          setOutcome(ROW_OUTCOMES.find((one) => one === value) ?? null)
        }
      />
      <ErrorNotice error={rows.error} onRetry={() => void rows.refetch()} />
      {rows.isPending && <LoadingRows rows={5} />}
      {rows.isSuccess && items.length === 0 && (
        <EmptyState title={own.noRows}>{own.noRowsMore}</EmptyState>
      )}
      {items.length > 0 && (
        <DataTable
          label={own.runTitle({ id: String(run.id) })}
          head={[own.line, own.result, own.name, own.point]}
        >
          {items.map((row) => (
            <Row key={row.line} of={of} row={row} />
          ))}
        </DataTable>
      )}
      {rows.hasNextPage && (
        <Group>
          <MorePages list={rows} size="xs">
            {own.moreRows}
          </MorePages>
        </Group>
      )}
      {run.refused + run.waiting > 0 && <p className={classes.note}>{own.notKept}</p>}
    </>
  );
}

function Row({ of, row }: { of: HistoryOf; row: ImportRunRow }) {
  const { line, outcome, name, reasons, point, tip, removedCode } = row;
  const { imports, tipImports } = useText();
  const own = useHistoryWords(of);
  const sentences = { ...imports.problem, ...tipImports.problem };
  const format = useFormat();
  return (
    <tr data-outcome={outcome}>
      <td className={classes.fixed}>{format.number(line, 0)}</td>
      <td className={classes.fixed}>{own.outcome[outcome]}</td>
      <td>{name ?? ''}</td>
      <td>
        {point !== null && (
          <Link to="/" search={{ id: point.id }}>
            {point.code}
          </Link>
        )}
        {tip !== null && (
          <Link to="/tips/$id" params={{ id: String(tip.id) }}>
            {tip.code}
          </Link>
        )}
        {removedCode !== null && own.removed({ code: removedCode })}
        {reasons.map((code) => sentences[code]).join('; ')}
      </td>
    </tr>
  );
}
