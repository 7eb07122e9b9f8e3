import * as z from 'zod';

import { ActEffect } from './act-effect.ts';
import { ReasonText } from './life-cycle-text.ts';
import { EventKind, EVENTS_UNTIL_HANDED_OVER } from './point.ts';
import { IsoDate, IsoInstant } from './time.ts';

/**
 * The events that are acts of a person, and can be declared mistaken. What the system recorded, or what followed from
 * another act, is mended there.
 */
export const ANNULLABLE = [
  ...EVENTS_UNTIL_HANDED_OVER,
  'checked',
  'suspicion_rejected',
  'recurrence_confirmed',
  'delisted',
  'merged',
] as const satisfies readonly EventKind[];

/** Declares one act mistaken. Another person than the one who did it gives the document that this rests on. */
export const AnnulBody = z
  .object({
    /** The version of the point that the writer saw. */
    version: z.number().int().min(0),
    reason: ReasonText,
    documentNumber: z.string().trim().normalize('NFC').min(1).max(100).nullable().default(null),
  })
  .meta({ id: 'Annul' });
export type AnnulBody = z.infer<typeof AnnulBody>;

/** An act that stands on the one that is to be annulled. */
export const StandingAct = z.object({
  eventId: z.number().int().nullable(),
  /** An event; `replied`: the commune has written about the cycle; `new_point`: a place was proposed out of it. */
  kind: z.union([EventKind, z.enum(['replied', 'new_point'])]),
  effectiveOn: IsoDate.nullable(),
  actorName: z.string().nullable(),
  /** Code of the place that was proposed. */
  code: z.string().nullable(),
});
export type StandingAct = z.infer<typeof StandingAct>;

/** All that follows from the annulment of an act, before anybody decides on it. */
export const AnnulmentPreview = z
  .object({
    eventId: z.number().int(),
    version: z.number().int(),
    /** Code why the reader may not annul it now; null when they may. */
    why: z.string().nullable(),
    /** Later acts that stand on it, the latest first; these are annulled before. */
    standing: z.array(StandingAct),
    effects: z.array(ActEffect),
    needsDocument: z.boolean(),
    /** True where the reader proposes it and another person confirms it. */
    takesTwo: z.boolean(),
    /** End of the time in which the reader may take an own act back; null for the act of another person. */
    ownUntil: IsoInstant.nullable(),
  })
  .meta({ id: 'AnnulmentPreview' });
export type AnnulmentPreview = z.infer<typeof AnnulmentPreview>;
