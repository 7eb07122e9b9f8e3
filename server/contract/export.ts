import * as z from 'zod';

import { IsoInstant } from './time.ts';

export const EXPORT_KINDS = [
  'map_picture',
  'map_print',
  'point_print',
  'weekly_sheet_print',
  'plan_print',
  'route_print',
  'report_print',
  'overview_print',
  'feedback_audit_print',
] as const;

/** What a person takes out of the system, and for what. */
export const ExportRequest = z
  .object({
    kind: z.enum(EXPORT_KINDS),
    purpose: z.string().trim().normalize('NFC').min(5).max(300),
    /** How many points stand on it. */
    points: z.number().int().min(0).max(10_000_000),
    /** The view in words of the address: filters and date, without the text searched for. */
    view: z.string().max(2_000).default(''),
  })
  .meta({ id: 'ExportRequest' });
export type ExportRequest = z.infer<typeof ExportRequest>;

/** Stands on every page and picture: who took it out, when, and its line in the log. */
export const ExportReceipt = z
  .object({ entry: z.number().int(), at: IsoInstant, watermark: z.string() })
  .meta({ id: 'ExportReceipt' });
export type ExportReceipt = z.infer<typeof ExportReceipt>;
