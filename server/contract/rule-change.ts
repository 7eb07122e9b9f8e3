import * as z from 'zod';

import { IsoDate } from './time.ts';

/** Rules that decide what a figure counts. */
export const CHANGING_RULES = [
  'check_schedule',
  'tip_rule',
  'signal_parameter',
  'report_periods',
  'plan_targets',
  'populations',
  'boundaries',
] as const;

/** A rule that changed within a period: figures before and after that day are not counted alike. */
export const RuleChange = z
  .object({ rule: z.enum(CHANGING_RULES), from: IsoDate, origin: z.string() })
  .meta({ id: 'RuleChange' });
export type RuleChange = z.infer<typeof RuleChange>;
