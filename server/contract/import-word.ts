import * as z from 'zod';

import { IsoInstant } from './time.ts';

/** The word of a cell, short enough to be one. */
const Word = z
  .string()
  .trim()
  .normalize('NFC')
  .min(1)
  .max(100)
  .regex(/^[^\r\n]*$/);
const CategoryCode = z.string().regex(/^[A-Z][A-Z-]{0,9}$/);

/** A word of people's lists that the office has said to mean a category, until somebody takes it back. */
export const ImportWord = z
  .object({
    id: z.number().int(),
    word: z.string(),
    category: z.string(),
    setBy: z.string(),
    setAt: IsoInstant,
  })
  .meta({ id: 'ImportWord' });
export type ImportWord = z.infer<typeof ImportWord>;

export const ImportWordList = z
  .object({ items: z.array(ImportWord) })
  .meta({ id: 'ImportWordList' });

export const NewImportWord = z
  .strictObject({ word: Word, category: CategoryCode })
  .meta({ id: 'NewImportWord' });
export type NewImportWord = z.infer<typeof NewImportWord>;

/** A word of the column of categories that nobody knows, and the number of rows that have it. */
export const UnknownWord = z.object({ word: z.string(), count: z.number().int() });
export type UnknownWord = z.infer<typeof UnknownWord>;
