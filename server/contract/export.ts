import * as z from 'zod';

import { PRINT_KINDS } from './features/all.ts';
import { PointFilter } from './point.ts';
import { IsoDate, IsoInstant } from './time.ts';

/** Too short for the number of a telephone or a person. */
const number = z.string().regex(/^(?:0|[1-9]\d{0,6})$/);

/** Everything that a view may name. It holds no words: the log keeps it for ever. */
const View = PointFilter.omit({ q: true })
  .extend({
    route: number.optional(),
    report: number.optional(),
    plan: number.optional(),
    point: number.optional(),
    version: number.optional(),
    week: IsoDate.optional(),
    overview: IsoDate.optional(),
  })
  .strict();

/** A view as the text of an address, in the form in which it is logged. */
export const ViewText = z
  .string()
  .max(2_000)
  .transform((text, context) => {
    const view = View.safeParse(Object.fromEntries(new URLSearchParams(text)));
    if (!view.success) {
      context.addIssue({ code: 'custom', message: 'not a view' });
      return z.NEVER;
    }
    const named = Object.entries(view.data).map(([name, value]) => [name, String(value)]);
    return new URLSearchParams(named).toString();
  });

/** An export: its content and its purpose. */
export const ExportRequest = z
  .object({
    kind: z.enum(PRINT_KINDS),
    purpose: z.string().trim().normalize('NFC').min(5).max(300),
    /** Number of points on it. */
    points: z.number().int().min(0).max(10_000_000),
    /** The view as in the address: filters and dates, or the number of what is printed; never the text searched for. */
    view: ViewText.default(''),
  })
  .meta({ id: 'ExportRequest' });
export type ExportRequest = z.infer<typeof ExportRequest>;

/** Stands on every page and picture: who took it out, when, and its line in the log. */
export const ExportReceipt = z
  .object({ entry: z.number().int(), at: IsoInstant, watermark: z.string() })
  .meta({ id: 'ExportReceipt' });
export type ExportReceipt = z.infer<typeof ExportReceipt>;
