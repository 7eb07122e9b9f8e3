import * as z from 'zod';

import { DEVICE_ENTRY_FIELDS, LateEntry, PaperReviewBody } from './late-entry.ts';
import { IsoDate } from './time.ts';

/** Kinds of inspection (plan 06/KH-UBND of 2026): định kỳ, đột xuất, tái kiểm tra, phúc tra, hướng dẫn. */
export const INSPECTION_KINDS = [
  'regular',
  'unannounced',
  'reinspection',
  'counter_check',
  'guidance',
] as const;
export const InspectionKind = z.enum(INSPECTION_KINDS).meta({ id: 'InspectionKind' });
export type InspectionKind = z.infer<typeof InspectionKind>;

/** Results of an inspection of a business; the team proposes, others decide. */
export const INSPECTION_RESULTS = [
  'no_violation',
  'reminder',
  'warning',
  'violation_record',
  'sanction',
  'suspension',
  'licence_withdrawal',
  'sent_to_investigators',
  'closed_down',
  'could_not_inspect',
] as const;
export const InspectionResult = z.enum(INSPECTION_RESULTS).meta({ id: 'InspectionResult' });
export type InspectionResult = z.infer<typeof InspectionResult>;

const Words = z.string().trim().normalize('NFC').min(3).max(1_000);

/** One visit as it was recorded. Never changed: what was recorded wrongly is withdrawn, with the reason. */
export const Inspection = z
  .object({
    id: z.number().int(),
    kind: InspectionKind,
    result: InspectionResult,
    inspectedOn: IsoDate,
    /** Reason why nobody could inspect; given exactly then. */
    obstacle: z.string().nullable(),
    documentNumber: z.string().nullable(),
    note: z.string().nullable(),
    recordedBy: z.string(),
    withdrawnReason: z.string().nullable(),
    /** Null where it was entered on its day. */
    late: LateEntry.nullable(),
    /** True when the reader recorded it, and may therefore withdraw it. */
    own: z.boolean(),
  })
  .meta({ id: 'Inspection' });
export type Inspection = z.infer<typeof Inspection>;

export const RecordInspectionBody = z
  .object({
    kind: InspectionKind,
    result: InspectionResult,
    inspectedOn: IsoDate,
    obstacle: Words.nullable().default(null),
    documentNumber: z.string().trim().normalize('NFC').min(1).max(100).nullable().default(null),
    note: Words.nullable().default(null),
    ...DEVICE_ENTRY_FIELDS,
  })
  .refine(({ result, obstacle }) => (result === 'could_not_inspect') === (obstacle !== null), {
    path: ['obstacle'],
    error: 'required',
  })
  .meta({ id: 'RecordInspection' });
export type RecordInspection = z.infer<typeof RecordInspectionBody>;

/** Look at the paper of a visit that was entered in a later year than that of its day. */
export const ReviewInspectionPaperBody = PaperReviewBody.safeExtend({
  inspectionId: z.int32(),
}).meta({ id: 'ReviewInspectionPaper' });
export type ReviewInspectionPaper = z.infer<typeof ReviewInspectionPaperBody>;

export const WithdrawInspectionBody = z
  .object({ reason: Words })
  .meta({ id: 'WithdrawInspection' });
