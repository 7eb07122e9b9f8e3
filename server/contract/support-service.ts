import * as z from 'zod';

import { IsoDate } from './time.ts';

export const SUPPORT_SERVICE_KINDS = [
  'hotline',
  'social_work',
  'health',
  'legal_aid',
  'employment',
  'shelter',
] as const;
export const SupportServiceKind = z.enum(SUPPORT_SERVICE_KINDS).meta({ id: 'SupportServiceKind' });
export type SupportServiceKind = z.infer<typeof SupportServiceKind>;

const words = (shortest: number, longest: number) =>
  z.string().trim().normalize('NFC').min(shortest).max(longest);

/** Fields of a service that the coordinator writes. It has no position: no map and no route can show it. */
const SupportServiceEntry = z.object({
  kind: SupportServiceKind,
  name: words(2, 200),
  /** Services offered there. */
  offers: words(10, 1_000),
  /** Area that is served, in words: "Toàn thành phố". */
  area: words(2, 200),
  /** Address of the office; never of a shelter. */
  address: words(3, 300).nullable(),
  /** Telephone of the organisation, as it publishes it. */
  telephone: z
    .string()
    .trim()
    .regex(/^\+?\d[\d .-]{1,24}\d$/)
    .nullable(),
  website: z
    .url({ protocol: /^https$/ })
    .max(300)
    .nullable(),
  hours: words(2, 200).nullable(),
  source: words(5, 300),
  /** The day on which somebody last made sure of it; null: nobody has. */
  confirmedOn: IsoDate.nullable(),
});
type SupportServiceEntry = z.infer<typeof SupportServiceEntry>;

export const SupportService = SupportServiceEntry.extend({
  id: z.number().int(),
  version: z.number().int(),
  /** Made up for the demonstration. */
  invented: z.boolean(),
}).meta({ id: 'SupportService' });
export type SupportService = z.infer<typeof SupportService>;

export const SupportServiceQuery = z.object({
  /** Words in any order, with or without their marks. */
  q: z.string().trim().normalize('NFC').max(100).default(''),
  kind: SupportServiceKind.optional(),
});
export type SupportServiceQuery = z.infer<typeof SupportServiceQuery>;

export const SupportServiceList = z
  .object({ items: z.array(SupportService) })
  .meta({ id: 'SupportServiceList' });
export type SupportServiceList = z.infer<typeof SupportServiceList>;

export const AddSupportServiceBody = SupportServiceEntry.meta({ id: 'AddSupportService' });
export type AddSupportService = SupportServiceEntry;

export const ChangeSupportServiceBody = SupportServiceEntry.extend({
  /** The version that was seen. */
  version: z.number().int(),
}).meta({ id: 'ChangeSupportService' });
export type ChangeSupportService = z.infer<typeof ChangeSupportServiceBody>;

export const WithdrawSupportServiceBody = z
  .object({ version: z.number().int() })
  .meta({ id: 'WithdrawSupportService' });
export type WithdrawSupportService = z.infer<typeof WithdrawSupportServiceBody>;
