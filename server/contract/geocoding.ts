import * as z from 'zod';

import { LonLat } from './geo.ts';

/** Longest address that is looked up, in characters. */
export const LONGEST_ADDRESS = 300;

/** Origin of an address: found in the gazetteers, or written by a person or a table. */
export const AddressOrigin = z.enum(['gazetteer', 'person']).meta({ id: 'AddressOrigin' });

/**
 * Precision of an address, finest first: the door itself; between known doors; where two streets meet; a place by
 * its name; somewhere along the street; the commune.
 */
export const PLACE_PRECISIONS = [
  'door',
  'interpolated',
  'junction',
  'place',
  'street',
  'commune',
] as const;
export const PlacePrecision = z.enum(PLACE_PRECISIONS).meta({ id: 'PlacePrecision' });
export type PlacePrecision = z.infer<typeof PlacePrecision>;

/** One place that an address may mean. */
export const PlaceCandidate = z
  .object({
    /** The place as the source spells it. */
    label: z.string(),
    precision: PlacePrecision,
    position: LonLat,
    /** The place lies within this many metres of the position; goes into the location error. */
    radiusMetres: z.number(),
    /** 0 to 1, for the order only. */
    score: z.number(),
    /** Entries of the source that the answer rests on: the doors beside it, the place of that name. */
    basis: z.array(z.string()),
    /** Source of the answer: a gazetteer, the list of communes, or the service asked. */
    source: z.object({ kind: z.enum(['gazetteer', 'communes', 'service']), name: z.string() }),
    /** The commune that the position lies in; null outside every area. */
    commune: z.string().nullable(),
  })
  .meta({ id: 'PlaceCandidate' });
export type PlaceCandidate = z.infer<typeof PlaceCandidate>;

/**
 * Places that an address may mean, best first. `ambiguous`: a person has to choose one of them, or to confirm the only
 * one although its name or its commune is not the one written.
 */
export const GeocodingAnswer = z
  .object({
    items: z.array(PlaceCandidate),
    ambiguous: z.boolean(),
    /** The service outside, where one is configured; `failed`: it did not answer, the list is ours alone. */
    service: z
      .object({ host: z.string(), state: z.enum(['not_asked', 'asked', 'failed']) })
      .nullable(),
  })
  .meta({ id: 'GeocodingAnswer' });
export type GeocodingAnswer = z.infer<typeof GeocodingAnswer>;

const Address = z.string().trim().normalize('NFC').min(2).max(LONGEST_ADDRESS);

export const GeocodingQuery = z.object({
  q: Address,
  /** Ask the service outside as well; the words of the address leave the system then. */
  service: z.enum(['true', 'false']).default('false'),
});

/** Addresses of one request of a batch. */
export const MOST_BATCH_ADDRESSES = 200;
export const GeocodingBatch = z
  .object({ addresses: z.array(Address).min(1).max(MOST_BATCH_ADDRESSES) })
  .meta({ id: 'GeocodingBatch' });
export const GeocodingBatchAnswer = z
  .object({
    /** In the order of the addresses. */
    items: z.array(z.object({ items: z.array(PlaceCandidate), ambiguous: z.boolean() })),
  })
  .meta({ id: 'GeocodingBatchAnswer' });
