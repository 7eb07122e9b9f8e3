import * as z from 'zod';

import story from '#data/demo/signals.json' with { type: 'json' };
import { TipChannel } from '#server/contract/tip.ts';

const Days = z.number().int().min(0);

const Told = z.object({
  /** Key of the closed place in the story that it speaks of, or nearly does. */
  place: z.string(),
  /** Metres east and north of the place. */
  offsetMetres: z.tuple([z.number(), z.number()]),
  errorMetres: z.number(),
  category: z.string().nullable(),
  channel: TipChannel,
  channelNumber: z.string(),
  daysAgo: Days,
  occurredDaysAgo: Days,
  afterwards: z.array(
    z.object({
      daysAgo: Days,
      act: z.enum(['reject', 'undo', 'appeal']),
      reason: z.string().optional(),
    }),
  ),
});
export type ToldSignal = z.infer<typeof Told>;

/** The invented signals of data/demo, checked. */
export function readSignalStory(): readonly ToldSignal[] {
  return z.array(Told).parse(story.signals);
}
