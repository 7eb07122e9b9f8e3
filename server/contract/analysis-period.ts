import * as z from 'zod';

import { IsoDate } from './time.ts';

/** Periods that an analysis is asked for most often; all of them end today or before. */
export const PERIOD_PRESETS = [
  'last_year',
  'week',
  'month',
  'quarter',
  'report_month',
  'report_year',
] as const;
export const PeriodPreset = z.enum(PERIOD_PRESETS).meta({ id: 'PeriodPreset' });
export type PeriodPreset = z.infer<typeof PeriodPreset>;

export const AnalysisPeriods = z
  .object({
    items: z.array(z.object({ preset: PeriodPreset, from: IsoDate, to: IsoDate })),
  })
  .meta({ id: 'AnalysisPeriods' });
export type AnalysisPeriods = z.infer<typeof AnalysisPeriods>;
