import * as z from 'zod';

/** The id of a row in an address: a positive number that the database can hold. */
export const RowParameter = z.object({ id: z.coerce.number().int().positive().max(2_147_483_647) });
