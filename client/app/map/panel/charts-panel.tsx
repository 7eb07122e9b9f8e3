import { Box, Flex, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { categoriesQuery } from '#client/api/points.ts';
import type { Workspace } from '#client/app/map/use-workspace.ts';
import { TallyChart, type DrawnTally } from '#client/charts/tally-chart.tsx';
import { communeName } from '#client/i18n/commune-name.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { toggled } from '#client/register/filter.ts';
import { pointGroupsQuery, pointTimelineQuery } from '#client/register/queries.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import { Disclosure } from '#client/ui/disclosure.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { StatusShape } from '#client/ui/status-shape.tsx';
import type { PointStatus } from '#server/contract/point.ts';
import { HAPPENINGS, nextBinStart, type Happening } from '#server/contract/timeline.ts';

import classes from './charts-panel.module.css';
import type { ChangeFilter } from './filter-form.tsx';

const STATUS_AFTER: Readonly<Record<Happening, PointStatus>> = {
  listed: 'active',
  eliminated: 'eliminated',
  handed_over: 'handed_over',
  recurrence_confirmed: 'recurring',
};
const MOST_BARS = 12;

/** Charts of what the list shows: events over time, and points by category and by commune. A press on a bar filters. */
export function ChartsPanel({
  workspace,
  onFilter,
}: {
  workspace: Workspace;
  onFilter: ChangeFilter;
}) {
  const text = useText();
  const { listFilter, region, communes } = workspace;
  const groups = useQuery(pointGroupsQuery(listFilter, region));
  const categories = useQuery(categoriesQuery).data;
  const categoryNames = new Map(categories?.items.map(({ code, name }) => [code, name]));
  const communeNames = new Map(communes?.items.map((one) => [one.code, communeName(one, text)]));
  return (
    <Stack className={classes.charts} gap={20} p="sm">
      <OverTime workspace={workspace} />
      <ErrorNotice error={groups.error} onRetry={() => void groups.refetch()} />
      {groups.isPending && <LoadingRows rows={6} />}
      {groups.data !== undefined && (
        <>
          <Bars
            title={text.charts.byCategory}
            groups={groups.data.category}
            names={categoryNames}
            pressed={listFilter.category}
            onPress={(code) => onFilter((newest) => ({ category: toggled(newest.category, code) }))}
          />
          <Bars
            title={text.charts.byCommune}
            groups={groups.data.commune}
            names={communeNames}
            pressed={listFilter.commune}
            onPress={(code) => onFilter((newest) => ({ commune: toggled(newest.commune, code) }))}
          />
          <Box component="p" fz="xs" c="dimmed" mt={4}>
            {text.charts.borderNote}
          </Box>
        </>
      )}
    </Stack>
  );
}

/** Bars that are a table as well: name, number, and the bar behind them. */
function Bars({
  title,
  groups,
  names,
  pressed,
  onPress,
}: {
  title: string;
  groups: readonly { code: string; count: number }[];
  names: ReadonlyMap<string, string>;
  pressed: readonly string[];
  onPress: (code: string) => void;
}) {
  const text = useText();
  const format = useFormat();
  const most = groups[0]?.count ?? 1;
  const others = groups.length - MOST_BARS;
  return (
    <section>
      <h2>{title}</h2>
      <Box component="ul" className={classes.bars} aria-label={title}>
        {groups.slice(0, MOST_BARS).map(({ code, count }) => (
          <li key={code}>
            <button
              type="button"
              aria-pressed={pressed.includes(code)}
              onClick={() => onPress(code)}
            >
              <span className={classes.bar} style={{ width: `${(100 * count) / most}%` }} />
              <span className={classes.name}>{names.get(code) ?? code}</span>
              <strong>{format.number(count, 0)}</strong>
            </button>
          </li>
        ))}
      </Box>
      {others > 0 && (
        <Box component="p" fz="xs" c="dimmed" mt={4}>
          {text.charts.others({ count: format.number(others, 0) })}
        </Box>
      )}
    </section>
  );
}

function OverTime({ workspace: { listFilter, region } }: { workspace: Workspace }) {
  const text = useText();
  const format = useFormat();
  const { data, error, refetch } = useQuery(pointTimelineQuery(listFilter, region));
  const tallies = useMemo(
    () =>
      (data?.bins ?? []).flatMap((bin) =>
        HAPPENINGS.flatMap((kind): DrawnTally[] => {
          if (data === undefined || bin[kind] === 0) return [];
          const status = STATUS_AFTER[kind];
          const until = nextBinStart(bin.from, data.bin);
          const word = text.register.status[status];
          return [{ from: bin.from, until, status, kind: word, count: bin[kind] }];
        }),
      ),
    [data, text],
  );
  const statuses = HAPPENINGS.map((kind) => STATUS_AFTER[kind]);
  return (
    <section>
      <h2>{text.charts.overTime}</h2>
      <ErrorNotice error={error} onRetry={() => void refetch()} />
      <Flex component="ul" className={classes.legend} gap="4px 12px" wrap="wrap" fz="xs" c="dimmed">
        {statuses.map((status) => (
          <li key={status}>
            <StatusShape status={status} size={14} />
            {text.register.status[status]}
          </li>
        ))}
      </Flex>
      <TallyChart label={text.charts.overTime} tallies={tallies} />
      <Disclosure words={text.charts.asTable} forced={false}>
        <DataTable
          label={text.charts.overTime}
          head={[text.charts.from, ...statuses.map((status) => text.register.status[status])]}
        >
          {data?.bins.map((bin) => (
            <tr key={bin.from}>
              <th scope="row">{format.date(bin.from)}</th>
              {HAPPENINGS.map((kind) => (
                <td key={kind}>{format.number(bin[kind], 0)}</td>
              ))}
            </tr>
          ))}
        </DataTable>
      </Disclosure>
    </section>
  );
}
