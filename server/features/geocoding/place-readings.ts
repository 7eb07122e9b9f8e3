import type { LonLat } from '#server/contract/geo.ts';
import type { PlacePrecision } from '#server/contract/geocoding.ts';
import { metresBetween } from '#server/methods/local-metres.ts';

import { areaName, type GazetteerIndex, type Mention } from './gazetteer-index.ts';
import { locateDoor } from './locate-door.ts';
import { locateJunctions } from './locate-junction.ts';
import type { Door, ParsedAddress } from './parsed-address.ts';
import { clustersOf } from './spatial-clusters.ts';

/** A commune with the names that lead to it and a circle that holds most of it. */
export type KnownCommune = {
  id: number;
  name: string;
  formerNames: readonly string[];
  centre: LonLat;
  radiusMetres: number;
};

/** One place that an address may mean; `setId` null stands for the list of communes. */
export type Resolved = {
  label: string;
  precision: PlacePrecision;
  position: LonLat;
  radiusMetres: number;
  score: number;
  basis: string[];
  setId: number | null;
  /** The communes and towns in which the entries say they lie. */
  areas: readonly string[];
};

/** What a kind of answer is worth beside the others, given the same likeness of the name. */
const WEIGHTS = { junction: 0.92, place: 0.8, aside: 0.66, street: 0.62, commune: 0.42 } as const;
const STREET_GAP_METRES = 1_200;
const PLACE_GAP_METRES = 250;
const LEAST_STREET_METRES = 100;
const UNKNOWN_EXTENT_METRES = 400;
const PLACE_METRES = 60;
const COMMON_NAME = 0.12;
const NAMES_TRIED = 6;

export function doorsAlong(door: Door, index: GazetteerIndex): Resolved[] {
  return index.find(door.street, NAMES_TRIED).flatMap(({ term, similarity }) => {
    const mentions = index.mentionsOf(term);
    return clustersOf(mentions, ({ position }) => position, STREET_GAP_METRES).flatMap(
      (stretch) => {
        const located = locateDoor(door, stretch);
        if (located === null) return alongStreet(term, stretch, similarity, index);
        return {
          label: doorLabel(door, index.terms.spellingOf(term)),
          precision: located.precision,
          position: located.position,
          radiusMetres: located.radiusMetres,
          score: similarity * located.weight,
          basis: labelsOf(located.mentions),
          setId: located.mentions[0]?.entry.setId ?? null,
          areas: areasIn(located.mentions),
        };
      },
    );
  });
}

function doorLabel({ house, alleys }: Door, street: string): string {
  const number = house === null ? '' : `${house.number}${house.suffix}`;
  const range = house?.upTo == null ? '' : `–${house.upTo}`;
  const inner = alleys.length === 0 ? '' : `ngõ ${alleys.join('/')}`;
  return [`${number}${range}`, inner, street].filter((part) => part !== '').join(' ');
}

export function junctionsOf(pair: readonly [string, string], index: GazetteerIndex): Resolved[] {
  return locateJunctions(index, pair).map(({ position, radiusMetres, similarity, mentions }) => ({
    label: pair.join(' – '),
    precision: 'junction' as const,
    position,
    radiusMetres,
    // The rougher the place, the less it is worth.
    score: similarity * (WEIGHTS.junction - Math.min(0.2, radiusMetres / 2_500)),
    basis: labelsOf(mentions),
    setId: mentions[0]?.entry.setId ?? null,
    areas: areasIn(mentions),
  }));
}

/** Streets and places of a name: each stretch and each spot by itself. */
export function placesNamed(name: string, index: GazetteerIndex): Resolved[] {
  return index.find(name, NAMES_TRIED).flatMap(({ term, similarity }) => {
    const mentions = index.mentionsOf(term);
    const streets = mentions.filter(({ role }) => role === 'street');
    const names = mentions.filter(({ role }) => role !== 'street');
    const spots = clustersOf(names, ({ position }) => position, PLACE_GAP_METRES);
    const rarity = 1 / (1 + COMMON_NAME * (spots.length - 1));
    return [
      ...clustersOf(streets, ({ position }) => position, STREET_GAP_METRES).flatMap((stretch) =>
        alongStreet(term, stretch, similarity, index),
      ),
      // What is called alike in many places ("cột trước") is hardly a name.
      ...spots.flatMap((spot) => placeAt(spot, similarity * rarity)),
    ];
  });
}

function placeAt(spot: readonly Mention[], similarity: number): Resolved[] {
  const [best] = spot.toSorted((a, b) => a.errorMetres - b.errorMetres);
  if (best === undefined) return [];
  return [
    {
      label: best.entry.name ?? best.entry.street ?? '',
      precision: 'place',
      position: best.position,
      radiusMetres: PLACE_METRES + best.errorMetres + reachOf(best.position, spot),
      score:
        similarity * (spot.some(({ role }) => role === 'name') ? WEIGHTS.place : WEIGHTS.aside),
      basis: labelsOf(spot),
      setId: best.entry.setId,
      areas: areasIn(spot),
    },
  ];
}

function alongStreet(
  term: number,
  stretch: readonly Mention[],
  similarity: number,
  index: GazetteerIndex,
): Resolved[] {
  const [first] = stretch;
  if (first === undefined) return [];
  const vertices = stretch.flatMap(({ entry }) => entry.line);
  const position = centralOf(vertices) ?? first.position;
  const reach = Math.max(...vertices.map((vertex) => metresBetween(position, vertex)));
  return [
    {
      label: index.terms.spellingOf(term),
      precision: 'street',
      position,
      // A single place along it says nothing about how long the street is.
      radiusMetres:
        Math.max(LEAST_STREET_METRES, reach) + (vertices.length < 3 ? UNKNOWN_EXTENT_METRES : 0),
      score: similarity * WEIGHTS.street,
      basis: labelsOf(stretch),
      setId: first.entry.setId,
      areas: areasIn(stretch),
    },
  ];
}

/** The vertex nearest to the middle of all: unlike the middle, it lies on the street. */
function centralOf(vertices: readonly LonLat[]): LonLat | undefined {
  const mean = (part: 0 | 1) =>
    vertices.reduce((sum, vertex) => sum + vertex[part], 0) / Math.max(1, vertices.length);
  const middle: LonLat = [mean(0), mean(1)];
  let nearest: { vertex: LonLat; metres: number } | undefined;
  for (const vertex of vertices) {
    const metres = metresBetween(vertex, middle);
    if (nearest === undefined || metres < nearest.metres) nearest = { vertex, metres };
  }
  return nearest?.vertex;
}

function reachOf(position: LonLat, mentions: readonly Mention[]): number {
  return Math.max(0, ...mentions.map((one) => metresBetween(position, one.position)));
}

export function communesNamed(
  parsed: ParsedAddress,
  communes: readonly KnownCommune[],
): Resolved[] {
  const asked = [
    ...parsed.areas.filter(({ kind }) => kind !== 'city').map(({ name }) => areaName(name)),
    ...parsed.names.map(areaName),
  ];
  return communes.flatMap((commune) => {
    const former = commune.formerNames.find((name) => asked.includes(areaName(name)));
    if (!asked.includes(areaName(commune.name)) && former === undefined) return [];
    return {
      label: commune.name,
      precision: 'commune' as const,
      position: commune.centre,
      radiusMetres: commune.radiusMetres,
      score: WEIGHTS.commune,
      basis: former === undefined ? [] : [former],
      setId: null,
      areas: [],
    };
  });
}

/** None when one of the entries needs no such word: then the stretch is the one that everybody knows. */
function areasIn(mentions: readonly Mention[]): string[] {
  return mentions.some(({ areas }) => areas.length === 0)
    ? []
    : [...new Set(mentions.flatMap(({ areas }) => areas))];
}

function labelsOf(mentions: readonly Mention[]): string[] {
  const labels = mentions.map(
    ({ entry }) => entry.name ?? [entry.houseNumber, entry.street].filter(Boolean).join(' '),
  );
  return [...new Set(labels)].slice(0, 2);
}
