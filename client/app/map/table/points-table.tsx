import { useDebouncedValue, useElementSize } from '@mantine/hooks';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState, type KeyboardEvent, type MouseEvent } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { categoriesQuery } from '#client/api/points.ts';
import type { Workspace } from '#client/app/map/use-workspace.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { Filter } from '#client/register/filter.ts';
import { pointCountsQuery, pointRowsQuery } from '#client/register/queries.ts';
import { type ListRegion, tickedIds, withTick } from '#client/register/region.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import type { PointOrder } from '#server/contract/point-order.ts';
import type { PointSummary } from '#server/contract/point.ts';

import classes from './points-table.module.css';
import { ROW_GROUP } from './grid-roles.ts';
import { rowsInSight, scrolledHeight, scrollToRow } from './rows-in-sight.ts';
import { DEFAULT_ORDER } from './table-columns.ts';
import { TableHead } from './table-head.tsx';
import { TableRow, type TableRowProps } from './table-row.tsx';
import { TableTools } from './table-tools.tsx';
import { useTableLook } from './use-table-look.ts';

const PAGE = 100;

/** So long must the same pages be in sight: a thumb that is dragged passes thousands of them. */
const SETTLED_MILLISECONDS = 60;

const HEAD_PIXELS = 40;

/** The points of the filter as a table: the third view, beside list and map. */
export function PointsTable({ workspace }: { workspace: Workspace }) {
  const text = useText();
  const format = useFormat();
  const { listFilter, region, view } = workspace;
  const look = useTableLook(view);
  const counts = useQuery(pointCountsQuery(listFilter, region));
  const total = counts.data?.total;
  return (
    <section className={classes.table} aria-label={text.table.title}>
      <TableTools workspace={workspace} look={look} total={total} />
      {counts.isError && total === undefined && (
        <ErrorNotice error={counts.error} onRetry={() => void counts.refetch()} />
      )}
      {total === undefined && counts.isPending && <LoadingRows rows={12} height={28} />}
      {total === 0 && (
        <EmptyState title={text.pointsList.emptyTitle}>{text.pointsList.emptyFiltered}</EmptyState>
      )}
      {total !== undefined && total > 0 && <Grid workspace={workspace} look={look} total={total} />}
      <output className="visually-hidden">
        {total === undefined ? '' : text.pointsList.found({ count: format.number(total, 0) })}
      </output>
    </section>
  );
}

type GridProps = {
  workspace: Workspace;
  look: ReturnType<typeof useTableLook>;
  total: number;
};

/** The grid itself keeps the focus and tells which row is the current one: rows out of sight are not there. */
function Grid({ workspace, look, total }: GridProps) {
  const text = useText();
  const { listFilter, region, view, chosen } = workspace;
  const { columns, rowHeight } = look;
  const sort = view.search.sort ?? DEFAULT_ORDER;
  const { ids } = view.search;
  const ticked = useMemo(() => new Set(tickedIds({ ids })), [ids]);
  const [current, setCurrent] = useState(0);
  const { ref: room, height } = useElementSize<HTMLDivElement>();
  const [scrolled, setScrolled] = useState(0);
  const rows = { count: total, rowHeight, view: Math.max(0, height - HEAD_PIXELS) };
  const sight = rowsInSight(rows, scrolled);
  const { rowAt, error, retry } = useRows({ filter: listFilter, region, sort }, sight);
  const { setSearch } = view;
  const tick = useCallback(
    (point: PointSummary) =>
      setSearch((newest) => ({ ids: withTick(tickedIds(newest), point.id) })),
    [setSearch],
  );
  const acts = gridActs({ rows, scrolled, current, setCurrent, rowAt, tick, open: chosen.open });
  return (
    <>
      <ErrorNotice error={error} onRetry={retry} />
      <p className="visually-hidden" id="table-keys">
        {text.table.keys}
      </p>
      <div
        ref={room}
        role="grid"
        tabIndex={0}
        aria-multiselectable="true"
        onScroll={(event) => setScrolled(event.currentTarget.scrollTop)}
        className={classes.room}
        aria-label={text.table.title}
        aria-describedby="table-keys"
        aria-rowcount={total + 1}
        aria-colcount={columns.length + 1}
        aria-activedescendant={`table-row-${Math.min(current, total - 1)}`}
        {...acts}
      >
        <TableHead
          columns={columns}
          sort={sort}
          onSort={(next) => view.setSearch({ sort: next === DEFAULT_ORDER ? undefined : next })}
        />
        <div {...ROW_GROUP} className={classes.rows} style={{ height: scrolledHeight(rows) }}>
          <Rows
            sight={sight}
            rowAt={rowAt}
            look={look}
            current={current}
            ticked={ticked}
            chosenId={chosen.id}
            onTick={tick}
          />
        </div>
      </div>
    </>
  );
}

type RowsProps = Pick<TableRowProps, 'onTick'> & {
  sight: ReturnType<typeof rowsInSight>;
  rowAt: (index: number) => PointSummary | undefined;
  look: GridProps['look'];
  current: number;
  ticked: ReadonlySet<number>;
  chosenId: number | null;
};

/** The rows in sight; scrolling moves all of them at once. */
function Rows({ sight, rowAt, look, current, ticked, chosenId, onTick }: RowsProps) {
  const nameOf = useCategoryNames();
  return (
    <div role="none" style={{ transform: `translateY(${sight.shift}px)` }}>
      {sight.rows.map(({ index, top }) => {
        const point = rowAt(index);
        return (
          <TableRow
            key={index}
            index={index}
            top={top}
            height={look.rowHeight}
            columns={look.columns}
            point={point}
            category={point === undefined ? '' : nameOf(point.category)}
            current={index === current}
            ticked={point !== undefined && ticked.has(point.id)}
            chosen={point !== undefined && point.id === chosenId}
            onTick={onTick}
          />
        );
      })}
    </div>
  );
}

/** Keys and presses of the grid: arrows move, space ticks, Enter or a press opens. */
function gridActs(given: {
  rows: Parameters<typeof scrollToRow>[0];
  scrolled: number;
  current: number;
  setCurrent: (row: number) => void;
  rowAt: (index: number) => PointSummary | undefined;
  tick: (point: PointSummary) => void;
  open: (point: PointSummary) => void;
}) {
  const { rows, scrolled, current, setCurrent, rowAt, tick, open } = given;
  return {
    onKeyDown(event: KeyboardEvent<HTMLElement>) {
      const pageRows = Math.max(1, Math.floor(rows.view / rows.rowHeight) - 1);
      const to = rowReached(event, current, { total: rows.count, pageRows });
      const point = rowAt(current);
      if (to !== null) {
        setCurrent(to);
        event.currentTarget.scrollTop = scrollToRow(rows, scrolled, to);
      } else if (point !== undefined) {
        actByKey(
          event,
          () => tick(point),
          () => open(point),
        );
      }
    },
    onClick(event: MouseEvent) {
      const row = rowPressed(event);
      const point = row === null ? undefined : rowAt(row);
      if (row !== null) setCurrent(row);
      if (point !== undefined) open(point);
    },
  };
}

/** The row to which a key leads; null for other keys, and those of a button within the grid. */
function rowReached(
  event: KeyboardEvent<HTMLElement>,
  from: number,
  { total, pageRows }: { total: number; pageRows: number },
): number | null {
  const to = {
    ArrowDown: from + 1,
    ArrowUp: from - 1,
    PageDown: from + pageRows,
    PageUp: from - pageRows,
    Home: 0,
    End: total - 1,
  }[event.key];
  if (to === undefined || event.target !== event.currentTarget) return null;
  event.preventDefault();
  return Math.min(Math.max(to, 0), total - 1);
}

/** Space ticks the row, Enter opens it. */
function actByKey(event: KeyboardEvent<HTMLElement>, tick: () => void, open: () => void): void {
  if (event.target !== event.currentTarget) return;
  if (event.key !== ' ' && event.key !== 'Enter') return;
  event.preventDefault();
  if (event.key === ' ') tick();
  else open();
}

/** The row that was pressed, unless it was its box. */
function rowPressed({ target }: MouseEvent): number | null {
  if (!(target instanceof Element) || target.closest('[data-tick]') !== null) return null;
  const row = target.closest<HTMLElement>('[data-row]');
  return row === null ? null : Number(row.dataset['row']);
}

function useCategoryNames(): (code: string) => string {
  const { data } = useQuery(categoriesQuery);
  const names = useMemo(
    () => new Map(data?.items.map((category) => [category.code, category.name])),
    [data],
  );
  return (code) => names.get(code) ?? code;
}

/** The rows of the table that are in sight, by their place; pages are fetched as they come near and the scroll rests. */
function useRows(
  given: { filter: Filter; region: ListRegion; sort: PointOrder },
  /** First and last row in sight. */
  { first, last }: { first: number; last: number },
) {
  const { filter, region, sort } = given;
  const [settled] = useDebouncedValue(pagesOf(first, last).join(), SETTLED_MILLISECONDS);
  const pages = settled.split(',').map(Number);
  const results = useQueries({
    queries: pages.map((page) =>
      pointRowsQuery(filter, region, { sort, from: page * PAGE, limit: PAGE }),
    ),
  });
  return {
    rowAt: (index: number): PointSummary | undefined =>
      results[Math.floor(index / PAGE) - (pages[0] ?? 0)]?.data?.items[index % PAGE],
    error: results.find(({ error }) => error !== null)?.error ?? null,
    retry: () => {
      for (const result of results) if (result.isError) void result.refetch();
    },
  };
}

function pagesOf(first: number, last: number): number[] {
  const from = Math.floor(Math.max(0, first) / PAGE);
  const to = Math.floor(Math.max(0, last) / PAGE);
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}
