import * as z from 'zod';

import { BoundingBoxText, LonLat } from './geo.ts';
import { PointStatus } from './point.ts';
import { IsoDate } from './time.ts';

/** What a place is ranked by, each between 0 and 1 before its weight. */
export const CANDIDATE_TERMS = ['due', 'suspicion', 'hazard', 'unseen', 'severity'] as const;
export const CandidateTerm = z.enum(CANDIDATE_TERMS).meta({ id: 'CandidateTerm' });
export type CandidateTerm = z.infer<typeof CandidateTerm>;

const Weight = z.number().min(0).max(10);
export const CandidateWeights = z
  .object({ due: Weight, suspicion: Weight, hazard: Weight, unseen: Weight, severity: Weight })
  .meta({ id: 'CandidateWeights' });
export type CandidateWeights = z.infer<typeof CandidateWeights>;

/** On what the chance of a recurrence rests: counts of closures still watched at that age. */
export const HazardBasis = z
  .object({
    /** Chance of a recurrence within the next 30 days. */
    chance: z.number(),
    /** Closures of the same category and way, and of the whole city, that were watched that long. */
    groupAtRisk: z.number().int(),
    cityAtRisk: z.number().int(),
    /** Share of the stated prior in the figure, from 0 to 1. */
    priorShare: z.number(),
  })
  .meta({ id: 'HazardBasis' });
export type HazardBasis = z.infer<typeof HazardBasis>;

export const Candidate = z
  .object({
    pointId: z.number().int(),
    code: z.string(),
    officialName: z.string(),
    category: z.string(),
    status: PointStatus,
    anchor: LonLat,
    communes: z.array(z.object({ code: z.string(), name: z.string() })),
    /** Weighted mean of the terms, from 0 to 1. */
    score: z.number(),
    terms: z.record(CandidateTerm, z.number()),
    nextCheckOn: IsoDate.nullable(),
    /** Of the latest look, or of the elimination where nobody has looked since. */
    daysUnseen: z.number().int(),
    neverSeen: z.boolean(),
    suspected: z.boolean(),
    recurrences: z.number().int(),
    hazard: HazardBasis,
    /** A stop of a route that is not done yet. */
    onRouteId: z.number().int().nullable(),
  })
  .meta({ id: 'Candidate' });
export type Candidate = z.infer<typeof Candidate>;

export const CandidateQuery = z.object({
  commune: z
    .string()
    .max(1_000)
    .transform((text) => text.split(',').filter((code) => code !== ''))
    .pipe(z.array(z.string().regex(/^\d{5}$/)))
    .optional(),
  bbox: BoundingBoxText.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(200),
});
export type CandidateQuery = z.infer<typeof CandidateQuery>;

export const CandidateList = z
  .object({
    items: z.array(Candidate),
    /** How many could be looked at in all. */
    total: z.number().int(),
    weights: CandidateWeights,
    /** Who says the weights: the setting's origin, or null where the reader has set them. */
    weightsOrigin: z.string().nullable(),
    /** What is taken until there is enough history, and who says so. */
    hazardOrigin: z.string(),
  })
  .meta({ id: 'CandidateList' });
export type CandidateList = z.infer<typeof CandidateList>;
