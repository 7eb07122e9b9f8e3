import type { LonLat } from '#server/contract/geo.ts';
import type { PlacePrecision } from '#server/contract/geocoding.ts';
import { metresBetween } from '#server/methods/local-metres.ts';

import type { GazetteerIndex, Mention } from './gazetteer-index.ts';
import { locateDoor } from './locate-door.ts';
import { locateJunctions } from './locate-junction.ts';
import type { Door } from './parsed-address.ts';
import type { TermMatch } from './term-index.ts';

/** One place that an address may mean; `setId` null stands for the list of communes. */
export type Resolved = {
  label: string;
  precision: PlacePrecision;
  position: LonLat;
  radiusMetres: number;
  score: number;
  /** The name is the one that was asked, and not one like it. */
  exact: boolean;
  basis: string[];
  setId: number | null;
  /** The communes and towns in which the entries say they lie. */
  areas: readonly string[];
};

/** Weights of the kinds of answers, for names of equal likeness. */
const WEIGHTS = { junction: 0.92, place: 0.8, street: 0.62, aside: 0.58, commune: 0.42 } as const;
const STREET_GAP_METRES = 1_200;
const PLACE_GAP_METRES = 250;
/*
 * Radii that held the true spot in nine of ten answers over half of the city's bus stops, asked for the other half.
 * A drawn street may go on where the drawing ends; of one that is only known by places along it, few say how
 * long it is.
 */
const BEYOND_DRAWN_METRES = 400;
const BEYOND_PLACES_METRES = 600;
const LEAST_UNDRAWN_METRES = 1_600;
const PLACE_METRES = 150;
const COMMON_NAME = 0.12;
const BEHIND_DOOR = 0.9;
const NAMES_TRIED = 6;

export function doorsAlong(door: Door, index: GazetteerIndex): Resolved[] {
  return index.find(door.street, NAMES_TRIED).flatMap((match) => {
    const mentions = index.mentionsOf(match.term);
    return clustersOf(mentions, ({ position }) => position, STREET_GAP_METRES).flatMap(
      (stretch) => {
        const street = alongStreet(match, stretch, index);
        const located = locateDoor(door, stretch);
        if (located === null) return street;
        const placed: Resolved = {
          label: doorLabel(door, index.terms.spellingOf(match.term)),
          precision: located.precision,
          position: located.position,
          radiusMetres: located.radiusMetres,
          score: match.similarity * located.weight,
          exact: match.exact,
          basis: labelsOf(located.mentions),
          setId: located.mentions[0]?.entry.setId ?? null,
          areas: areasIn(located.mentions),
        };
        if (located.precision === 'door') return placed;
        // The number may be a slip of the pen: the street is offered behind it.
        return [placed, ...street.map((one) => ({ ...one, score: BEHIND_DOOR * one.score }))];
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
  return locateJunctions(index, pair).map(({ mentions, similarity, ...located }) => ({
    ...located,
    label: pair.join(' – '),
    precision: 'junction' as const,
    // The rougher the place, the less it is worth.
    score: similarity * (WEIGHTS.junction - Math.min(0.2, located.radiusMetres / 2_500)),
    basis: labelsOf(mentions),
    setId: mentions[0]?.entry.setId ?? null,
    areas: areasIn(mentions),
  }));
}

/** Streets and places of a name: each stretch and each spot by itself. */
export function placesNamed(name: string, index: GazetteerIndex): Resolved[] {
  return index.find(name, NAMES_TRIED).flatMap((match) => {
    const mentions = index.mentionsOf(match.term);
    // An entry names beside itself the street, the village or the quarter that it lies in.
    const around = mentions.filter(({ role }) => role !== 'name');
    const names = mentions.filter(({ role }) => role === 'name');
    const spots = clustersOf(names, ({ position }) => position, PLACE_GAP_METRES);
    const rarity = 1 / (1 + COMMON_NAME * (spots.length - 1));
    return [
      ...clustersOf(around, ({ position }) => position, STREET_GAP_METRES).flatMap((stretch) =>
        alongStreet(match, stretch, index),
      ),
      // What is called alike in many places ("cột trước") is hardly a name.
      ...spots.flatMap((spot) => placeAt(match, spot, rarity)),
    ];
  });
}

function placeAt(
  { similarity, exact }: TermMatch,
  spot: readonly Mention[],
  rarity: number,
): Resolved[] {
  const [best] = spot.toSorted((a, b) => a.errorMetres - b.errorMetres);
  if (best === undefined) return [];
  return [
    {
      label: best.entry.name ?? best.entry.street ?? '',
      precision: 'place',
      position: best.position,
      radiusMetres: PLACE_METRES + best.errorMetres + reachOf(best.position, spot),
      score: similarity * rarity * WEIGHTS.place,
      exact,
      basis: labelsOf(spot),
      setId: best.entry.setId,
      areas: areasIn(spot),
    },
  ];
}

function alongStreet(
  { term, similarity, exact }: TermMatch,
  stretch: readonly Mention[],
  index: GazetteerIndex,
): Resolved[] {
  const [first] = stretch;
  if (first === undefined) return [];
  const vertices = stretch.flatMap(({ entry }) => entry.line);
  const position = centralOf(vertices) ?? first.position;
  const reach = Math.max(...vertices.map((vertex) => metresBetween(position, vertex)));
  const isNamedBeside = stretch.every(({ role }) => role === 'aside');
  return [
    {
      label: index.terms.spellingOf(term),
      precision: 'street',
      position,
      radiusMetres: stretch.some(({ entry }) => entry.line.length > 1)
        ? reach + BEYOND_DRAWN_METRES
        : Math.max(LEAST_UNDRAWN_METRES, reach + BEYOND_PLACES_METRES),
      score: similarity * (isNamedBeside ? WEIGHTS.aside : WEIGHTS.street),
      exact,
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

/** The communes of any of the names, each once. */
export function communesNamed(names: readonly string[], index: GazetteerIndex): Resolved[] {
  const matches = names.flatMap((name) => index.communes.find(name));
  const known = matches.some(({ exact }) => exact);
  const kept = new Map(
    matches.flatMap((match) => (match.exact === known ? [[match.commune.id, match]] : [])),
  );
  return [...kept.values()].map(({ commune, former, exact }) => ({
    label: commune.name,
    precision: 'commune',
    position: commune.centre,
    radiusMetres: commune.radiusMetres,
    score: WEIGHTS.commune,
    exact,
    basis: former === null ? [] : [former],
    setId: null,
    areas: [],
  }));
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

/**
 * Parts things that lie apart: two belong together when a chain of things leads from one to the other with no
 * step longer than `metres` (single linkage). A street's name occurs more than once in a city.
 */
export function clustersOf<Thing>(
  things: readonly Thing[],
  positionOf: (thing: Thing) => LonLat,
  metres: number,
): Thing[][] {
  const cell = metres / 111_000;
  const cells = new Map<string, number[]>();
  const at = things.map((thing) => positionOf(thing));
  const cellOf = ([longitude, latitude]: LonLat) =>
    [Math.floor(longitude / cell), Math.floor(latitude / cell)] as const;
  for (const [index, position] of at.entries()) {
    const key = cellOf(position).join();
    cells.set(key, [...(cells.get(key) ?? []), index]);
  }
  const seen = new Set<number>();
  const clusters: Thing[][] = [];
  for (const start of things.keys()) {
    if (seen.has(start)) continue;
    const members = [start];
    seen.add(start);
    for (const member of members) {
      const position = at[member] ?? [0, 0];
      const [column, row] = cellOf(position);
      for (let x = column - 1; x <= column + 1; x += 1) {
        for (let y = row - 1; y <= row + 1; y += 1) {
          for (const other of cells.get(`${x},${y}`) ?? []) {
            if (seen.has(other)) continue;
            if (metresBetween(position, at[other] ?? [0, 0]) > metres) continue;
            seen.add(other);
            members.push(other);
          }
        }
      }
    }
    clusters.push(members.flatMap((member) => things[member] ?? []));
  }
  return clusters;
}
