import * as z from 'zod';

import { CommuneCode } from './commune.ts';
import { BoundingBoxText, LonLat } from './geo.ts';
import { PointStatus } from './point.ts';
import { IsoDate } from './time.ts';

/** Terms of the rank of a closed point, each between 0 and 1 before its weight. */
export const POINT_TERMS = ['due', 'suspicion', 'hazard', 'unseen', 'severity'] as const;
/** Terms of the rank of a business: no visit yet this year, findings to see again, its commune's quota. */
export const BUSINESS_TERMS = ['not_inspected', 'reinspection', 'quota'] as const;
export const CANDIDATE_TERMS = [...POINT_TERMS, ...BUSINESS_TERMS] as const;
export const CandidateTerm = z.enum(CANDIDATE_TERMS).meta({ id: 'CandidateTerm' });
export type CandidateTerm = z.infer<typeof CandidateTerm>;
const Term = z.number().optional();
/** Those of its own kind; what is not there does not apply to it. */
export const CandidateTerms = z
  .object({
    due: Term,
    suspicion: Term,
    hazard: Term,
    unseen: Term,
    severity: Term,
    not_inspected: Term,
    reinspection: Term,
    quota: Term,
  })
  .meta({ id: 'CandidateTerms' });
export type CandidateTerms = z.infer<typeof CandidateTerms>;

export const CANDIDATE_KINDS = ['point', 'business'] as const;
export const CandidateKind = z.enum(CANDIDATE_KINDS).meta({ id: 'CandidateKind' });
export type CandidateKind = z.infer<typeof CandidateKind>;

const Weight = z.number().min(0).max(10);
export const PointWeights = z.object({
  due: Weight,
  suspicion: Weight,
  hazard: Weight,
  unseen: Weight,
  severity: Weight,
});
export const BusinessWeights = z.object({
  not_inspected: Weight,
  reinspection: Weight,
  quota: Weight,
});
export const CandidateWeights = z
  .object({ ...PointWeights.shape, ...BusinessWeights.shape })
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

export const RouteName = z.object({
  routeId: z.number().int(),
  title: z.string(),
  onDate: IsoDate,
});
export type RouteName = z.infer<typeof RouteName>;

/** Standing of a place for a route of one day. */
const CandidateStanding = z.object({
  /** Not offered: a published route leads or has led there, or it was looked at today, and no check is due yet. */
  held: z.boolean(),
  /** The published route that holds it; null also where it was only looked at. */
  heldBy: RouteName.nullable(),
  /** The drafts that have it; they hold nothing. */
  wantedBy: z.array(RouteName),
});
export type CandidateStanding = z.infer<typeof CandidateStanding>;

/** A closed point, or a business of the register of inspection objects. */
export const Candidate = z
  .object({
    kind: CandidateKind,
    /** Id of a point; null for a business. */
    pointId: z.number().int().nullable(),
    /** Id of a business; null for a point. */
    objectId: z.number().int().nullable(),
    code: z.string(),
    officialName: z.string(),
    category: z.string(),
    /** Null for a business. */
    status: PointStatus.nullable(),
    anchor: LonLat,
    communes: z.array(z.object({ code: z.string(), name: z.string() })),
    /** Weighted mean of the terms of its kind, from 0 to 1. */
    score: z.number(),
    terms: CandidateTerms,
    /** The next check of a point, the re-inspection of a business. */
    nextCheckOn: IsoDate.nullable(),
    /**
     * Since the latest look, or since the elimination where nobody has looked after it; null for a business
     * that was never inspected.
     */
    daysUnseen: z.number().int().nullable(),
    neverSeen: z.boolean(),
    suspected: z.boolean(),
    recurrences: z.number().int(),
    /** Null for a business. */
    hazard: HazardBasis.nullable(),
    /** Progress of the commune of a business in its year; null where no quota is set, and for a point. */
    quota: z.object({ quota: z.number().int(), inspected: z.number().int() }).nullable(),
    ...CandidateStanding.shape,
  })
  .meta({ id: 'Candidate' });
export type Candidate = z.infer<typeof Candidate>;

export const CandidateQuery = z.object({
  commune: z
    .string()
    .max(1_000)
    .transform((text) => text.split(',').filter((code) => code !== ''))
    .pipe(z.array(CommuneCode))
    .optional(),
  bbox: BoundingBoxText.optional(),
  /** Only points, or only businesses; left out: both, ranked together. */
  only: CandidateKind.optional(),
  /** The route that they are for: places are held by its day, and not by itself; left out: today. */
  route: z.coerce.number().int().positive().max(2_147_483_647).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(200),
});
export type CandidateQuery = z.infer<typeof CandidateQuery>;

export const CandidateList = z
  .object({
    items: z.array(Candidate),
    /** Number of all candidates. */
    total: z.number().int(),
    weights: CandidateWeights,
    /** Origin of the weights in the settings; null where the reader has set them. */
    weightsOrigin: z.string().nullable(),
    /** Origin of the hazard that is assumed until there is enough history. */
    hazardOrigin: z.string(),
  })
  .meta({ id: 'CandidateList' });
export type CandidateList = z.infer<typeof CandidateList>;
