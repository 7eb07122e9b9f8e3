import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { today } from '#client/i18n/today.ts';
import type { Format } from '#client/i18n/format.ts';
import { useFormat, useText, type Text } from '#client/i18n/use-text.ts';
import { CountTiles, type CountTile } from '#client/ui/count-tiles.tsx';
import { Section } from '#client/ui/page.tsx';
import { addDays } from '#server/contract/time.ts';
import type { TipStatistics } from '#server/contract/tip-statistics.ts';

import { tipStatisticsQuery } from './queries.ts';
import classes from './tips.module.css';

const DAYS = { month: 30, quarter: 90, year: 365 } as const;
type Period = keyof typeof DAYS;

/** Statistics of the tips of a period: the rate with its parts, and median times to each stage. */
export function StatisticsStrip() {
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
