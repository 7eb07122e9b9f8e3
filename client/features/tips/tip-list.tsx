import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { MorePages } from '#client/ui/more-pages.tsx';

import { tipListQuery } from './queries.ts';
import { TipRow } from './tip-row.tsx';
import type { TipSearch } from './tip-search.ts';
import classes from './tips.module.css';

/** The tips of a filter, those that are longest overdue first. */
export function TipList({ search }: { search: TipSearch }) {
  const text = useText();
  const format = useFormat();
  const own = text.tips;
  const list = useInfiniteQuery(tipListQuery(search));
  if (list.isPending) return <LoadingRows rows={6} />;
  if (list.isError) return <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />;
  const items = list.data.pages.flatMap((page) => page.items);
  const total = list.data.pages[0]?.total ?? 0;
  if (items.length === 0) return <NothingHere search={search} />;
  return (
    <>
      <output className={classes.total}>{own.total({ count: format.number(total, 0) })}</output>
      <ul className={classes.list}>
        {items.map((tip) => (
          <TipRow key={tip.id} tip={tip} />
        ))}
      </ul>
      <MorePages list={list} className={classes.more ?? ''}>
        {own.more}
      </MorePages>
    </>
  );
}

function NothingHere({ search }: { search: TipSearch }) {
  const { tips: own } = useText();
  const filtered = Object.values(search).some((value) => value !== undefined);
  return (
    <EmptyState
      title={own.emptyTitle}
      {...(filtered
        ? {
            action: (
              <Button
                variant="default"
                renderRoot={(props) => <Link {...props} to="/tips" search={{}} />}
              >
                {own.showAll}
              </Button>
            ),
          }
        : {})}
    >
      {filtered ? own.emptyFiltered : own.emptyMore}
    </EmptyState>
  );
}
