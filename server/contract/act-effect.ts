import * as z from 'zod';

import { PointStatus } from './point.ts';
import { IsoDate } from './time.ts';

const ids = z.array(z.number().int());
const effect = <const Kind extends string, Shape extends z.ZodRawShape>(kind: Kind, shape: Shape) =>
  z.object({ kind: z.literal(kind), ...shape });
const ofParts = { handoverIds: ids, communeIds: ids };

/**
 * One thing that follows from an act or from its annulment. The preview names it and the recording carries it out, out
 * of the same list.
 */
export const ActEffect = z
  .discriminatedUnion('kind', [
    effect('status', { from: PointStatus, to: PointStatus, cycle: z.number().int() }),
    effect('cycle_opened', { cycle: z.number().int() }),
    effect('cycle_removed', { cycle: z.number().int() }),
    effect('closure_removed', { cycle: z.number().int() }),
    effect('handed_over_removed', { cycle: z.number().int() }),
    /** Parts that wait fall away, because their cycle or the listing ends. */
    effect('handover_cancelled', {
      ...ofParts,
      /** Number of the proposal; null where it has none, and in records of before it was named. */
      documentNumber: z.string().nullable().default(null),
    }),
    /** Communes are asked to take the place over. */
    effect('handover_asked', { communeIds: ids }),
    /** Parts that wait are taken back by the side that proposed them; they stay to be read. */
    effect('handover_withdrawn', ofParts),
    /** Parts wait for their answer again; `dueOn` is the latest day for it. */
    effect('handover_back', { ...ofParts, dueOn: IsoDate.nullable() }),
    effect('handover_removed', ofParts),
    /** Parts stay without effect: the place lies in other communes by now. */
    effect('handover_not_back', ofParts),
    /** The place was handed over to communes in which it does not lie any more: it is the city's again. */
    effect('handover_taken_back', { cycle: z.number().int() }),
    effect('response_removed', ofParts),
    effect('check_removed', { eventId: z.number().int() }),
    effect('suspicion_removed', { signalId: z.number().int() }),
    /** Suspicions of the matching here are matched anew: the closure that they spoke of is gone. */
    effect('suspicion_matched_anew', { signalId: z.number().int() }),
    effect('suspicion_back', { signalId: z.number().int() }),
    effect('reply_asked', { cycle: z.number().int() }),
    effect('reply_no_longer_asked', { cycle: z.number().int(), dueOn: IsoDate }),
    effect('merge_removed', {}),
    effect('place_removed', {}),
  ])
  .meta({ id: 'ActEffect' });
export type ActEffect = z.infer<typeof ActEffect>;
