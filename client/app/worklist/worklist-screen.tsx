import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useMe } from '#client/api/me.ts';
import { TipsDue } from '#client/features/tips/tips-due.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Page } from '#client/ui/page.tsx';
import { useUnsent } from '#client/offline/outbox/outbox-context.ts';
import { UnsentLine } from '#client/offline/unsent-line.tsx';
import { waitsForRole, type WorkItem, type Worklist } from '#server/contract/worklist.ts';

import { KindFilter } from '#client/features/worklist/kind-filter.tsx';
import { NothingWaits } from '#client/features/worklist/nothing-waits.tsx';
import { worklistQuery } from '#client/features/worklist/queries.ts';
import { unsentFor } from '#client/features/worklist/unsent-for.ts';
import { WorkActions, type OpenWork } from '#client/features/worklist/work-actions.tsx';
import { WorkCard } from '#client/features/worklist/work-card.tsx';
import { WorkDialogs } from './work-dialogs.tsx';
import classes from '#client/features/worklist/worklist.module.css';

const route = getRouteApi('/worklist');

/** Work that waits for the reader, the earliest due first: nothing to press to see it. */
export default function WorklistScreen() {
  const { work: kind } = route.useSearch();
  const text = useText();
  const list = useInfiniteQuery(worklistQuery(kind ?? null));
  const [open, setOpen] = useState<OpenWork | null>(null);
  const [first] = list.data?.pages ?? [];
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page title={text.worklist.title} lead={first && <Lead first={first} />}>
      <TipsDue />
      {first !== undefined && <KindFilter chosen={kind ?? null} counts={first.counts} />}
      {list.isPending && <LoadingRows rows={8} height={28} />}
      <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />
      {first !== undefined && items.length === 0 && <NothingWaits narrowed={kind !== undefined} />}
      {first !== undefined && items.length > 0 && (
        <Cards items={items} first={first} narrowed={kind !== undefined} onOpen={setOpen} />
      )}
      {list.hasNextPage && (
        <More
          shown={items.length}
          total={first?.total ?? 0}
          loading={list.isFetchingNextPage}
          onMore={() => void list.fetchNextPage()}
        />
      )}
      {open !== null && <WorkDialogs open={open} items={items} onClose={() => setOpen(null)} />}
    </Page>
  );
}

/** The cards of the pages so far: those of the reader, then those on which others act next, each part with its number. */
function Cards({
  items,
  first,
  narrowed,
  onOpen,
}: {
  items: readonly WorkItem[];
  first: Worklist;
  narrowed: boolean;
  onOpen: (open: OpenWork) => void;
}) {
  const { worklist: own } = useText();
  const format = useFormat();
  const { role } = useMe();
  const card = (item: WorkItem) => (
    <WorkCard
      key={`${item.kind} ${item.id}`}
      item={item}
      today={first.today}
      actions={<CardActions item={item} onOpen={onOpen} />}
    />
  );
  const ofOthers = narrowed ? [] : items.filter(({ kind }) => !waitsForRole(kind, role));
  const rest = items.filter((item) => !ofOthers.includes(item));
  const count = format.number(first.total - first.waiting, 0);
  return (
    <>
      {rest.length > 0 && (
        <ol className={classes.list} aria-label={own.list}>
          {rest.map(card)}
        </ol>
      )}
      {ofOthers.length > 0 && (
        <>
          <p className={classes.part}>{own.othersAct({ count })}</p>
          <ol className={classes.list} aria-label={own.othersList}>
            {ofOthers.map(card)}
          </ol>
        </>
      )}
    </>
  );
}

function CardActions({ item, onOpen }: { item: WorkItem; onOpen: (open: OpenWork) => void }) {
  const entry = unsentFor(item, useUnsent());
  if (entry !== null) return <UnsentLine entry={entry} />;
  return <WorkActions item={item} onOpen={onOpen} />;
}

function Lead({ first }: { first: Worklist }) {
  const { worklist: own } = useText();
  const format = useFormat();
  if (first.waiting === 0) return own.leadNone;
  const waiting = format.number(first.waiting, 0);
  if (first.overdue === 0) return own.lead({ waiting });
  return own.leadOverdue({ waiting, overdue: format.number(first.overdue, 0) });
}

function More({
  shown,
  total,
  loading,
  onMore,
}: {
  shown: number;
  total: number;
  loading: boolean;
  onMore: () => void;
}) {
  const { worklist: own } = useText();
  const format = useFormat();
  return (
    <Button variant="default" loading={loading} onClick={onMore}>
      {own.more({ shown: format.number(shown, 0), total: format.number(total, 0) })}
    </Button>
  );
}
