/** Relation of the place to the named one: at it, across the street from it, before, beyond or near it. */
export type Relation = 'at' | 'opposite' | 'before' | 'beyond' | 'near';

/** `12A` is 12 and `A`; of `6-8` the first is kept and `upTo` is 8. */
export type HouseNumber = { number: number; suffix: string; upTo: number | null };

/**
 * One reading of a door: house, alleys from the street inwards (`ngõ 34 ngách 5` is `['34', '5']`), street.
 * Without a house the alley itself is meant.
 */
export type Door = { house: HouseNumber | null; alleys: readonly string[]; street: string };

/** Parts of an address as written; nothing is looked up yet. Spellings are kept, NFC. */
export type ParsedAddress = {
  relation: Relation;
  /** "cách 50 m", "trước 30m": how far from what is named. */
  offsetMetres: number | null;
  /** `12/34 Đội Cấn` has two readings: written inwards from the street, or outwards from the house. */
  doors: readonly Door[];
  junctions: readonly (readonly [string, string])[];
  /** Streets that the address calls so. */
  streets: readonly string[];
  /** Communes, and districts and towns of before: what the street is to lie in. */
  areas: readonly Area[];
  /** The name that the address begins with; null where it begins with anything else. */
  subject: string | null;
  /** Everything else: names of places, or of streets without the word. */
  names: readonly string[];
};
/** `written` is the whole segment: Xã Đàn is a street and no commune. */
export type Area = { kind: 'commune' | 'district' | 'city'; name: string; written: string };
