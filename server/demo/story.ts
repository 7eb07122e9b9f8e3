import * as z from 'zod';

import story from '#data/demo/story.json' with { type: 'json' };
import { RefusalResponse } from '#server/contract/handover.ts';
import { Act, REFUSAL_REASONS } from '#server/contract/life-cycle.ts';
import { CheckResult } from '#server/contract/point.ts';

const Step = z.object({
  /** Days before the day on which the demonstration is made. */
  daysAgo: z.number().int().min(0),
  act: z.enum([
    'propose',
    ...Act.exclude(['reject_suspicion', 'correct', 'undo_merge']).options,
    'confirm_signal',
    'reject_signal',
    'draft_reply',
    'reply',
  ]),
  /** `leaders`: of each commune that was asked; `officer_of`: of the place's own commune. */
  by: z.enum(['analyst', 'coordinator', 'leaders', 'officer_of']),
  documentNumber: z.string().default('MH-000/MH'),
  reason: z.string().optional(),
  way: z.enum(['raid', 'closure', 'conversion', 'voluntary', 'other']).default('other'),
  result: CheckResult.optional(),
  /** A check without a position: the commune alone says so. */
  stated: z.boolean().default(false),
  response: RefusalResponse.optional(),
  into: z.string().optional(),
});
export type Step = z.infer<typeof Step>;

const Place = z.object({
  key: z.string(),
  name: z.string(),
  category: z.string(),
  /** Code of the commune from whose centre the place is measured. */
  commune: z.string(),
  /** Metres east and north of that centre. */
  offsetMetres: z.tuple([z.number(), z.number()]),
  aliases: z.array(z.string()),
  shape: z.enum(['spot', 'line', 'area']).default('spot'),
  lengthMetres: z.number().optional(),
  /** Degrees clockwise from north. */
  bearing: z.number().optional(),
  radiusMetres: z.number().optional(),
  /** Codes of the communes that a long street runs through, by their centres. */
  through: z.array(z.string()).optional(),
  steps: z.array(Step),
});
export type Place = z.infer<typeof Place>;

const Story = z.object({ leaderCommunes: z.array(z.string()), places: z.array(Place) });

export const RefusalReason = z.enum(REFUSAL_REASONS);

/** The invented story of data/demo, checked. */
export function readStory(): z.infer<typeof Story> {
  return Story.parse(story);
}
