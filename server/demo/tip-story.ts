import * as z from 'zod';

import story from '#data/demo/tips.json' with { type: 'json' };
import { TipKind } from '#server/contract/tip-kind.ts';
import { TipChannel, TipOutcome, TipStep } from '#server/contract/tip.ts';

const Days = z.number().int().min(0);

const Step = z.object({
  daysAgo: Days,
  /** `transferred`: asked of another commune, and taken by its officer on the same day. */
  step: z.enum([...TipStep.options, 'transferred']),
  kind: TipKind.optional(),
  outcome: TipOutcome.optional(),
  /** The authority that a tip is passed on to. */
  authority: z.string().optional(),
  documentNumber: z.string().nullable().default(null),
  note: z.string().nullable().default(null),
  /** Code of the commune that is asked to take it. */
  to: z.string().optional(),
});

const Told = z.object({
  key: z.string(),
  kind: TipKind,
  channel: TipChannel,
  commune: z.string(),
  /** Metres east and north of the commune's centre; null: only the commune is known. */
  offsetMetres: z.tuple([z.number(), z.number()]).nullable(),
  errorMetres: z.number().nullable(),
  category: z.string().nullable().default(null),
  placeName: z.string().nullable().default(null),
  policeNumber: z.string().nullable().default(null),
  channelNumber: z.string().nullable().default(null),
  daysAgo: Days,
  occurredDaysAgo: Days.optional(),
  by: z.enum(['analyst', 'officer_of']),
  steps: z.array(Step),
});
export type ToldTip = z.infer<typeof Told>;

/** The invented tips of data/demo, checked. */
export function readTipStory(): readonly ToldTip[] {
  return z.array(Told).parse(story.tips);
}

/** Codes of the communes that the tips name. */
export function communesOfTips(): string[] {
  return readTipStory().flatMap(({ commune, steps }) => [
    commune,
    ...steps.flatMap(({ to }) => to ?? []),
  ]);
}
