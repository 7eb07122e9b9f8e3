import * as z from 'zod';

import { Commune } from './commune.ts';
import { Role } from './role.ts';
import { IsoDate } from './time.ts';

/** A commune with the days on which it came and ended: codes and names were used again in 2025. */
export const DatedCommune = Commune.pick({
  id: true,
  code: true,
  validFrom: true,
  validTo: true,
  name: true,
  type: true,
}).meta({ id: 'DatedCommune' });
export type DatedCommune = z.infer<typeof DatedCommune>;

/**
 * Reason why a recurrence is attributed as it is. `received`: the communes had accepted the hand-over.
 * `successor_received`: so had the communes that follow them. `successor_by_area`: the communes that had accepted it
 * were no more, and those that follow them had not accepted it. `not_received`: no hand-over was complete, so it is
 * no commune's.
 */
export const ATTRIBUTION_BASES = [
  'received',
  'successor_received',
  'successor_by_area',
  'not_received',
] as const;
export const AttributionBasis = z.enum(ATTRIBUTION_BASES);
export type AttributionBasis = z.infer<typeof AttributionBasis>;

/** Facts that a reader of an attribution must know; each has its sentence. */
export const ATTRIBUTION_NOTES = [
  /** The place itself lies in several communes. */
  'crosses_border',
  /** Another commune begins within the matching radius. */
  'border_inside_radius',
  /** The position is so near to a border, or the areas are so rough, that the commune is not certain. */
  'commune_uncertain',
  /** A person chose the commune that leads. */
  'lead_chosen',
  /** A commune that it is attributed to has ended since. */
  'ended_since',
  /** The hand-over had been refused. */
  'refused_before',
  /** The hand-over still waited for an answer. */
  'still_pending',
] as const;
export const AttributionNote = z.enum(ATTRIBUTION_NOTES);
export type AttributionNote = z.infer<typeof AttributionNote>;

/** The office that acted; never a person. `system`: taken over from older records. */
export const ActingOffice = z
  .object({ role: z.union([Role, z.literal('system')]), commune: DatedCommune.nullable() })
  .meta({ id: 'ActingOffice' });
export type ActingOffice = z.infer<typeof ActingOffice>;

export const ATTRIBUTION_STEPS = [
  'eliminated',
  'handover_proposed',
  'handover_confirmed',
  'handover_refused',
  'handover_recorded',
  'handover_withdrawn',
  'handover_cancelled',
  'successor_asked',
  'checked',
  'recurred',
  'reply_asked',
  'reply_filed',
  'signal_appealed',
  'appeal_answered',
  /** An act of this thread was declared mistaken: it counts no more, and only this says that it was there. */
  'annulled',
] as const;

/** One link of the thread: which office did what, on which day, by which document. */
export const AttributionStep = z
  .object({
    kind: z.enum(ATTRIBUTION_STEPS),
    on: IsoDate,
    office: ActingOffice.nullable(),
    documentNumbers: z.array(z.string()),
    /** Way of elimination, reason of a refusal, result of a check, answer to an objection, kind of an annulled act: a code. */
    detail: z.string().nullable(),
    /** Last day for an answer or a reply; null where there is none. */
    dueOn: IsoDate.nullable(),
  })
  .meta({ id: 'AttributionStep' });
export type AttributionStep = z.infer<typeof AttributionStep>;

/** Answer to who is responsible for one recurrence, and why. */
export const Attribution = z
  .object({
    /** Number of the cycle that the recurrence opened. */
    cycle: z.number().int(),
    /** 1 for the first recurrence of the place. */
    number: z.number().int(),
    eliminatedOn: IsoDate.nullable(),
    recurredOn: IsoDate,
    basis: AttributionBasis,
    /** The communes it is attributed to as of that day, the lead first; empty where none had received the place. */
    owners: z.array(DatedCommune),
    /** The office that had eliminated the place; null where older records do not say. */
    eliminatedBy: ActingOffice.nullable(),
    /** The commune that answers for the place today. */
    answersNow: DatedCommune.nullable(),
    notes: z.array(AttributionNote),
    /** Radius of matching on that day, metres, with the error of the position in it. */
    radiusMetres: z.number(),
    /** Communes that it is not attributed to although their area begins within the radius. */
    neighbours: z.array(z.object({ commune: DatedCommune, metres: z.number() })),
    /** Oldest first. */
    steps: z.array(AttributionStep),
  })
  .meta({ id: 'Attribution' });
export type Attribution = z.infer<typeof Attribution>;

export const AttributionLedger = z
  .object({
    point: z.object({
      id: z.number().int(),
      code: z.string(),
      name: z.string(),
      category: z.string(),
    }),
    /** The latest recurrence first. */
    items: z.array(Attribution),
    today: IsoDate,
  })
  .meta({ id: 'AttributionLedger' });
export type AttributionLedger = z.infer<typeof AttributionLedger>;
