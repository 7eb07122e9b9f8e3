import * as z from 'zod';

import { LonLat } from './geo.ts';
import { IsoDate } from './time.ts';

/** Code of a commune: five digits, of old communes too. */
export const CommuneCode = z.string().regex(/^\d{5}$/);

export const CommuneType = z.enum(['phuong', 'xa']).meta({ id: 'CommuneType' });
export type CommuneType = z.infer<typeof CommuneType>;

/** A commune (phường or xã). Its key is (code, validFrom): codes are re-used; `id` stands for that pair. */
export const Commune = z
  .object({
    id: z.number().int(),
    code: z.string(),
    validFrom: IsoDate,
    validTo: IsoDate.nullable(),
    name: z.string(),
    type: CommuneType,
    centre: LonLat,
    formerNames: z.array(z.string()),
  })
  .meta({ id: 'Commune' });
export type Commune = z.infer<typeof Commune>;

export const CommuneList = z.object({
  items: z.array(Commune),
  /** True while the areas are drawn from the centres and not from an imported boundary file. */
  approximate: z.boolean(),
  boundarySource: z.string().nullable(),
});

/** A commune that a point touches, as the point refers to it. */
export const CommuneShare = z
  .object({
    id: z.number().int(),
    code: z.string(),
    name: z.string(),
    type: CommuneType,
    lead: z.boolean(),
  })
  .meta({ id: 'CommuneShare' });
export type CommuneShare = z.infer<typeof CommuneShare>;
