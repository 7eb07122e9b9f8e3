import * as z from 'zod';

/** The id of a row: a positive number that the database can hold. */
export const RowNumber = z.coerce.number().int().positive().max(2_147_483_647);

/** The id of a row in an address. */
export const RowParameter = z.object({ id: RowNumber });
