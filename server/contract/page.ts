import * as z from 'zod';

/** Parameters of every list: the cursor to continue from, and the most rows of a page. */
export const PageQuery = z.object({
  cursor: z.string().max(100).meta({ description: 'The `next` of the page before' }).optional(),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(500)
    .default(100)
    .meta({ description: 'Rows of a page' }),
});

/** A page of a list: `next` is the cursor of the following one, null at the end. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    next: z.string().nullable(),
    total: z.number().int(),
  });
}
