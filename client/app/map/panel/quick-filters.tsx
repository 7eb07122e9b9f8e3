import { useQuery } from '@tanstack/react-query';

import { categoriesQuery } from '#client/api/points.ts';
import type { View } from '#client/app/map/use-view.ts';
import { useText } from '#client/i18n/use-text.ts';
import { hasPeriod, toggled, type Filter } from '#client/register/filter.ts';
import { PERIOD_EVENTS } from '#server/contract/point.ts';

import { ChipRow } from '#client/ui/chip-row.tsx';
import { usePeriods } from './use-periods.ts';

type QuickProps = { filter: Filter; onChange: View['setFilter'] };

/** Category and period above the list, each by one press; kinds of events once there is a period. */
export function QuickFilters({
  filter,
  onChange,
  onOwnDates,
}: QuickProps & { onOwnDates: () => void }) {
  return (
    <>
      <CategoryRow filter={filter} onChange={onChange} />
      <PeriodRow filter={filter} onChange={onChange} onOwnDates={onOwnDates} />
      {hasPeriod(filter) && <HappenedRow filter={filter} onChange={onChange} />}
    </>
  );
}

function CategoryRow({ filter, onChange }: QuickProps) {
  const { periods: own } = useText();
  const categories = useQuery(categoriesQuery).data?.items ?? [];
  return (
    <ChipRow
      label={own.category}
      chips={categories.map(({ code, name }) => ({
        key: code,
        label: name,
        pressed: filter.category.includes(code),
        onPress: () => onChange((newest) => ({ category: toggled(newest.category, code) })),
      }))}
    />
  );
}

function PeriodRow({ filter, onChange, onOwnDates }: QuickProps & { onOwnDates: () => void }) {
  const { periods: own } = useText();
  const { presets, chosen, choose } = usePeriods(filter, onChange);
  return (
    <ChipRow
      label={own.period}
      chips={[
        ...presets.map((preset) => ({
          key: preset,
          label: own.presets[preset],
          pressed: preset === chosen,
          onPress: () => void choose(preset),
        })),
        {
          key: 'own',
          label: own.own,
          pressed: chosen === null && (filter.from !== null || filter.to !== null),
          onPress: onOwnDates,
        },
      ]}
    />
  );
}

/** Kinds of events that the period is asked for; none: all of them. */
export function HappenedRow({ filter, onChange }: QuickProps) {
  const { periods: own } = useText();
  return (
    <ChipRow
      label={own.kinds}
      chips={PERIOD_EVENTS.map((kind) => ({
        key: kind,
        label: own.happened[kind],
        pressed: filter.happened.includes(kind),
        onPress: () => onChange((newest) => ({ happened: toggled(newest.happened, kind) })),
      }))}
    />
  );
}
