import { Box, Button, Flex, SegmentedControl } from '@mantine/core';
import { IconPlus, IconArrowsExchange } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useCan } from '#client/api/me.ts';
import { categoriesQuery } from '#client/api/points.ts';
import { communeName } from '#client/i18n/commune-name.ts';
import type { Format } from '#client/i18n/format.ts';
import { today } from '#client/i18n/today.ts';
import { type Text, useFormat, useText } from '#client/i18n/use-text.ts';
import { type CountTile, CountTiles } from '#client/ui/count-tiles.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { MorePages } from '#client/ui/more-pages.tsx';
import { Page, Section } from '#client/ui/page.tsx';
import { addDays } from '#server/contract/time.ts';
import type { TipStatistics } from '#server/contract/tip-statistics.ts';
import type { PendingTransfer, TipSummary } from '#server/contract/tip.ts';
import shared from '#client/ui/shared.module.css';

import { ClockBadge } from './clock-badge.tsx';
import { clockTone } from './clock-state.ts';
import { useMark } from './pending-transfer.tsx';
import { askedTipsQuery, tipListQuery, tipStatisticsQuery } from './queries.ts';
import { TipFilter } from './tip-filter.tsx';
import type { TipSearch } from './tip-search.ts';
import classes from './tips.module.css';

const DAYS = { month: 30, quarter: 90, year: 365 } as const;

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
      <Flex component="ul" direction="column" gap="xs">
        {items.map((tip) => (
          <TipRow key={tip.id} tip={tip} />
        ))}
      </Flex>
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
      <output className={shared.aside}>{own.total({ count: format.number(total, 0) })}</output>
      <Flex component="ul" direction="column" gap="xs">
        {items.map((tip) => (
          <TipRow key={tip.id} tip={tip} />
        ))}
      </Flex>
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
        <Flex component="span" gap="4px 10px" align="center" wrap="wrap">
          <Box component="span" fw={600}>
            {tip.code}
          </Box>
          <span>{own.kind[tip.kind]}</span>
          <span className={classes.stage} data-stage={tip.stage}>
            {own.stage[tip.stage]}
          </span>
        </Flex>
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

type Period = keyof typeof DAYS;

/** Statistics of the tips of a period: the rate with its parts, and median times to each stage. */
function StatisticsStrip() {
  const { tips: own } = useText();
  const format = useFormat();
  const [period, setPeriod] = useState<Period>('quarter');
  const to = today();
  const from = addDays(to, -DAYS[period] + 1);
  const { data } = useQuery(tipStatisticsQuery({ from, to }));
  const tiles = data === undefined ? [] : tilesOf(data, { own, format });
  return (
    <Section
      title={own.statistics}
      lead={own.statisticsLead({ from: format.date(from), to: format.date(to) })}
      aside={
        <SegmentedControl
          aria-label={own.period}
          size="xs"
          value={period}
          data={(['month', 'quarter', 'year'] as const).map((value) => ({
            value,
            label: own.periods[value],
          }))}
          onChange={(value) => setPeriod(value)}
        />
      }
    >
      <CountTiles tiles={tiles} width={140} />
      <p className={classes.formula}>
        {own.onTimeFormula} {own.medianMore}
      </p>
    </Section>
  );
}

function tilesOf(
  { all, forwarded, stages }: TipStatistics,
  { own, format }: { own: Text['tips']; format: Format },
): CountTile[] {
  return [
    {
      name: own.onTimeRate,
      value: all.rate === null ? own.nothingYet : format.percent(all.rate),
      tone: all.rate === null || all.rate === 1 ? 'good' : 'plain',
    },
    { name: own.closedOnTime, value: format.number(all.onTime, 0), tone: 'plain' },
    { name: own.ownTips, value: format.number(all.own, 0), tone: 'plain' },
    {
      name: own.closedLate,
      value: format.number(all.late, 0),
      tone: all.late > 0 ? 'bad' : 'plain',
    },
    {
      name: own.openOverdue,
      value: format.number(all.openOverdue, 0),
      tone: all.openOverdue > 0 ? 'bad' : 'plain',
    },
    {
      name: own.awaiting,
      value: format.number(all.awaiting, 0),
      tone: 'plain',
    },
    { name: own.forwardedCount, value: format.number(forwarded, 0), tone: 'plain' },
    { name: own.notYetDue, value: format.number(all.notYetDue, 0), tone: 'plain' },
    ...stages.map(({ stage, medianDays }): CountTile => ({
      name: own.medianTo({ stage: own.stage[stage].toLowerCase() }),
      value: medianDays === null ? own.medianOpen : format.days(medianDays),
      tone: 'plain',
    })),
  ];
}
