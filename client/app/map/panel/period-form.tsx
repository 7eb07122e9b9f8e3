import { Button } from '@mantine/core';

import type { View } from '#client/app/map/use-view.ts';
import { today } from '#client/i18n/today.ts';
import { useLanguage, useText } from '#client/i18n/use-text.ts';
import { hasPeriod, type Filter } from '#client/register/filter.ts';
import { DateField } from '#client/ui/date-field.tsx';
import type { IsoDate } from '#server/contract/time.ts';

import { ChipRow } from '#client/ui/chip-row.tsx';
import classes from './period-form.module.css';
import { HappenedRow } from './quick-filters.tsx';
import { usePeriods } from './use-periods.ts';

const EARLIEST: IsoDate = '1990-01-01';

/** Period filter: kinds of events, ready periods, own dates. */
export function PeriodForm({ filter, onChange }: { filter: Filter; onChange: View['setFilter'] }) {
  const { periods: own } = useText();
  const { language } = useLanguage();
  const { presets, chosen, choose } = usePeriods(filter, onChange);
  const now = today();
  const shared = { locale: language, firstDayOfWeek: 1, clearable: true, size: 'xs' } as const;
  return (
    <section className={classes.period}>
      <h2>{own.title}</h2>
      <HappenedRow filter={filter} onChange={onChange} />
      <ChipRow
        label={own.period}
        chips={presets.map((preset) => ({
          key: preset,
          label: own.presets[preset],
          pressed: preset === chosen,
          onPress: () => void choose(preset),
        }))}
      />
      <div className={classes.days}>
        <DateField
          {...shared}
          label={own.from}
          value={filter.from}
          minDate={EARLIEST}
          maxDate={filter.to ?? now}
          onChange={(from) => onChange({ from })}
        />
        <DateField
          {...shared}
          label={own.to}
          value={filter.to}
          minDate={filter.from ?? EARLIEST}
          maxDate={now}
          onChange={(to) => onChange({ to })}
        />
        <Button
          size="xs"
          variant="default"
          disabled={!hasPeriod(filter)}
          onClick={() => onChange({ happened: [], from: null, to: null })}
        >
          {own.clear}
        </Button>
      </div>
      <p className={classes.meaning}>{own.meaning}</p>
    </section>
  );
}
