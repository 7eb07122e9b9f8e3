import * as z from 'zod';

import { Attachment } from './attachment.ts';
import { codesOf, listOf } from './comma-list.ts';
import { CommuneShare } from './commune.ts';
import { LonLat } from './geo.ts';
import { Handover } from './handover.ts';
import { LateEntry, PaperReviewBody } from './late-entry.ts';
import { PageQuery, pageOf } from './page.ts';
import { NewPlace, ShownPlace } from './place.ts';
import { Role } from './role.ts';
import { PointOrder } from './point-order.ts';
import { PointRegion } from './point-region.ts';
import { ReplyThread } from './reply.ts';
import { Signal } from './signal.ts';
import { IsoDate, IsoInstant } from './time.ts';

/** In the order of the engine's codes; the middle four are the ones that are reported. */
export const POINT_STATUSES = [
  'proposed',
  'not_recognised',
  'active',
  'eliminated',
  'handed_over',
  'recurring',
  'delisted',
] as const;
export const PointStatus = z.enum(POINT_STATUSES).meta({ id: 'PointStatus' });
export type PointStatus = z.infer<typeof PointStatus>;
export const REPORTED_STATUSES = ['active', 'eliminated', 'handed_over', 'recurring'] as const;

/** Derived, several at once; in the order of the engine's bits. */
export const POINT_FLAGS = [
  'handover_pending',
  'handover_refused',
  'suspected',
  'check_due',
  'check_overdue',
  'under_watch',
  'unchecked',
] as const;
export const PointFlag = z.enum(POINT_FLAGS).meta({ id: 'PointFlag' });
export type PointFlag = z.infer<typeof PointFlag>;

export const PointKind = z.enum(['business', 'public_area']).meta({ id: 'PointKind' });
export type PointKind = z.infer<typeof PointKind>;

export const Category = z
  .object({
    code: z.string(),
    name: z.string(),
    kind: PointKind,
    /** Small integer by which the engine knows it. */
    number: z.number().int(),
  })
  .meta({ id: 'Category' });
export type Category = z.infer<typeof Category>;

/** Kinds of events for the period filter, in the order of the engine's bits. */
export const PERIOD_EVENTS = [
  'listed',
  'eliminated',
  'handed_over',
  'recurring',
  'suspected',
  'checked',
] as const;
export const PeriodEvent = z.enum(PERIOD_EVENTS).meta({ id: 'PeriodEvent' });
export type PeriodEvent = z.infer<typeof PeriodEvent>;

/** The filter that the list, the map, the counters and the exports share. */
export const PointFilter = z.object({
  status: listOf(POINT_STATUSES).optional(),
  flag: listOf(POINT_FLAGS).optional(),
  category: codesOf(/^[A-Z][A-Z-]{0,9}$/, 'Codes of categories, by commas', 'NN').optional(),
  kind: PointKind.optional(),
  /** Codes of communes in force today. */
  commune: codesOf(/^\d{5}$/, 'Codes of communes in force, by commas', '00070').optional(),
  /** The state of that evening, by effective date. */
  as_of: IsoDate.meta({ description: 'State of that evening, by effective date' }).optional(),
  /** Only what had been recorded by the end of that day. */
  known_at: IsoDate.meta({
    description: 'Only what had been recorded by the end of that day',
  }).optional(),
  /** Keeps points with at least one of these events from `from` to `to`, both days included. Absent, every kind counts. */
  happened: listOf(PERIOD_EVENTS).optional(),
  /** By effective date, whatever `as_of` is; absent: as far as the register goes. */
  from: IsoDate.meta({ description: 'First day of the period of `happened`' }).optional(),
  to: IsoDate.meta({ description: 'Last day of the period of `happened`' }).optional(),
  q: z
    .string()
    .trim()
    .max(100)
    .meta({ description: 'Words to be found', example: 'karaoke' })
    .optional(),
});
export type PointFilter = z.infer<typeof PointFilter>;

export const PointListQuery = PointFilter.extend({
  ...PageQuery.shape,
  ...PointRegion.shape,
  // Urgent points first, then by id: a page that began again at the top would be read as the next one.
  // In a sorted list `n-400` goes on after the first 400 points.
  cursor: z
    .string()
    .regex(/^[01n]-\d{1,10}$/)
    .optional(),
  sort: PointOrder.optional(),
});
/** The evening of which a record is asked; without either, the record of now. */
export const PointRecordQuery = PointFilter.pick({ as_of: true, known_at: true });
export type PointRecordQuery = z.infer<typeof PointRecordQuery>;

export type PointListQuery = z.infer<typeof PointListQuery>;

/** A point as lists show it. */
export const PointSummary = z
  .object({
    id: z.number().int(),
    code: z.string(),
    officialName: z.string(),
    kind: PointKind,
    category: z.string(),
    status: PointStatus,
    flags: z.array(PointFlag),
    /** Number of the current cycle; 0 before recognition. */
    cycle: z.number().int(),
    recurrences: z.number().int(),
    anchor: LonLat,
    communes: z.array(CommuneShare),
    /** The anchor lies within 30 m of a border, or the areas are approximate. */
    communeUncertain: z.boolean(),
    statusSince: IsoDate,
    /** Effective day of the latest event; null where none is in force. */
    lastEventOn: IsoDate.nullable(),
    /** Days by which the latest of the communes asked is behind with its answer; null when none is. */
    answerOverdueDays: z.number().int().nullable(),
    /** The day on which the next look at a closed place is due, or was; null where none is. */
    nextCheckOn: IsoDate.nullable(),
    /** State of the commune's reply to what opened the current cycle; null where nobody asked. */
    reply: z.enum(['asked', 'filed']).nullable(),
    /** The most days by which a check or an answer of a commune was entered after its day; 0 where none was. */
    lateDays: z.number().int().min(0),
    version: z.number().int(),
  })
  .meta({ id: 'PointSummary' });
export type PointSummary = z.infer<typeof PointSummary>;

export const PointPage = pageOf(PointSummary).extend({
  counts: z.object({
    status: z.partialRecord(PointStatus, z.number().int()),
    flag: z.partialRecord(PointFlag, z.number().int()),
  }),
  asOf: IsoDate,
});
export type PointPage = z.infer<typeof PointPage>;

/** Events from the proposal of a place until a commune has it. */
export const EVENTS_UNTIL_HANDED_OVER = [
  'proposed',
  'recognised',
  'declined',
  'eliminated',
  'handover_proposed',
  'handover_confirmed',
  'handover_refused',
  'refusal_answered',
  'handover_withdrawn',
] as const;
export const EVENT_KINDS = [
  ...EVENTS_UNTIL_HANDED_OVER,
  'handover_reopened',
  'successor_asked',
  'successor_refused',
  'checked',
  'recurrence_suspected',
  'suspicion_rejected',
  'suspicion_lapsed',
  'suspicion_restored',
  'recurrence_confirmed',
  'recurrence_withdrawn',
  'signal_appealed',
  'appeal_answered',
  'delisted',
  'corrected',
  'merged',
  'merge_undone',
  'annulled',
] as const;
export const EventKind = z.enum(EVENT_KINDS).meta({ id: 'EventKind' });
export type EventKind = z.infer<typeof EventKind>;

/** An immutable fact about a point. */
/** Events by whose day a commune or a team is measured. */
export const MEASURED_EVENTS: readonly EventKind[] = [
  'checked',
  'handover_confirmed',
  'handover_refused',
  'successor_refused',
];

export const PointEvent = z
  .object({
    id: z.number().int(),
    seq: z.number().int(),
    cycle: z.number().int(),
    kind: EventKind,
    effectiveOn: IsoDate,
    recordedAt: IsoInstant,
    actorName: z.string(),
    actorRole: z.union([Role, z.literal('system')]),
    documentNumber: z.string().nullable(),
    note: z.string().nullable(),
    statusAfter: PointStatus,
    /** Further facts that the kind needs: commune, reason, result, changed fields. */
    detail: z.record(z.string(), z.unknown()),
    correctedBy: z.number().int().nullable(),
    /** True where the reader did it. */
    mine: z.boolean(),
    /** A later event that declares this one mistaken or takes it back. */
    annulledBy: z.number().int().nullable(),
    /** Id of the press that recorded it with acts on other points; null for an act by itself. */
    batchId: z.uuid().nullable(),
    corrects: z.number().int().nullable(),
    /** Null where it was entered on its day, or nobody is measured by it. */
    late: LateEntry.nullable(),
    /** A check: true where it was seen, false where it is only stated; null for every other event, and once annulled. */
    seen: z.boolean().nullable(),
  })
  .meta({ id: 'PointEvent' });
export type PointEvent = z.infer<typeof PointEvent>;

export const Cycle = z
  .object({
    number: z.number().int(),
    openedOn: IsoDate,
    openedBy: z.enum(['recognised', 'recurrence_confirmed']),
    eliminatedOn: IsoDate.nullable(),
    handedOverOn: IsoDate.nullable(),
  })
  .meta({ id: 'Cycle' });
export type Cycle = z.infer<typeof Cycle>;

export const CheckResult = z.enum(['no_sign', 'signs', 'could_not_check']);
export type CheckResult = z.infer<typeof CheckResult>;

export const PointDetail = PointSummary.extend({
  /** The evening that the record shows; null for the record of now. */
  asOf: IsoDate.nullable(),
  ...ShownPlace.shape,
  proposedBy: z.string().nullable(),
  proposedByMe: z.boolean(),
  /** Each act with the code why the reader may not do it now; null when they may. */
  acts: z.record(z.string(), z.string().nullable()),
  mergedInto: z.object({ id: z.number().int(), code: z.string() }).nullable(),
  removed: z.boolean(),
  mergedFrom: z.array(
    z.object({ id: z.number().int(), code: z.string(), officialName: z.string() }),
  ),
  cycles: z.array(Cycle),
  events: z.array(PointEvent),
  /** Photos and papers: of the place, and of the looks that name them. */
  attachments: z.array(Attachment),
  handovers: z.array(Handover),
  signals: z.array(Signal),
  replies: z.array(ReplyThread),
}).meta({ id: 'PointDetail' });
export type PointDetail = z.infer<typeof PointDetail>;

/** Look at the paper of an event that was entered after its day. */
export const ReviewPointPaperBody = PaperReviewBody.safeExtend({ eventId: z.int32() }).meta({
  id: 'ReviewPointPaper',
});
export type ReviewPointPaper = z.infer<typeof ReviewPointPaperBody>;

/** Fields that the record of every act carries. */
export const ActBase = z.object({
  effectiveOn: IsoDate,
  documentNumber: z.string().trim().normalize('NFC').min(1).max(100).nullable().default(null),
  note: z.string().trim().normalize('NFC').max(2_000).nullable().default(null),
});

const NEW_POINT = {
  officialName: 'Karaoke Sao Mai',
  category: 'KAR',
  geometry: { type: 'Point', coordinates: [105.85, 21.032] },
  effectiveOn: '2026-01-05',
};
export const NewPoint = ActBase.extend(NewPlace.shape).meta({
  id: 'NewPoint',
  example: NEW_POINT,
});
export type NewPoint = z.infer<typeof NewPoint>;
