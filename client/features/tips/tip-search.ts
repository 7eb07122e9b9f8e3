import * as z from 'zod';

import { TipQuery, TipStage } from '#server/contract/tip.ts';
import { Timeliness } from '#server/contract/tip-clock.ts';

/** State of the list in the address. By default: all open tips. */
export const TipSearch = z.object({
  stage: TipStage.optional().catch(undefined),
  clock: Timeliness.optional().catch(undefined),
  /** Code of the one commune that is looked at. */
  commune: TipQuery.shape.commune.catch(undefined),
  q: z.string().max(100).optional().catch(undefined),
});
export type TipSearch = z.infer<typeof TipSearch>;

/** The list's search as the interface takes it. */
export function tipQueryOf({ stage, clock, commune, q }: TipSearch): Record<string, string> {
  return {
    // Whoever looks for something by its number wants it, open or closed.
    ...(stage === undefined && q === undefined ? { state: 'open' } : {}),
    ...(stage === undefined ? {} : { stage }),
    ...(clock === undefined ? {} : { timeliness: clock }),
    ...(commune === undefined ? {} : { commune }),
    ...(q === undefined ? {} : { q }),
  };
}
