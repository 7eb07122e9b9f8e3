import * as z from 'zod';

/** What the address says of the map: camera, filters, date, selection. */
export const ViewSearch = z.object({});
export type ViewSearch = z.infer<typeof ViewSearch>;
