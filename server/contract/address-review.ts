import * as z from 'zod';

import { LonLat } from './geo.ts';
import { PlaceCandidate } from './geocoding.ts';

/**
 * Rows of one table that are placed by their address; what is written already does not count. Looking up so
 * many takes some seconds, for which the embedded database's one session is not there for others.
 */
export const MOST_ADDRESSED_ROWS = 2_000;
/** Rows that a reader is shown, those that wait for somebody first. */
export const SHOWN_ADDRESSES = 1_000;

/**
 * Grades of a row's address: found by a door, by a street or a named place, by no more than its commune; several
 * places that a person has to choose from; nothing.
 */
export const ADDRESS_GRADES = ['several', 'not_found', 'commune', 'street', 'door'] as const;
export const AddressGrade = z.enum(ADDRESS_GRADES).meta({ id: 'AddressGrade' });
export type AddressGrade = z.infer<typeof AddressGrade>;

/** Largest error of a place that somebody chose by hand, metres. */
const MOST_HAND_ERROR_METRES = 10_000;

/** A place that somebody gave to a row whose address leads nowhere: a position with its error, or a commune alone. */
export const HandPlace = z
  .union([
    z.object({ position: LonLat, errorMetres: z.number().min(1).max(MOST_HAND_ERROR_METRES) }),
    z.object({ communeId: z.number().int().positive() }),
  ])
  .meta({ id: 'HandPlace' });
export type HandPlace = z.infer<typeof HandPlace>;

const Line = z.number().int().positive();
/** One of the candidates of a row, by its position as it was shown, or a place by hand; null leaves the row out. */
export const AddressChoice = z
  .union([
    z.object({ line: Line, byHand: HandPlace }),
    z.object({ line: Line, position: LonLat.nullable() }),
  ])
  .meta({ id: 'AddressChoice' });
export type AddressChoice = z.infer<typeof AddressChoice>;

/** A row without coordinates, and the places that its address may mean, best first. */
export const ReviewedAddress = z
  .object({
    line: z.number().int(),
    officialName: z.string(),
    /** The address that was looked up: the cell, and the commune of the row where the cell does not name it. */
    address: z.string(),
    /** Says nothing of a choice, so that a row stays where it is while it is decided on. */
    grade: AddressGrade,
    candidates: z.array(PlaceCandidate),
    /** Place in `candidates` of the one that is used; null while nobody chose, and for a row left out. */
    used: z.number().int().nullable(),
    leftOut: z.boolean(),
    /**
     * The place that somebody gave it; `commune` is set where nothing finer is known. Places outside the city are
     * not written.
     */
    byHand: z
      .object({
        position: LonLat,
        radiusMetres: z.number(),
        commune: z.string().nullable(),
        outsideCity: z.boolean(),
      })
      .nullable(),
  })
  .meta({ id: 'ReviewedAddress' });
export type ReviewedAddress = z.infer<typeof ReviewedAddress>;

export const AddressReview = z
  .object({
    rows: z.array(ReviewedAddress),
    /** All rows of the table, those beyond `rows` as well. */
    counts: z.record(AddressGrade, z.number().int()),
  })
  .meta({ id: 'AddressReview' });
export type AddressReview = z.infer<typeof AddressReview>;
