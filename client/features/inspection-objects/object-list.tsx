import { Flex } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { MorePages } from '#client/ui/more-pages.tsx';
import type { InspectionObject } from '#server/contract/inspection-object.ts';

import classes from './inspection-objects.module.css';
import type { ObjectSearch } from './object-search.ts';
import shared from '#client/ui/shared.module.css';
import { objectListQuery } from './queries.ts';

export function ObjectList({ search }: { search: ObjectSearch }) {
  const { inspections: own } = useText();
  const format = useFormat();
  const list = useInfiniteQuery(objectListQuery(search));
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const first = list.data?.pages[0];
  const { q, state, category, commune, need } = search;
  const filtered = [q, state, category, commune, need].some((part) => part !== undefined);
  return (
    <>
      <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />
      {list.isPending && <LoadingRows rows={6} />}
      {first !== undefined && (
        <output className={shared.aside}>
          {own.found({ count: format.number(first.total, 0) })}
        </output>
      )}
      {first !== undefined && items.length === 0 && (
        <EmptyState title={filtered ? own.nothing : own.nothingYet}>
          {filtered ? own.nothingMore : own.nothingYetMore}
        </EmptyState>
      )}
      <Flex component="ul" direction="column" gap="xs">
        {items.map((object) => (
          <ObjectRow key={object.id} object={object} search={search} />
        ))}
      </Flex>
      <MorePages list={list}>{own.more}</MorePages>
      {first !== undefined && (
        <p className={shared.aside}>
          {own.rule({
            days: format.days(first.reinspection.days),
            origin: first.reinspection.origin,
          })}
        </p>
      )}
    </>
  );
}

function ObjectRow({ object, search }: { object: InspectionObject; search: ObjectSearch }) {
  const text = useText();
  const own = text.inspections;
  const format = useFormat();
  return (
    <li className={classes.row} data-object={object.code} data-needs={object.needs.length > 0}>
      <Link
        to="/inspection-objects"
        search={{ ...search, object: object.id }}
        className={classes.rowName}
      >
        {object.name}
      </Link>
      <span className={shared.aside}>
        {object.code} · {object.communeName}
        {object.address !== null && ` · ${object.address}`}
      </span>
      <span>
        {object.lastInspectedOn === null || object.lastResult === null
          ? own.never
          : own.last({
              date: format.date(object.lastInspectedOn),
              result: own.result[object.lastResult],
            })}
        {' · '}
        {own.visits({ count: format.number(object.visitsThisYear, 0) })}
      </span>
      <Needs object={object} />
    </li>
  );
}

/** Needs of a business in words, or the fact that it has closed. */
export function Needs({ object }: { object: InspectionObject }) {
  const { inspections: own } = useText();
  const format = useFormat();
  return (
    <Flex component="span" gap="4px 8px" wrap="wrap">
      {object.closedOn !== null && (
        <span className={classes.need}>
          {own.closedSince({ date: format.date(object.closedOn) })}
        </span>
      )}
      {object.needs.map((need) => (
        <span key={need} className={classes.need} data-need={need}>
          {own.need[need]}
        </span>
      ))}
      {object.reinspectionDueOn !== null && (
        <span className={classes.need}>
          {own.dueOn({ date: format.date(object.reinspectionDueOn) })}
        </span>
      )}
    </Flex>
  );
}
