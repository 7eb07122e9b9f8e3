import type { LonLat } from '#server/contract/geo.ts';
import { metresBetween } from '#server/methods/local-metres.ts';

import { areaName, type GazetteerIndex } from './gazetteer-index.ts';
import type { ParsedAddress } from './parsed-address.ts';
import {
  communesNamed,
  doorsAlong,
  junctionsOf,
  placesNamed,
  type KnownCommune,
  type Resolved,
} from './place-readings.ts';

/** How much a district or a place named beside it speaks for a candidate that lies there, or against it. */
const NEARBY_BONUS = 0.08;
const NEARBY_METRES = 600;
const WRONG_AREA = 0.3;
const OTHER_TOWN = 0.15;
const MOST_ANSWERS = 8;
const SAME_METRES = 25;
/** Closer than this in score, a person has to choose. */
const CLEAR_LEAD = 0.1;
const RELATION_METRES = { at: 0, opposite: 25, before: 40, beyond: 40, near: 60 } as const;

/** Every place that the address may mean, best first; several that are alike are all there. */
export function resolveAddress(
  parsed: ParsedAddress,
  index: GazetteerIndex,
  communes: readonly KnownCommune[],
): { items: Resolved[]; ambiguous: boolean } {
  const found = [
    ...parsed.doors.flatMap((door) => doorsAlong(door, index)),
    ...parsed.junctions.flatMap((pair) => junctionsOf(pair, index)),
    ...[...parsed.streets, ...parsed.names, ...parsed.areas.map(({ written }) => written)].flatMap(
      (name) => placesNamed(name, index),
    ),
    ...communesNamed(parsed, communes),
  ];
  const near = nearbyPlaces(parsed, index);
  const circles = circlesNamed(parsed, communes);
  const asked = [...parsed.areas.map(({ name }) => name), ...parsed.names].map(areaName);
  const extra = RELATION_METRES[parsed.relation] + (parsed.offsetMetres ?? 0);
  const judged = found
    .map((one) => ({
      ...one,
      radiusMetres: Math.round(one.radiusMetres + (one.precision === 'commune' ? 0 : extra)),
      score: withContext(one, near, circles) * (isElsewhere(one, asked) ? 1 - OTHER_TOWN : 1),
    }))
    .toSorted((a, b) => b.score - a.score);
  const items = distinct(judged).slice(0, MOST_ANSWERS);
  return { items, ambiguous: isAmbiguous(items) };
}

/** Where the other things lie that the address names; only what is clearly meant. */
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

/** The communes that the address names, with or without the word. */
function circlesNamed(parsed: ParsedAddress, communes: readonly KnownCommune[]): Circle[] {
  return communesNamed(parsed, communes).map(({ position, radiusMetres }) => ({
    centre: position,
    radiusMetres,
  }));
}

function withContext(one: Resolved, near: readonly LonLat[][], circles: readonly Circle[]): number {
  const beside = near.filter((places) =>
    places.some((place) => metresBetween(place, one.position) <= NEARBY_METRES),
  ).length;
  // The one place that the candidate itself rests on is among them.
  const others = Math.max(
    0,
    beside - (one.precision === 'place' || one.precision === 'street' ? 1 : 0),
  );
  const score = Math.min(1, one.score + NEARBY_BONUS * Math.min(2, others));
  if (circles.length === 0 || one.precision === 'commune') return score;
  const inside = circles.some(
    ({ centre, radiusMetres }) => metresBetween(centre, one.position) <= 1.5 * radiusMetres,
  );
  return inside ? Math.min(1, score + NEARBY_BONUS) : score * (1 - WRONG_AREA);
}

/** One place is answered once, by its best reading. */
function distinct(judged: readonly Resolved[]): Resolved[] {
  const kept: Resolved[] = [];
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

function isAmbiguous([best, ...others]: readonly Resolved[]): boolean {
  if (best === undefined) return false;
  return others.some(
    (other) =>
      best.score - other.score < CLEAR_LEAD &&
      metresBetween(best.position, other.position) > best.radiusMetres,
  );
}
