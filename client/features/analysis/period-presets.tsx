import { useQuery } from '@tanstack/react-query';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import { ChipRow } from '#client/ui/chip-row.tsx';
import type { Period } from '#server/contract/comparison.ts';
import type { IsoDate } from '#server/contract/time.ts';

import classes from './analysis.module.css';
import shared from '#client/ui/shared.module.css';
import { periodsQuery } from './queries.ts';

/** Periods with one press: weeks, months, quarters and the periods by which reports are made. */
export function PeriodPresets({
  chosen,
  onChoose,
}: {
  chosen: { from?: IsoDate | undefined; to?: IsoDate | undefined };
  onChoose: (period: Period) => void;
}) {
  const { analysis } = useText();
  const format = useFormat();
  const periods = useQuery(periodsQuery).data?.items ?? [];
  const found = periods.find(({ from, to }) => from === chosen.from && to === chosen.to);
  return (
    <div className={classes.presets}>
      <ChipRow
        label={analysis.presets}
        chips={periods.map(({ preset, from, to }) => ({
          key: preset,
          label: analysis.preset[preset],
          pressed: preset === found?.preset,
          onPress: () => onChoose({ from, to }),
        }))}
      />
      <p className={shared.muted}>
        {chosen.from !== undefined &&
          chosen.to !== undefined &&
          analysis.span({ from: format.date(chosen.from), to: format.date(chosen.to) })}
      </p>
    </div>
  );
}
