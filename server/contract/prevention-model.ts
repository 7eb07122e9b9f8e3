import * as z from 'zod';

import { CommuneCode, CommuneType } from './commune.ts';
import { IsoDate, IsoInstant } from './time.ts';

/** The seven contents of the commune-level prevention model, in the order of its papers. */
export const PREVENTION_CONTENTS = [1, 2, 3, 4, 5, 6, 7] as const;
const Content = z.number().int().min(1).max(7);

/**
 * State of a content in a commune: running or not, since when and by which document. Counts of businesses, never
 * of persons.
 */
export const PreventionContent = z.object({
  content: Content,
  runs: z.boolean(),
  effectiveOn: IsoDate,
  documentNumber: z.string(),
  businesses: z.number().int().nullable(),
  writtenAt: IsoInstant,
});
export type PreventionContent = z.infer<typeof PreventionContent>;

export const PreventionModel = z
  .object({
    asOf: IsoDate,
    /** The communes within reach; those that run something first. */
    communes: z.array(
      z.object({
        commune: z.object({ code: z.string(), name: z.string(), type: CommuneType }),
        contents: z.array(PreventionContent),
      }),
    ),
    /** In how many of them at least one content runs. */
    running: z.number().int(),
    /** Number of communes that run each content, in the order of the contents. */
    byContent: z.array(z.number().int()).length(7),
  })
  .meta({ id: 'PreventionModel' });
export type PreventionModel = z.infer<typeof PreventionModel>;

export const RecordContentBody = z
  .object({
    commune: CommuneCode,
    content: Content,
    runs: z.boolean(),
    effectiveOn: IsoDate,
    documentNumber: z.string().trim().normalize('NFC').min(2).max(60),
    /** Contents 3 and 4 alone: how many businesses are listed or classified. */
    businesses: z.number().int().min(0).max(100_000).nullable(),
  })
  .meta({ id: 'RecordContent' });
export type RecordContent = z.infer<typeof RecordContentBody>;
