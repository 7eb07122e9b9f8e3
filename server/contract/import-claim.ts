import * as z from 'zod';

import { IsoInstant } from './time.ts';

/** A table whose claims wait for a second person. */
export const WaitingImport = z
  .object({
    runId: z.number().int(),
    fileName: z.string(),
    importedBy: z.string(),
    importedAt: IsoInstant,
    /** Points that are still proposals, by what their papers say they are. */
    active: z.number().int(),
    eliminated: z.number().int(),
    /** Reason why the reader may not accept it; null when they may. */
    whyNotAccept: z.string().nullable(),
  })
  .meta({ id: 'WaitingImport' });
export type WaitingImport = z.infer<typeof WaitingImport>;

export const WaitingImportList = z
  .object({ items: z.array(WaitingImport) })
  .meta({ id: 'WaitingImportList' });

export const AcceptedImport = z
  .object({ accepted: z.number().int() })
  .meta({ id: 'AcceptedImport' });
export type AcceptedImport = z.infer<typeof AcceptedImport>;
