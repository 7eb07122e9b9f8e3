import type { LonLat } from '#server/contract/geo.ts';
import { metresBetween } from '#server/methods/local-metres.ts';

import type { GazetteerIndex } from './gazetteer-index.ts';
import type { ParsedAddress } from './parsed-address.ts';
import {
  communesNamed,
  doorsAlong,
  junctionsOf,
  placesNamed,
  type Resolved,
} from './place-readings.ts';

/** Bonus of a candidate that lies in a district or near a place named beside it, and penalty of one that does not. */
const NEARBY_BONUS = 0.08;
const NEARBY_METRES = 600;
const WRONG_AREA = 0.3;
const OTHER_TOWN = 0.15;
const MOST_ANSWERS = 8;
const SAME_METRES = 25;
/** Closer than this in score, a person has to choose. */
const CLEAR_LEAD = 0.1;
const RELATION_METRES = { at: 0, opposite: 25, before: 40, beyond: 40, near: 60 } as const;
/** Winding communes reach beyond their circle, and a district of before was as large as several. */
const REACH_OF_AREA = { commune: 1.5, district: 3 } as const;
/** Words at the beginning that may be dropped where nothing is known by the whole name. */
const MOST_DROPPED = 3;
const DROPPED_WORDS = 0.9;

/** `outside`: elsewhere than where the address says that it lies. */
type Judged = Resolved & { outside: boolean };

/**
 * Every place that the address may mean, best first; several that are alike are all there. A person has to
 * choose (`ambiguous`) among several, and to look at what has another name or lies in another commune.
 */
export function resolveAddress(
  parsed: ParsedAddress,
  index: GazetteerIndex,
): { items: Resolved[]; ambiguous: boolean } {
  const communes = communesNamed(namesOfAreas(parsed, index), index);
  const placed = placesOf(parsed, index);
  const found =
    placed.length + communes.length > 0 ? [...placed, ...communes] : lessWords(parsed, index);
  const near = nearbyPlaces(parsed, index);
  const circles = circlesAround(communes, parsed);
  const asked = askedAreas(parsed, index);
  const extra = RELATION_METRES[parsed.relation] + (parsed.offsetMetres ?? 0);
  const judged = found
    .map((one): Judged => {
      const outside = liesOutside(one, circles);
      const score = withContext(one, near, { known: circles.length > 0, outside });
      return {
        ...one,
        radiusMetres: Math.round(one.radiusMetres + (one.precision === 'commune' ? 0 : extra)),
        score: score * (isElsewhere(one, asked) ? 1 - OTHER_TOWN : 1),
        outside,
      };
    })
    .toSorted((a, b) => b.score - a.score);
  const items = distinct(judged).slice(0, MOST_ANSWERS);
  return { items, ambiguous: isAmbiguous(items) };
}

function namesOfAreas({ areas, names }: ParsedAddress, { communes }: GazetteerIndex): string[] {
  const inCity = areas.filter(({ kind }) => kind !== 'city');
  return [...inCity.map((area) => communes.nameOf(area)), ...names];
}

function askedAreas({ areas, names }: ParsedAddress, { communes }: GazetteerIndex): string[] {
  const asked = [...areas.map((area) => communes.nameOf(area)), ...names];
  return asked.map((name) => communes.spellingOf(name));
}

function placesOf(parsed: ParsedAddress, index: GazetteerIndex): Resolved[] {
  const { doors, junctions, streets, subject } = parsed;
  const beside = [...parsed.names, ...parsed.areas.map(({ written }) => written)].filter(
    // "Xã Đàn" is a street; "xã Đông Anh" and a name beside others are none while there is such a commune.
    (name) => name !== subject && !index.communes.has(name),
  );
  const hasStreet = doors.length + junctions.length + streets.length > 0;
  return [
    ...doors.flatMap((door) => doorsAlong(door, index)),
    ...junctions.flatMap((pair) => junctionsOf(pair, index)),
    ...[...streets, ...(subject === null ? [] : [subject])].flatMap((name) =>
      placesNamed(name, index),
    ),
    // A name beside the street that was asked is another street, a village or a quarter.
    ...beside
      .flatMap((name) => placesNamed(name, index))
      .map((one) => ({ ...one, exact: one.exact && !hasStreet })),
  ];
}

/**
 * Reads the ends of the names: before them stands a word that nobody knows, or one that is misspelt. Names that
 * are only like the end count where no end is known.
 */
function lessWords({ doors, names, streets }: ParsedAddress, index: GazetteerIndex): Resolved[] {
  const alike: Resolved[][] = [];
  for (let dropped = 1; dropped <= MOST_DROPPED; dropped += 1) {
    const end = (name: string) => name.split(' ').slice(dropped).join(' ');
    const ends = [...names, ...streets].map(end).filter((name) => name.includes(' '));
    const found = [
      ...doors.flatMap((door) => {
        const street = end(door.street);
        return street.includes(' ') ? doorsAlong({ ...door, street }, index) : [];
      }),
      ...ends.flatMap((name) => placesNamed(name, index)),
      ...communesNamed(ends, index),
    ];
    const known = found.filter(({ exact }) => exact);
    if (known.length > 0) return known.map(asLessLike);
    alike.push(found);
  }
  return (alike.find((found) => found.length > 0) ?? []).map(asLessLike);
}

function asLessLike(one: Resolved): Resolved {
  return { ...one, exact: false, score: DROPPED_WORDS * one.score };
}

/** Positions of the other places that the address names; only what is clearly meant. */
function nearbyPlaces(parsed: ParsedAddress, index: GazetteerIndex): LonLat[][] {
  const names = [...parsed.names, ...parsed.streets];
  return names.flatMap((name) => {
    const [best] = index.find(name, 1);
    if (best === undefined || best.similarity < 0.9) return [];
    return [index.mentionsOf(best.term).flatMap(({ entry }) => entry.line)];
  });
}

function isElsewhere({ areas }: Resolved, asked: readonly string[]): boolean {
  return areas.length > 0 && !areas.some((area) => asked.includes(area));
}

type Circle = { centre: LonLat; radiusMetres: number };

/** Circles that the named communes and districts may fill. */
function circlesAround(communes: readonly Resolved[], { areas }: ParsedAddress): Circle[] {
  const reach =
    REACH_OF_AREA[areas.some(({ kind }) => kind === 'district') ? 'district' : 'commune'];
  return communes.map(({ position, radiusMetres }) => ({
    centre: position,
    radiusMetres: reach * radiusMetres,
  }));
}

function liesOutside({ precision, position }: Resolved, circles: readonly Circle[]): boolean {
  return (
    precision !== 'commune' &&
    circles.length > 0 &&
    !circles.some(({ centre, radiusMetres }) => metresBetween(centre, position) <= radiusMetres)
  );
}

function withContext(
  one: Resolved,
  near: readonly LonLat[][],
  area: { known: boolean; outside: boolean },
): number {
  const beside = near.filter((places) =>
    places.some((place) => metresBetween(place, one.position) <= NEARBY_METRES),
  ).length;
  // The one place that the candidate itself rests on is among them.
  const others = Math.max(
    0,
    beside - (one.precision === 'place' || one.precision === 'street' ? 1 : 0),
  );
  const score = Math.min(1, one.score + NEARBY_BONUS * Math.min(2, others));
  if (!area.known || one.precision === 'commune') return score;
  return area.outside ? score * (1 - WRONG_AREA) : Math.min(1, score + NEARBY_BONUS);
}

/** One place is answered once, by its best reading. */
function distinct(judged: readonly Judged[]): Judged[] {
  const kept: Judged[] = [];
  for (const one of judged) {
    const same = kept.some(
      (other) =>
        metresBetween(one.position, other.position) <= SAME_METRES ||
        (one.label === other.label &&
          one.precision === other.precision &&
          metresBetween(one.position, other.position) <= other.radiusMetres),
    );
    const far = one.score < 0.55 * (kept[0]?.score ?? 0);
    if (!same && !far) kept.push(one);
  }
  return kept;
}

function isAmbiguous([best, ...others]: readonly Judged[]): boolean {
  if (best === undefined) return false;
  if (!best.exact || best.outside) return true;
  return others.some(
    (other) =>
      other.exact &&
      best.score - other.score < CLEAR_LEAD &&
      metresBetween(best.position, other.position) > best.radiusMetres,
  );
}
