import { Button } from '@mantine/core';
import { useMemo } from 'react';

import { communeName } from '#client/i18n/commune-name.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import { Section } from '#client/ui/page.tsx';
import type { ComparedCommune, Comparison } from '#server/contract/comparison.ts';

import classes from './analysis.module.css';
import { readingOf } from './funnel-words.ts';
import { rateNumber, rateUnit } from './rate-words.ts';

/** Every commune by name, never by rank: the order of those within the range of chance means nothing. */
export function ComparisonTable({
  comparison,
  onOpen,
}: {
  comparison: Comparison;
  onOpen: (code: string) => void;
}) {
  const text = useText();
  const { analysis } = text;
  const { columns } = analysis;
  const format = useFormat();
  const rows = useMemo(
    () =>
      comparison.communes.toSorted((a, b) => a.commune.name.localeCompare(b.commune.name, 'vi')),
    [comparison],
  );
  const share = (value: number | null) =>
    value === null ? analysis.none : format.percent(value, 0);
  const unit = comparison.exposureUnit;
  const interval = ({ interval: bounds }: ComparedCommune) =>
    bounds === null
      ? analysis.none
      : bounds.map((bound) => rateNumber(bound, unit, format)).join('–');
  return (
    <Section title={analysis.tableTitle} lead={analysis.changeMore} flush>
      <DataTable
        label={analysis.tableTitle}
        head={[
          columns.commune,
          columns.observed,
          columns.expected,
          columns.limits,
          columns.ratio,
          columns.exposure[unit],
          `${analysis.smoothed} (${rateUnit(unit, text)})`,
          analysis.interval,
          columns.change,
          analysis.completeness,
          ...(comparison.measure === 'recurrences' ? [analysis.unchecked] : []),
          columns.verdict,
        ]}
      >
        {rows.map((row) => (
          <tr key={row.commune.code}>
            <td>
              <Button
                variant="subtle"
                size="compact-sm"
                onClick={() => onOpen(row.commune.code)}
                aria-label={analysis.openCases({ commune: communeName(row.commune, text) })}
              >
                {communeName(row.commune, text)}
              </Button>
            </td>
            <td className={classes.number}>{format.number(row.observed)}</td>
            <td className={classes.number}>{format.number(row.expected)}</td>
            <td className={classes.number}>{row.actionLimits.join('–')}</td>
            <td className={classes.number}>
              {row.ratio === null ? analysis.none : format.number(row.ratio, 2)}
            </td>
            <td className={classes.number}>{format.number(row.exposure, 0)}</td>
            <td className={classes.number}>{rateNumber(row.smoothedRate, unit, format)}</td>
            <td className={classes.number}>{interval(row)}</td>
            <td className={classes.number}>{format.number(row.changeZ, 1)}</td>
            <td className={classes.number}>{share(row.completeness)}</td>
            {comparison.measure === 'recurrences' && (
              <td className={classes.number}>
                {share(row.checkedShare === null ? null : 1 - row.checkedShare)}
              </td>
            )}
            <td className={classes.reading}>
              {readingOf(row, analysis)}
              <br />
              <small className={classes.quiet}>{analysis.reason[row.verdict.reason]}</small>
            </td>
          </tr>
        ))}
      </DataTable>
    </Section>
  );
}
