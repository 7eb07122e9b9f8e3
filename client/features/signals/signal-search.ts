import * as z from 'zod';

import { SIGNAL_ORDERS, SignalState } from '#server/contract/signal.ts';

/** State of the inbox in the address. By default: signals that wait for a decision. */
export const SignalSearch = z.object({
  state: SignalState.optional().catch(undefined),
  /** Only those with an objection that nobody has answered. */
  appealed: z.literal(true).optional().catch(undefined),
  order: z.enum(SIGNAL_ORDERS).optional().catch(undefined),
  /** The signal that is open. */
  id: z.number().int().positive().optional().catch(undefined),
});
export type SignalSearch = z.infer<typeof SignalSearch>;

/** The inbox's search as the interface takes it. */
export function signalQueryOf({
  state,
  appealed,
  order = 'newest',
}: SignalSearch): Record<string, string> {
  if (appealed === true) return { appealed: 'true', order };
  return { state: state ?? 'suspected', order };
}
