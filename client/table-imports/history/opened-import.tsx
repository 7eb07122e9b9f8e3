import { Box, Button, Flex, Group, NativeSelect, Stack } from '@mantine/core';
import { type QueryClient, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';

import { fieldText } from '#client/api/describe-error.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { TIPS_KEY } from '#client/api/tips.ts';
import { NO_BODY } from '#client/forms/schema-fields.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { useFormat, useLanguage, useText } from '#client/i18n/use-text.ts';
import { pointsChanged } from '#client/register/points-changed.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { MorePages } from '#client/ui/more-pages.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { Section } from '#client/ui/page.tsx';
import {
  type ImportRunDetail,
  type ImportRunRow,
  ROW_OUTCOMES,
  type RowOutcome,
  type StandingAct,
} from '#server/contract/import-history.ts';
import shared from '#client/ui/shared.module.css';

import { type HistoryOf, importRowsQuery, importRunQuery, importsKey, undoRun } from './queries.ts';
import { useHistoryWords } from './use-history-words.ts';
import classes from './import-history.module.css';

/** One import: its file, its rows, and the way back or what stands in it. */
export function OpenedImport({
  of,
  runId,
  onClose,
}: {
  of: HistoryOf;
  runId: number;
  onClose: () => void;
}) {
  const own = useHistoryWords(of);
  const run = useQuery(importRunQuery(of, runId));
  const box = useRef<HTMLDivElement>(null);
  useEffect(function goToImport() {
    box.current?.focus();
  }, []);
  return (
    <div ref={box} tabIndex={-1} data-opened-import={runId}>
      <Section
        title={own.runTitle({ id: String(runId) })}
        aside={
          <Button variant="default" size="sm" onClick={onClose}>
            {own.close}
          </Button>
        }
      >
        <ErrorNotice error={run.error} onRetry={() => void run.refetch()} />
        {run.isPending && <LoadingRows rows={4} />}
        {run.data !== undefined && <Opened of={of} run={run.data} />}
      </Section>
    </div>
  );
}

/** Reasons against an undo that no list beside it tells. */
const TOLD: readonly string[] = ['import.rows_not_kept', 'import.undo_by_analyst'];

function Opened({ of, run }: { of: HistoryOf; run: ImportRunDetail }) {
  const own = useHistoryWords(of);
  const { language } = useLanguage();
  const format = useFormat();
  const [asking, setAsking] = useState(false);
  const facts = [
    [own.file, run.fileName],
    [own.by, run.importedBy],
    [own.when, format.dateTime(run.importedAt)],
    [own.rows, format.number(run.rows, 0)],
  ] as const;
  const { whyNotUndo } = run;
  return (
    <Stack gap="md">
      <Flex component="dl" className={classes.facts} gap="8px 32px" wrap="wrap">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div>
          <dt>{own.hash}</dt>
          <Box component="dd" className={shared.wrap} fz="xs">
            {run.fileHash}
          </Box>
        </div>
      </Flex>
      {whyNotUndo === null && (
        <Group>
          <Button variant="default" onClick={() => setAsking(true)}>
            {own.undo}
          </Button>
        </Group>
      )}
      {run.standing.count > 0 && run.undoneAt === null && (
        <Standing of={of} standing={run.standing} />
      )}
      {whyNotUndo !== null && TOLD.includes(whyNotUndo) && (
        <Notice>{fieldText(whyNotUndo, language)}</Notice>
      )}
      {run.undoneAt !== null && (
        <Notice>{own.undone({ by: run.undoneBy ?? '', at: format.dateTime(run.undoneAt) })}</Notice>
      )}
      {run.keepsRows && <ImportRows of={of} run={run} />}
      {asking && <UndoImport of={of} run={run} onClose={() => setAsking(false)} />}
    </Stack>
  );
}

/** The points or tips that keep an import from being undone, each with the acts that stand on it. */
function Standing({
  of,
  standing: { count, items, tips },
}: { of: HistoryOf } & Pick<ImportRunDetail, 'standing'>) {
  const { register, tips: tipWords } = useText();
  const own = useHistoryWords(of);
  const format = useFormat();
  const dated = (name: string, on: string | null) =>
    on === null ? name : `${name} ${format.date(on)}`;
  const said = ({ kind, on }: StandingAct) => {
    const name =
      kind in own.standing
        ? own.standing[kind as keyof typeof own.standing]
        : register.event[kind as keyof typeof register.event];
    return dated(name, on);
  };
  return (
    <Notice title={own.standingTitle}>
      <p>{own.standingMore({ count: format.number(count, 0) })}</p>
      <Flex component="ul" direction="column" gap={4} mt="xs">
        {items.map(({ pointId, code, officialName, acts }) => (
          <li key={pointId}>
            <Link to="/" search={{ id: pointId }}>
              {`${code} ${officialName}`}
            </Link>
            {`: ${acts.map(said).join('; ')}`}
          </li>
        ))}
        {tips.map(({ tipId, code, acts }) => (
          <li key={tipId}>
            <Link to="/tips/$id" params={{ id: String(tipId) }}>
              {code}
            </Link>
            {`: ${acts.map(({ kind, on }) => dated(kind in own.standing ? own.standing[kind as keyof typeof own.standing] : tipWords.event[kind as keyof typeof tipWords.event], on)).join('; ')}`}
          </li>
        ))}
        {count > items.length + tips.length && (
          <li>
            {own.standingRest({
              count: format.number(count - items.length - tips.length, 0),
            })}
          </li>
        )}
      </Flex>
    </Notice>
  );
}

/** Asks before a whole import is undone, and says what goes and what stays. */
function UndoImport({
  of,
  run,
  onClose,
}: {
  of: HistoryOf;
  run: ImportRunDetail;
  onClose: () => void;
}) {
  const own = useHistoryWords(of);
  const format = useFormat();
  const write = useWrite({
    initial: {},
    schema: NO_BODY,
    send: (_, once) => undoRun(of, run.id, once),
    said: own.undoneNow,
    ...(of === 'points' && { keep: (client: QueryClient) => pointsChanged(client) }),
    refresh: of === 'points' ? [importsKey(of)] : [importsKey(of), TIPS_KEY],
    onDone: onClose,
  });
  return (
    <WriteDialog
      write={write}
      weighty
      title={own.undoTitle}
      lines={[
        { label: own.file, value: run.fileName },
        { label: own.by, value: `${run.importedBy}, ${format.dateTime(run.importedAt)}` },
        {
          label: own.undoRemoved,
          value: own.undoRemovedOf({ count: format.number(run.added, 0) }),
        },
        { label: own.undoKept, value: own.undoKeptMore },
      ]}
      confirm={own.undo}
      onClose={onClose}
    />
  );
}

/** The rows of an import by line, all of them or those of one outcome. */
function ImportRows({ of, run }: { of: HistoryOf; run: ImportRunDetail }) {
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
      {run.refused + run.waiting > 0 && <p className={shared.muted}>{own.notKept}</p>}
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
      <td className={shared.nowrap}>{format.number(line, 0)}</td>
      <td className={shared.nowrap}>{own.outcome[outcome]}</td>
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
