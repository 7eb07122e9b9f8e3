import { Box, Stack } from '@mantine/core';
import { useCallback, useMemo } from 'react';

import { FunnelChart } from '#client/charts/funnel-chart.tsx';
import { ShareChart } from '#client/charts/share-chart.tsx';
import { SurvivalChart } from '#client/charts/survival-chart.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import { Notice } from '#client/ui/notice.tsx';
import {
  SEALED_COLUMNS,
  type ReportAnalysis,
  type SealedChart,
  type SealedCell,
} from '#server/contract/report-analysis.ts';

import shared from '#client/ui/shared.module.css';
import classes from './report-analyses.module.css';

type Form = (typeof SEALED_COLUMNS)[keyof typeof SEALED_COLUMNS];

const NOTHING = '–';

/** Words of the cells of sealed analyses, in the reader's language and in the form of their column. */
function useSealedWords() {
  const { sealedAnalyses: own } = useText();
  const format = useFormat();
  const cell = (value: SealedCell, form: Form): string => {
    if (value === null) return NOTHING;
    if (typeof value === 'object') return own.word[value.word];
    if (typeof value === 'string') return form === 'date' ? format.date(value) : value;
    switch (form) {
      case 'share':
        return format.percent(value, 0);
      case 'decimal':
        return format.number(value, 2);
      case 'p':
        return format.number(value, 3);
      case 'count':
      case 'metres':
      case 'text':
      case 'date':
        return format.number(value, 0);
    }
  };
  return { cell };
}

const HASH_SHOWN = 16;

/** One analysis as it was sealed: what is counted and from which data, its chart and its table. */
export function SealedSheet({ item, number }: { item: ReportAnalysis; number: number }) {
  const { sealedAnalyses: own } = useText();
  const format = useFormat();
  const { content } = item;
  const { cell } = useSealedWords();
  const title = own.subject[content.subject];
  return (
    <>
      <Box component="h3" className={classes.title} fz={15} lh="1.375rem">
        {format.number(number, 0)}. {title}
      </Box>
      <Changed item={item} />
      <Facts item={item} />
      {content.chart !== null && (
        <div className={classes.chart}>
          <SealedChartView chart={content.chart} label={own.chart({ title })} />
        </div>
      )}
      <DataTable
        label={title}
        head={content.columns.map((column) => (
          <span
            key={column}
            className={SEALED_COLUMNS[column] === 'text' ? '' : classes.numberHead}
          >
            {own.column[column]}
          </span>
        ))}
      >
        {content.rows.map((row, at) => (
          // The rows of a sealed table keep their order for ever.
          <tr key={at}>
            {content.columns.map((column, place) => (
              <td
                key={column}
                className={SEALED_COLUMNS[column] === 'text' ? undefined : classes.number}
              >
                {cell(row[place] ?? null, SEALED_COLUMNS[column])}
              </td>
            ))}
          </tr>
        ))}
      </DataTable>
      {content.rowsLeftOut > 0 && (
        <p className={shared.note}>
          {own.leftOut({ count: format.number(content.rowsLeftOut, 0) })}
        </p>
      )}
    </>
  );
}

function Facts({ item: { content, hash, putBy, putAt } }: { item: ReportAnalysis }) {
  const { sealedAnalyses: own } = useText();
  const format = useFormat();
  const { cell } = useSealedWords();
  const counts = content.n.map(
    ({ what, count }) => `${format.number(count, 0)} ${own.counted[what]}`,
  );
  const days =
    content.from === null
      ? own.upTo({ to: format.date(content.to) })
      : own.span({ from: format.date(content.from), to: format.date(content.to) });
  const parameters = content.parameters.map(
    ({ word, value }) => `${own.word[word]}: ${cell(value, 'text')}`,
  );
  const cutOff = own.cutOff({
    version: format.number(content.definitions, 0),
    time: content.dataCutOff === null ? own.noData : format.dateTime(content.dataCutOff),
  });
  return (
    <Stack className={`${classes.facts} ${shared.wrap}`} gap={4} maw="84ch">
      <p>{content.definition}</p>
      <p>
        <strong>{own.counts({ counts: counts.join('; ') })}</strong>
        {` · ${[days, ...parameters].join(' · ')}`}
      </p>
      <p className={shared.note}>{cutOff}</p>
      <p className={shared.note}>
        {own.putBy({
          name: putBy,
          time: format.dateTime(putAt),
          hash: hash.slice(0, HASH_SHOWN),
        })}
      </p>
    </Stack>
  );
}

/** Notice in a draft that the register says something else by now. */
function Changed({ item: { content, now } }: { item: ReportAnalysis }) {
  const { sealedAnalyses: own } = useText();
  const format = useFormat();
  if (now === null || now.same) return null;
  const before = content.n[0]?.count ?? 0;
  const difference = now.count - before;
  const sign = difference > 0 ? '+' : '';
  return (
    <div className="screen-only">
      <Notice
        title={
          difference === 0
            ? own.changedSame({ count: format.number(before, 0) })
            : own.changed({
                before: format.number(before, 0),
                after: format.number(now.count, 0),
                difference: `${sign}${format.number(difference, 0)}`,
              })
        }
      >
        <p>{own.changedMore}</p>
      </Notice>
    </div>
  );
}

type Of<Type extends SealedChart['type']> = Extract<SealedChart, { type: Type }>;

/** The chart of a sealed analysis, drawn again from its data as its page draws it. */
function SealedChartView({ chart, label }: { chart: SealedChart; label: string }) {
  switch (chart.type) {
    case 'funnel':
      return <Funnel chart={chart} label={label} />;
    case 'curves':
      return <Curves chart={chart} label={label} />;
    case 'shares':
      return <Shares chart={chart} label={label} />;
  }
}

function Funnel({ chart, label }: { chart: Of<'funnel'>; label: string }) {
  const { analysis, sealedAnalyses: own } = useText();
  const format = useFormat();
  const number = useCallback((value: number) => format.number(value), [format]);
  const units = useMemo(
    () =>
      chart.dots.map((dot, at) => ({
        ...dot,
        key: String(at),
        said: `${dot.name}: ${analysis.axisExpected} ${format.number(dot.expected)}, ${analysis.axisRatio} ${format.number(dot.ratio, 2)}. ${own.word[dot.side]}`,
      })),
    [chart, analysis, own, format],
  );
  const words = useMemo(
    () => ({
      expected: analysis.axisExpected,
      ratio: analysis.axisRatio,
      warning: analysis.limitWarning,
      action: analysis.limitAction,
    }),
    [analysis],
  );
  return (
    <FunnelChart label={label} units={units} limits={chart.limits} words={words} number={number} />
  );
}

function Curves({ chart, label }: { chart: Of<'curves'>; label: string }) {
  const { analysis } = useText();
  const format = useFormat();
  const { cell } = useSealedWords();
  const number = useCallback((value: number) => format.number(value), [format]);
  const percent = useCallback((share: number) => format.percent(share, 0), [format]);
  const words = useMemo(() => ({ days: analysis.axisDays, quiet: analysis.axisQuiet }), [analysis]);
  const curves = chart.curves.map((curve, at) => ({
    ...curve,
    key: String(at),
    name: cell(curve.name, 'text'),
  }));
  return (
    <SurvivalChart label={label} curves={curves} words={words} percent={percent} number={number} />
  );
}

function Shares({ chart, label }: { chart: Of<'shares'>; label: string }) {
  const format = useFormat();
  const percent = useCallback((share: number) => format.percent(share, 0), [format]);
  return <ShareChart label={label} shares={chart.shares} percent={percent} />;
}
