import * as z from 'zod';

import { AnalysisRun } from './comparison.ts';
import { IsoDate } from './time.ts';

export const SURVIVAL_GROUPINGS = ['all', 'category', 'way', 'commune'] as const;
export const SurvivalGrouping = z.enum(SURVIVAL_GROUPINGS).meta({ id: 'SurvivalGrouping' });
export type SurvivalGrouping = z.infer<typeof SurvivalGrouping>;

/** More curves than this cannot be told apart. */
export const MOST_CURVES = 5;
/** Fewer left than this: the curve says little from here on and is drawn in grey. */
export const FEW_AT_RISK = 10;
export const SURVIVAL_DAYS = [90, 180, 365] as const;

export const SurvivalQuery = z.object({
  by: SurvivalGrouping.default('all'),
  /** Keys of the groups, with commas between; those with the most places when absent. */
  groups: z
    .string()
    .max(400)
    .transform((text) => text.split(',').filter((key) => key !== ''))
    .optional(),
  band: z.enum(['pointwise', 'equal_precision', 'hall_wellner']).default('pointwise'),
});
export type SurvivalQuery = z.infer<typeof SurvivalQuery>;

const Bounds = z.tuple([z.number(), z.number()]);

export const SurvivalCurve = z
  .object({
    key: z.string(),
    /** Name of a commune; the other keys have their words in the catalogue. */
    name: z.string().nullable(),
    closures: z.number().int(),
    recurrences: z.number().int(),
    /** Null while more than half last. */
    medianDays: z.number().nullable(),
    /** Mean days without recurrence within the first 365; null where nobody was watched for that long. */
    restrictedMean: z.number().nullable(),
    /** Points of the curve at fixed days, as far as it is known. */
    at: z.array(
      z.object({
        days: z.number().int(),
        survival: z.number(),
        interval: Bounds.nullable(),
        atRisk: z.number().int(),
      }),
    ),
    steps: z.array(
      z.object({
        days: z.number(),
        survival: z.number(),
        atRisk: z.number().int(),
        /** Interval of the band that was requested; null where it has none. */
        interval: Bounds.nullable(),
      }),
    ),
    /** Last day of unbroken watch: the curve ends there. */
    lastDays: z.number(),
    /** First day of watch after the gap; null without a gap. */
    resumedDays: z.number().nullable(),
    /** Last day with at least ten under watch: later parts of the curve are uncertain. */
    manyUntilDays: z.number(),
  })
  .meta({ id: 'SurvivalCurve' });
export type SurvivalCurve = z.infer<typeof SurvivalCurve>;

export const Survival = z
  .object({
    by: SurvivalGrouping,
    band: z.enum(['pointwise', 'equal_precision', 'hall_wellner']),
    asOf: IsoDate,
    run: AnalysisRun,
    curves: z.array(SurvivalCurve),
    /** The groups that may be chosen, those with the most closures first. */
    groups: z.array(
      z.object({ key: z.string(), name: z.string().nullable(), closures: z.number().int() }),
    ),
    /**
     * The test for a difference between the curves shown. It is stratified by category unless that is the grouping;
     * null where no two curves can be compared.
     */
    test: z
      .object({
        chiSquare: z.number(),
        degreesOfFreedom: z.number().int(),
        p: z.number(),
        /** Permutation where few events were expected, else the χ² distribution. */
        by: z.enum(['chi_square', 'permutation']),
        /** Keys of the compared curves, in sets: curves of different sets were never at risk together. */
        compared: z.array(z.array(z.string())),
      })
      .nullable(),
    /** Each pair of curves, p after Holm. */
    pairs: z.array(z.object({ first: z.string(), second: z.string(), p: z.number() })),
  })
  .meta({ id: 'Survival' });
export type Survival = z.infer<typeof Survival>;
