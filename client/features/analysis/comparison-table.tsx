import { Button } from '@mantine/core';
import { useState } from 'react';

import { communeName } from '#client/i18n/commune-name.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { Section } from '#client/ui/page.tsx';
import { SortableTable, type Column } from '#client/ui/sortable-table.tsx';
import type { ComparedCommune, Comparison } from '#server/contract/comparison.ts';

import classes from './analysis.module.css';
import { isWorthARow, readingOf } from './funnel-words.ts';
import shared from '#client/ui/shared.module.css';
import { looksWords } from './looks-words.ts';

type Columns = readonly Column<ComparedCommune>[];

/** The communes with something to tell, sorted by a press; the others come on demand. */
export function ComparisonTable({
  comparison,
  chosen,
  onOpen,
}: {
  comparison: Comparison;
  chosen?: string | undefined;
  onOpen: (code: string) => void;
}) {
  const { analysis } = useText();
  const format = useFormat();
  const [all, setAll] = useState(false);
  const columns = useColumns(comparison, onOpen);
  const worth = comparison.communes.filter((row) => isWorthARow(row, chosen));
  const leftOut = comparison.communes.length - worth.length;
  return (
    <Section title={analysis.tableTitle} lead={analysis.limitsMore} flush>
      <SortableTable<ComparedCommune>
        label={analysis.tableTitle}
        columns={columns}
        rows={all ? comparison.communes : worth}
        keyOf={({ commune }) => commune.code}
        markOf={({ commune }) => commune.code === chosen}
        first={{ by: 'commune', down: false }}
      />
      {leftOut > 0 && (
        <div className={classes.leftOut}>
          {!all && <p>{analysis.rowsLeftOut({ count: format.number(leftOut) })}</p>}
          <Button variant="default" size="xs" onClick={() => setAll(!all)}>
            {all ? analysis.showFewRows : analysis.showAllRows}
          </Button>
        </div>
      )}
    </Section>
  );
}

function useColumns(comparison: Comparison, onOpen: (code: string) => void): Columns {
  const text = useText();
  const { analysis } = text;
  return [
    {
      key: 'commune',
      title: analysis.columns.commune,
      value: ({ commune }) => commune.name,
      cell: ({ commune }) => (
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => onOpen(commune.code)}
          aria-label={analysis.openCases({ commune: communeName(commune, text) })}
        >
          {communeName(commune, text)}
        </Button>
      ),
    },
    ...useCountColumns(),
    ...useQualityColumns(comparison.measure),
    {
      key: 'verdict',
      title: analysis.columns.verdict,
      value: (row) => `${readingOf(row, analysis)} ${row.verdict.reason}`,
      cell: (row) => (
        <>
          {readingOf(row, analysis)}
          <small className={shared.muted}> · {analysis.reason[row.verdict.reason]}</small>
        </>
      ),
    },
  ];
}

function useCountColumns(): Columns {
  const { analysis } = useText();
  const { columns } = analysis;
  const format = useFormat();
  const number = (
    key: 'observed' | 'expected' | 'ratio' | 'previousObserved',
    title: string,
    digits?: number,
  ): Column<ComparedCommune> => ({
    key,
    title,
    number: true,
    value: (row) => row[key],
    cell: ({ [key]: value }) => (value === null ? analysis.none : format.number(value, digits)),
  });
  return [
    number('observed', columns.observed),
    number('expected', columns.expected),
    {
      key: 'limits',
      title: columns.limits,
      number: true,
      cell: ({ actionLimits }) => actionLimits.map((limit) => format.number(limit)).join('–'),
    },
    number('ratio', columns.ratio, 2),
    number('previousObserved', columns.before),
  ];
}

/** Tells if the counts of a commune can be trusted. */
function useQualityColumns(measure: Comparison['measure']): Columns {
  const { analysis } = useText();
  const format = useFormat();
  const share = (
    key: string,
    title: string,
    value: (row: ComparedCommune) => number | null,
  ): Column<ComparedCommune> => ({
    key,
    title,
    number: true,
    value,
    cell: (row) => {
      const found = value(row);
      return found === null ? analysis.none : format.percent(found, 0);
    },
  });
  const looks: Column<ComparedCommune> = {
    key: 'looks',
    title: analysis.looks,
    number: true,
    value: ({ looks: { seen, stated } }) => (seen + stated === 0 ? null : seen / (seen + stated)),
    cell: (row) => looksWords(row.looks, { analysis }, format),
  };
  const ownTips: Column<ComparedCommune> = {
    key: 'onTime',
    title: analysis.columns.onTime,
    number: true,
    value: ({ onTime }) => onTime?.own ?? null,
    cell: ({ onTime }) =>
      onTime === null
        ? analysis.none
        : analysis.onTimeOf({
            all: format.number(onTime.all, 0),
            own: format.number(onTime.own, 0),
          }),
  };
  const awaiting: Column<ComparedCommune> = {
    key: 'awaiting',
    title: analysis.columns.awaiting,
    number: true,
    value: ({ onTime }) => onTime?.awaiting ?? null,
    cell: ({ onTime }) => (onTime === null ? analysis.none : format.number(onTime.awaiting, 0)),
  };
  const unchecked = ({ checkedShare }: ComparedCommune) =>
    checkedShare === null ? null : 1 - checkedShare;
  return [
    share('completeness', analysis.completeness, ({ completeness }) => completeness),
    ...(measure === 'recurrences'
      ? [share('unchecked', analysis.unchecked, unchecked), looks]
      : []),
    ...(measure === 'late_tips' ? [ownTips, awaiting] : []),
  ];
}
