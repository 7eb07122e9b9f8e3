import { useQuery, useQueryClient } from '@tanstack/react-query';

import { useCan } from '#client/api/me.ts';
import { reportsQuery } from '#client/api/reports.ts';
import { today } from '#client/i18n/today.ts';
import type { Filter } from '#client/register/filter.ts';
import {
  daysOfPreset,
  PERIOD_PRESETS,
  type PeriodPreset,
} from '#client/register/period-presets.ts';

/**
 * Periods of one press for a filter. The rules of the reporting months are fetched when a period that needs them is
 * pressed for the first time; who may read no reports has calendar months.
 */
export function usePeriods(filter: Filter, onDays: (change: Partial<Filter>) => void) {
  const client = useQueryClient();
  const mayReadReports = useCan('reports:read');
  const rules = useQuery({ ...reportsQuery, enabled: false }).data?.rules ?? [];
  const until = filter.asOf ?? today();
  const shown = PERIOD_PRESETS.filter((preset) => preset !== 'reporting' || mayReadReports);
  const isChosen = (preset: PeriodPreset) => {
    const { from, to } = daysOfPreset(preset, until, rules);
    return filter.from === from && filter.to === to;
  };
  const choose = async (preset: PeriodPreset) => {
    if (isChosen(preset)) {
      onDays({ from: null, to: null, happened: [] });
      return;
    }
    const needsRules = preset === 'planYear' || preset === 'reporting';
    const known =
      needsRules && mayReadReports ? (await client.ensureQueryData(reportsQuery)).rules : rules;
    onDays(daysOfPreset(preset, until, known));
  };
  // Two presets may have the same days: the first of them stands for both.
  const chosen = shown.find(isChosen) ?? null;
  return { presets: shown, chosen, choose };
}
