import * as z from 'zod';

import { InspectionNeed } from '#server/contract/inspection-object.ts';

/** Address state of the screen: the view, the filter, and the chosen business. */
export const ObjectSearch = z.object({
  view: z.literal('quotas').optional().catch(undefined),
  q: z.string().max(100).optional().catch(undefined),
  state: z.enum(['open', 'closed']).optional().catch(undefined),
  category: z.string().max(10).optional().catch(undefined),
  commune: z.number().int().optional().catch(undefined),
  need: InspectionNeed.optional().catch(undefined),
  object: z.number().int().optional().catch(undefined),
});
export type ObjectSearch = z.infer<typeof ObjectSearch>;
