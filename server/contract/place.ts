import * as z from 'zod';

import { Geometry, LonLat } from './geo.ts';
import { AddressOrigin, LONGEST_ADDRESS, PlacePrecision } from './geocoding.ts';
import { ONE_LINE } from './text.ts';

const OfficialName = z.string().trim().normalize('NFC').min(2).max(200).regex(ONE_LINE);
const AliasSource = z.string().trim().normalize('NFC').max(200).nullable();
const CategoryCode = z.string().regex(/^[A-Z][A-Z-]{0,9}$/);
const LocationError = z.number().min(0).max(10_000).nullable();

/** Facts of a place that its record shows beside what lists show. */
export const ShownPlace = z.object({
  aliases: z.array(z.object({ name: z.string(), source: z.string().nullable() })),
  /** Door or street: as a person wrote it, else as the gazetteers name it; null where none is near. */
  address: z.string().nullable(),
  addressFrom: AddressOrigin.nullable(),
  geometry: Geometry,
  locationErrorMetres: z.number().nullable(),
  /** Precision of the address that placed it; null where somebody gave or moved the position. */
  placePrecision: PlacePrecision.nullable(),
  grounds: z.string().nullable(),
});
export type ShownPlace = z.infer<typeof ShownPlace>;

/** Facts of a place that its proposal states. */
export const NewPlace = z.object({
  officialName: OfficialName,
  aliases: z
    .array(z.object({ name: OfficialName, source: AliasSource.default(null) }))
    .max(20)
    .default([]),
  category: CategoryCode,
  geometry: Geometry,
  /** Position of the mark; derived from the geometry when absent. */
  anchor: LonLat.optional(),
  locationErrorMetres: LocationError.default(null),
  grounds: z.string().trim().normalize('NFC').max(1_000).nullable().default(null),
});
export type NewPlace = z.infer<typeof NewPlace>;

/** Facts that a proposal need not state, for programs that state none of them. */
export const LEFT_OPEN = {
  aliases: [],
  locationErrorMetres: null,
  grounds: null,
} satisfies Partial<NewPlace>;

/** Facts of a place that a correction may state anew; an absent one stays as it is. */
export const CorrectedPlace = z
  .object({
    officialName: OfficialName,
    aliases: z.array(z.object({ name: OfficialName, source: AliasSource })).max(20),
    category: CategoryCode,
    /** Null leaves it to the gazetteers. */
    address: z
      .string()
      .trim()
      .normalize('NFC')
      .min(2)
      .max(LONGEST_ADDRESS)
      .regex(ONE_LINE)
      .nullable(),
    geometry: Geometry,
    anchor: LonLat,
    locationErrorMetres: LocationError,
    leadCommuneId: z.int32(),
  })
  .partial();
export type CorrectedPlace = z.infer<typeof CorrectedPlace>;

/** Facts in a person's own words, which are screened for personal data before they are saved. */
export const PLACE_TEXTS = ['officialName', 'address', 'grounds'] as const;
