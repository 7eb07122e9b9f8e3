import * as z from 'zod';

import { LonLat } from './geo.ts';
import { Inspection, InspectionKind, InspectionResult } from './inspection.ts';
import { PageQuery, pageOf } from './page.ts';
import { IsoDate } from './time.ts';

/** Reasons that put a business before others when routes are planned. */
export const INSPECTION_NEEDS = ['not_inspected', 'reinspection_due'] as const;
export const InspectionNeed = z.enum(INSPECTION_NEEDS).meta({ id: 'InspectionNeed' });
export type InspectionNeed = z.infer<typeof InspectionNeed>;

export const INSPECTION_OBJECT_STATES = ['open', 'closed'] as const;
const ObjectState = z.enum(INSPECTION_OBJECT_STATES);

const words = (shortest: number, longest: number) =>
  z.string().trim().normalize('NFC').min(shortest).max(longest);

/** A place to inspect: a susceptible business, told by its sign and its place. Nobody's name belongs here. */
const ObjectEntry = z.object({
  /** The name on the sign, which tells it apart from its neighbours. */
  name: words(2, 200),
  /** Category of the kind `business`. */
  category: z.string().regex(/^[A-Z][A-Z-]{0,9}$/),
  address: words(3, 300).nullable(),
  position: LonLat,
});

export const InspectionObject = ObjectEntry.extend({
  id: z.number().int(),
  code: z.string(),
  version: z.number().int(),
  /** Found from the position. */
  communeId: z.number().int(),
  communeName: z.string(),
  state: ObjectState,
  closedOn: IsoDate.nullable(),
  /** Reason why it was last closed or opened again; null where neither has been. */
  stateReason: z.string().nullable(),
  /** The latest visit that counts; null when there has been none. */
  lastInspectedOn: IsoDate.nullable(),
  lastResult: InspectionResult.nullable(),
  lastKind: InspectionKind.nullable(),
  /** Visits of this year that count. */
  visitsThisYear: z.number().int(),
  /** Day by which it is to be inspected again after what was found; null when nothing asks for it. */
  reinspectionDueOn: IsoDate.nullable(),
  needs: z.array(InspectionNeed),
}).meta({ id: 'InspectionObject' });
export type InspectionObject = z.infer<typeof InspectionObject>;

export const InspectionObjectQuery = PageQuery.extend({
  /** Number of rows shown before. */
  cursor: z
    .string()
    .regex(/^\d{1,9}$/)
    .optional(),
  /** Words of the name, address or code, in any order, with or without their marks. */
  q: z.string().trim().normalize('NFC').max(100).default(''),
  state: ObjectState.optional(),
  category: z.string().max(10).optional(),
  commune: z.coerce.number().int().optional(),
  need: InspectionNeed.optional(),
});
export type InspectionObjectQuery = z.infer<typeof InspectionObjectQuery>;

/** Origin of a period, shown wherever the period is applied. */
const Origin = z.object({ days: z.number().int(), origin: z.string(), validFrom: IsoDate });

export const InspectionObjectPage = pageOf(InspectionObject)
  .extend({
    counts: z.object({
      open: z.number().int(),
      closed: z.number().int(),
      not_inspected: z.number().int(),
      reinspection_due: z.number().int(),
    }),
    today: IsoDate,
    reinspection: Origin,
  })
  .meta({ id: 'InspectionObjectPage' });
export type InspectionObjectPage = z.infer<typeof InspectionObjectPage>;

export const InspectionObjectDetail = InspectionObject.extend({
  /** Latest first; also those withdrawn. */
  inspections: z.array(Inspection),
}).meta({ id: 'InspectionObjectDetail' });
export type InspectionObjectDetail = z.infer<typeof InspectionObjectDetail>;

export const AddInspectionObjectBody = ObjectEntry.meta({ id: 'AddInspectionObject' });
export type AddInspectionObject = z.infer<typeof ObjectEntry>;

export const ChangeInspectionObjectBody = ObjectEntry.extend({
  /** The version that was seen. */
  version: z.number().int(),
}).meta({ id: 'ChangeInspectionObject' });
export type ChangeInspectionObject = z.infer<typeof ChangeInspectionObjectBody>;

export const CloseInspectionObjectBody = z
  .object({ version: z.number().int(), closedOn: IsoDate, reason: words(3, 300) })
  .meta({ id: 'CloseInspectionObject' });
export type CloseInspectionObject = z.infer<typeof CloseInspectionObjectBody>;

export const ReopenInspectionObjectBody = z
  .object({ version: z.number().int(), reason: words(3, 300) })
  .meta({ id: 'ReopenInspectionObject' });
export type ReopenInspectionObject = z.infer<typeof ReopenInspectionObjectBody>;

const Year = z.coerce.number().int().min(2000).max(2999);

export const InspectionQuotaQuery = z.object({ year: Year.optional() });

/** Progress of a commune in its year. */
export const InspectionQuota = z
  .object({
    communeId: z.number().int(),
    communeName: z.string(),
    /** Businesses to inspect in the year; null while nobody has set it. */
    quota: z.number().int().nullable(),
    documentNumber: z.string().nullable(),
    /** Open businesses of the register. */
    open: z.number().int(),
    /** Different businesses with at least one visit that counts. */
    inspected: z.number().int(),
    visits: z.number().int(),
    /** Visits of the year that were entered after it, and whose papers nobody has seen: they count for no year yet. */
    awaited: z.number().int(),
    reinspectionDue: z.number().int(),
  })
  .meta({ id: 'InspectionQuota' });
export type InspectionQuota = z.infer<typeof InspectionQuota>;

export const InspectionQuotaList = z
  .object({ year: z.number().int(), items: z.array(InspectionQuota) })
  .meta({ id: 'InspectionQuotaList' });
export type InspectionQuotaList = z.infer<typeof InspectionQuotaList>;

export const SetInspectionQuotaBody = z
  .object({
    communeId: z.int32(),
    year: z.number().int().min(2000).max(2999),
    quota: z.number().int().min(0).max(100_000),
    documentNumber: words(1, 100),
  })
  .meta({ id: 'SetInspectionQuota' });
export type SetInspectionQuota = z.infer<typeof SetInspectionQuotaBody>;
