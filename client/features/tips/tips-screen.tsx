import { Button } from '@mantine/core';
import { IconPlus, IconArrowsExchange } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useCan } from '#client/api/me.ts';
import { categoriesQuery } from '#client/api/points.ts';
import { communeName } from '#client/i18n/commune-name.ts';
import { useText, useFormat } from '#client/i18n/use-text.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { MorePages } from '#client/ui/more-pages.tsx';
import { Page, Section } from '#client/ui/page.tsx';
import type { PendingTransfer, TipSummary } from '#server/contract/tip.ts';

import { ClockBadge } from './clock-badge.tsx';
import { clockTone } from './clock-state.ts';
import { useMark } from './pending-transfer.tsx';
import { askedTipsQuery, tipListQuery } from './queries.ts';
import { StatisticsStrip } from './statistics-strip.tsx';
import { TipFilter } from './tip-filter.tsx';
import type { TipSearch } from './tip-search.ts';
import classes from './tips.module.css';

const route = getRouteApi('/tips');

/** The tips within reach by stage and clock, the oldest overdue on top. */
export default function TipsScreen() {
  const text = useText();
  const own = text.tips;
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const mayWork = useCan('tips:work');
  return (
    <Page
      title={own.title}
      lead={own.lead}
      actions={
        <>
          <Button variant="default" renderRoot={(props) => <Link {...props} to="/tip-clocks" />}>
            {text.tipClocks.title}
          </Button>
          {mayWork && (
            <>
              <Button
                variant="default"
                renderRoot={(props) => <Link {...props} to="/tips/import" />}
              >
                {text.tipImports.open}
              </Button>
              <Button
                leftSection={<IconPlus size={18} stroke={1.8} aria-hidden="true" />}
                renderRoot={(props) => <Link {...props} to="/tips/new" />}
              >
                {own.newTip}
              </Button>
            </>
          )}
        </>
      }
    >
      {Object.values(search).every((value) => value === undefined) && <AskedTips />}
      <TipFilter
        search={search}
        onSearch={(change) =>
          void navigate({ search: (before) => ({ ...before, ...change }), replace: true })
        }
      />
      <TipList search={search} />
      <StatisticsStrip />
    </Page>
  );
}

/** Tips of others that the own commune is asked to take, above its own; nothing where there are none. */
function AskedTips() {
  const { tips: own } = useText();
  const list = useInfiniteQuery(askedTipsQuery);
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (items.length === 0) return null;
  return (
    <Section title={own.transfer.askedList} lead={own.transfer.askedLead}>
      <ul className={classes.list}>
        {items.map((tip) => (
          <TipRow key={tip.id} tip={tip} />
        ))}
      </ul>
      <MorePages list={list}>{own.more}</MorePages>
    </Section>
  );
}

/** The tips of a filter, those that are longest overdue first. */
function TipList({ search }: { search: TipSearch }) {
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

/** One tip in the list; the whole of it leads to its record. */
function TipRow({ tip }: { tip: TipSummary }) {
  const text = useText();
  const format = useFormat();
  const own = text.tips;
  const categories = useQuery(categoriesQuery).data?.items ?? [];
  const category = categories.find(({ code }) => code === tip.category)?.name ?? tip.category;
  return (
    <li className={classes.row} data-tone={clockTone(tip.timeliness)} data-tip={tip.code}>
      <Link to="/tips/$id" params={{ id: String(tip.id) }} className={classes.rowLink}>
        <span className={classes.rowHead}>
          <span className={classes.code}>{tip.code}</span>
          <span>{own.kind[tip.kind]}</span>
          <span className={classes.stage} data-stage={tip.stage}>
            {own.stage[tip.stage]}
          </span>
        </span>
        <ClockBadge tip={tip} />
        <span className={classes.rowPlace}>
          {[category, tip.placeName].filter((part) => part !== null).join(' · ') || own.noPlace}
        </span>
        {tip.transfer !== null && <Transfer transfer={tip.transfer} />}
        <span className={classes.rowFacts}>
          {[
            communeName(tip.commune, text),
            own.receivedOn({ date: format.date(tip.receivedOn) }),
            own.channel[tip.channel],
            tip.forwardedTo === null ? null : own.toAuthority({ name: tip.forwardedTo }),
          ]
            .filter((part) => part !== null)
            .join(' · ')}
        </span>
      </Link>
    </li>
  );
}

/** Marks that another commune is asked to take it. */
function Transfer({ transfer }: { transfer: PendingTransfer }) {
  return (
    <span className={classes.rowTransfer}>
      <IconArrowsExchange size={16} stroke={1.8} aria-hidden="true" />
      {useMark(transfer)}
    </span>
  );
}
