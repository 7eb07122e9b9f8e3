import * as z from 'zod';

import { IsoDate } from './time.ts';

/** Origin that is kept of what a file brought. */
export const ImportedFile = z.object({
  source: z.string(),
  sourceDate: IsoDate.nullable(),
  licence: z.string().nullable(),
  fileName: z.string(),
  /** SHA-256 of the file, hexadecimal. */
  fileHash: z.string(),
});
export type ImportedFile = z.infer<typeof ImportedFile>;
