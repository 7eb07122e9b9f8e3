import { communeName } from '#client/i18n/commune-name.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { SortableTable } from '#client/ui/sortable-table.tsx';
import type { ComparedCommune, Comparison } from '#server/contract/comparison.ts';

import { isWorthARow, tellingInterval } from './funnel-words.ts';
import { rateNumber, rateUnit } from './rate-words.ts';

/** Exposure, rates, intervals and change by commune, for whoever wants to check the comparison. */
export function FiguresTable({ comparison }: { comparison: Comparison }) {
  const text = useText();
  const { analysis } = text;
  const format = useFormat();
  const unit = comparison.exposureUnit;
  const interval = (row: ComparedCommune) =>
    tellingInterval(row)
      ?.map((bound) => rateNumber(bound, unit, format))
      .join('–') ?? analysis.none;
  return (
    <SortableTable<ComparedCommune>
      label={analysis.figuresTitle}
      rows={comparison.communes.filter((row) => isWorthARow(row))}
      keyOf={({ commune }) => commune.code}
      first={{ by: 'commune', down: false }}
      columns={[
        {
          key: 'commune',
          title: analysis.columns.commune,
          value: ({ commune }) => commune.name,
          cell: ({ commune }) => communeName(commune, text),
        },
        {
          key: 'exposure',
          title: analysis.columns.exposure[unit],
          number: true,
          value: ({ exposure }) => exposure,
          cell: ({ exposure }) => format.number(exposure, 0),
        },
        {
          key: 'smoothed',
          title: `${analysis.smoothed} (${rateUnit(unit, text)})`,
          number: true,
          value: ({ smoothedRate }) => smoothedRate,
          cell: ({ smoothedRate }) => rateNumber(smoothedRate, unit, format),
        },
        { key: 'interval', title: analysis.interval, number: true, cell: interval },
        {
          key: 'change',
          title: analysis.columns.change,
          number: true,
          value: ({ changeZ }) => changeZ,
          cell: ({ changeZ }) => format.number(changeZ, 1),
        },
      ]}
    />
  );
}
