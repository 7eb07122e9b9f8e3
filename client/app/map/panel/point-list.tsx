import { Box, Button, Flex } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { categoriesQuery } from '#client/api/points.ts';
import { CheckDue } from '#client/features/checks/check-due.tsx';
import { RepliedSign } from '#client/features/replies/replied-sign.tsx';
import { LateDays } from '#client/forms/late-entry.tsx';
import { communeName } from '#client/i18n/commune-name.ts';
import type { Filter } from '#client/register/filter.ts';
import { pointListQuery } from '#client/register/queries.ts';
import type { ListRegion } from '#client/register/region.ts';
import { today } from '#client/i18n/today.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import shared from '#client/ui/shared.module.css';
import { FlagBadge } from '#client/ui/status-badge.tsx';
import { StatusShape } from '#client/ui/status-shape.tsx';
import type { PointSummary } from '#server/contract/point.ts';
import type { IsoDate } from '#server/contract/time.ts';

import classes from './point-list.module.css';

/** The list narrowed to one mark of the map: where its points lie, and their ids where the map knows them. */
export type Scope = {
  region: ListRegion;
  ids: readonly number[] | null;
  count: number;
  spot: boolean;
};
/** In a ring one looks for the places that came back most often. */
const ORDER_OF_RINGS = '-recurrences';

export type PointListProps = {
  filter: Filter;
  scope: Scope | null;
  /** The part of the points that is listed where no mark is. */
  region: ListRegion;
  chosenId: number | null;
  onOpen: (point: PointSummary) => void;
  onPointed: (point: PointSummary | null) => void;
  empty: ReactNode;
};

/** Every point that the map shows, as a list for reading, keyboard and screen readers. */
export function PointList(props: PointListProps) {
  const { chosenId, onOpen, onPointed } = props;
  const text = useText();
  const { list, points, nameOf } = useListed(props);
  const element = useRef<HTMLUListElement>(null);
  const [current, setCurrent] = useState<number | null>(null);
  const currentId = points.some((point) => point.id === current) ? current : points[0]?.id;

  useShowChosen(element, chosenId, points.length);
  if (list.isPending) return <LoadingRows rows={8} height={24} />;
  if (list.isError && list.data === undefined) {
    return <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />;
  }
  if (points.length === 0 && !list.hasNextPage) return props.empty;
  return (
    <>
      <p className="visually-hidden" id="point-list-keys">
        {text.pointsList.keys}
      </p>
      <ul
        ref={element}
        className={classes.list}
        aria-label={text.pointsList.title}
        aria-describedby="point-list-keys"
        aria-busy={list.isPlaceholderData}
        data-stale={list.isPlaceholderData}
      >
        {points.map((point) => (
          <PointRow
            key={point.id}
            point={point}
            category={nameOf(point.category)}
            on={list.data?.pages[0]?.asOf ?? today()}
            chosen={point.id === chosenId}
            tabbable={point.id === currentId}
            onOpen={() => {
              setCurrent(point.id);
              onOpen(point);
            }}
            onPointed={onPointed}
            onKeyDown={(event) => setCurrent(moveFocus(event) ?? point.id)}
          />
        ))}
      </ul>
      <More
        shown={points.length}
        total={props.scope?.count ?? list.data?.pages[0]?.total ?? points.length}
        loading={list.isFetchingNextPage}
        onMore={list.hasNextPage ? () => void list.fetchNextPage() : null}
      />
    </>
  );
}

/** The rows of the list, and the names of their categories. */
function useListed({ filter, scope, region }: PointListProps) {
  const list = useInfiniteQuery(
    scope === null
      ? pointListQuery(filter, region)
      : pointListQuery(filter, scope.region, ORDER_OF_RINGS),
  );
  const { data: categories } = useQuery(categoriesQuery);
  const points = useMemo(() => {
    const wanted = scope?.ids === undefined || scope.ids === null ? null : new Set(scope.ids);
    const all = list.data?.pages.flatMap((page) => page.items) ?? [];
    return wanted === null ? all : all.filter((point) => wanted.has(point.id));
  }, [list.data, scope]);
  const names = useMemo(
    () => new Map(categories?.items.map((category) => [category.code, category.name])),
    [categories],
  );
  return { list, points, nameOf: (code: string) => names.get(code) ?? code };
}

/** Moves the focus as the key says and gives the id of the row that has it now; null for other keys. */
function moveFocus(event: KeyboardEvent<HTMLButtonElement>): number | null {
  const rows = [...(event.currentTarget.closest('ul')?.querySelectorAll('button') ?? [])];
  const at = rows.indexOf(event.currentTarget);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
  if (to === undefined) return null;
  event.preventDefault();
  const row = rows[Math.min(Math.max(to, 0), rows.length - 1)];
  row?.focus();
  return row === undefined ? null : Number(row.dataset['point']);
}

/** A point chosen on the map comes into sight in the list. */
function useShowChosen(
  list: React.RefObject<HTMLUListElement | null>,
  chosenId: number | null,
  loaded: number,
): void {
  useEffect(
    function showChosen() {
      if (chosenId === null || loaded === 0) return;
      list.current
        ?.querySelector(`[data-point="${chosenId}"]`)
        ?.scrollIntoView({ block: 'nearest' });
    },
    [list, chosenId, loaded],
  );
}

/** Number shown of the total; the next page is loaded on reaching it, or by the button. */
function More({
  shown,
  total,
  loading,
  onMore,
}: {
  shown: number;
  total: number;
  loading: boolean;
  onMore: (() => void) | null;
}) {
  const text = useText();
  const format = useFormat();
  return (
    <div className={classes.more}>
      <span>
        {text.pointsList.foundOf({
          shown: format.number(shown, 0),
          total: format.number(Math.max(total, shown), 0),
        })}
      </span>
      {onMore !== null && (
        <Button variant="default" size="xs" loading={loading} onClick={onMore}>
          {text.pointsList.more}
        </Button>
      )}
    </div>
  );
}

/** One point of the list: everything that its mark on the map says, in words. */
function PointRow({
  point,
  category,
  on,
  chosen,
  tabbable,
  onOpen,
  onPointed,
  onKeyDown,
}: {
  point: PointSummary;
  /** Name of its category. */
  category: string;
  /** The day that the list shows. */
  on: IsoDate;
  chosen: boolean;
  /** Only one row is in the tab order; arrows move between rows. */
  tabbable: boolean;
  onOpen: () => void;
  onPointed: (point: PointSummary | null) => void;
  onKeyDown: (event: KeyboardEvent<HTMLButtonElement>) => void;
}) {
  const suspected = point.flags.includes('suspected');
  return (
    <li className={classes.item}>
      <button
        type="button"
        className={classes.row}
        data-point={point.id}
        data-status={point.status}
        aria-current={chosen ? 'true' : undefined}
        tabIndex={tabbable ? 0 : -1}
        onClick={onOpen}
        onKeyDown={onKeyDown}
        onFocus={() => onPointed(point)}
        onBlur={() => onPointed(null)}
        onPointerEnter={() => onPointed(point)}
        onPointerLeave={() => onPointed(null)}
      >
        <Flex component="span" align="flex-start" justify="center" pt={1}>
          <StatusShape status={point.status} suspected={suspected} size={suspected ? 26 : 22} />
        </Flex>
        <RowBody point={point} category={category} on={on} />
      </button>
    </li>
  );
}

function RowBody({ point, category, on }: { point: PointSummary; category: string; on: IsoDate }) {
  const text = useText();
  const format = useFormat();
  return (
    <Flex component="span" direction="column" gap={1} miw={0}>
      <Box component="span" className={shared.wrap} fw={600}>
        {point.officialName}
      </Box>
      <span className={classes.state}>
        <strong>{text.register.status[point.status]}</strong>{' '}
        {text.pointsList.since({ date: format.date(point.statusSince) })}
        {point.recurrences > 0 && (
          <> · {text.pointsList.recurrences({ count: format.number(point.recurrences, 0) })}</>
        )}
      </span>
      {point.reply === 'filed' && <RepliedSign />}
      <CheckDue point={point} on={on} />
      {point.lateDays > 0 && <LateDays days={point.lateDays} />}
      <span className={shared.note}>
        {point.code} · {category} · <Communes point={point} />
      </span>
      {point.flags.length > 0 && (
        <Flex component="span" gap={4} wrap="wrap" mt={4}>
          {point.flags.map((flag) => (
            <FlagBadge key={flag} flag={flag} />
          ))}
        </Flex>
      )}
    </Flex>
  );
}

function Communes({ point }: { point: PointSummary }) {
  const text = useText();
  const format = useFormat();
  const lead = point.communes.find((commune) => commune.lead) ?? point.communes[0];
  const others = point.communes.length - 1;
  if (lead === undefined) return null;
  return (
    <span className={shared.nowrap}>
      {communeName(lead, text)}
      {others > 0 && ` ${text.pointsList.otherCommunes({ count: format.number(others, 0) })}`}
      {point.communeUncertain && (
        <span className={classes.uncertain} title={text.pointsList.uncertain}>
          <IconHelpCircle size={14} stroke={1.6} aria-hidden="true" />
          <span className="visually-hidden">{text.pointsList.uncertain}</span>
        </span>
      )}
    </span>
  );
}
