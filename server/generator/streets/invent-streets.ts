import { seededRandom, type Random } from '#server/generator/random.ts';

import { joinStreets } from './join-streets.ts';
import { drawMainStreets, drawRingRoads, type Street } from './main-streets.ts';
import { drawAlleys, drawMinorStreets, type Grid } from './minor-streets.ts';
import { OsmText } from './osm-text.ts';
import {
  distance,
  distanceToLine,
  grownRing,
  offset,
  smoothLine,
  spotOf,
  type Spot,
  directionOf,
  piecesOf,
} from './plane.ts';
import { drawRiver, drawWaters, type Waters } from './waters.ts';

type House = { street: string; number: number; ring: Spot[] };

/** Metres between two houses of one side, from the middle of the street to the front, and of the house itself. */
const EVERY = 36;
const FRONT = 9;
const DEPTH = 13;
/** Corners of a block stay free. */
const CORNER = 14;
/** From the middle of another street. */
const KEPT_FREE = 5;

/**
 * Puts houses along streets, odd numbers on the left and even ones on the right, counted from the beginning. None stands
 * on another street. `mainStreets` are those nearby.
 */
function drawHouses(
  random: Random,
  streets: readonly Street[],
  mainStreets: readonly Street[],
): House[] {
  const all = [...streets, ...mainStreets].map((street) => ({ street, box: boxOf(street.line) }));
  return streets.flatMap((street) => {
    let before = 0;
    return piecesOf(street.line).flatMap(([from, to]) => {
      const length = distance(from, to);
      const direction = directionOf(from, to);
      const houses: House[] = [];
      for (let ahead = CORNER; ahead + CORNER < length; ahead += EVERY) {
        for (const side of [1, -1] as const) {
          const width = 9 + 12 * random.next();
          const corner = (along: number, left: number) =>
            offset(from, direction, along, side * left);
          const ring = [
            corner(ahead, FRONT),
            corner(ahead + width, FRONT),
            corner(ahead + width, FRONT + DEPTH),
            corner(ahead, FRONT + DEPTH),
          ];
          if (standsOnStreet(ring, street, all)) continue;
          const number = 2 * Math.floor((before + ahead) / EVERY) + (side === 1 ? 1 : 2);
          houses.push({ street: street.name, number, ring: [...ring, ...ring.slice(0, 1)] });
        }
      }
      before += length;
      return houses;
    });
  });
}

type Box = readonly [west: number, south: number, east: number, north: number];

function standsOnStreet(
  ring: readonly Spot[],
  own: Street,
  all: readonly { street: Street; box: Box }[],
): boolean {
  return all.some(
    ({ street, box }) =>
      street !== own &&
      ring.some((spot) => isNear(spot, box) && distanceToLine(spot, street.line) < KEPT_FREE),
  );
}

function boxOf(line: readonly Spot[]): Box {
  const [easts, norths] = [line.map(([east]) => east), line.map(([, north]) => north)];
  return [Math.min(...easts), Math.min(...norths), Math.max(...easts), Math.max(...norths)];
}

function isNear([x, y]: Spot, [west, south, east, north]: Box): boolean {
  return (
    x > west - KEPT_FREE && x < east + KEPT_FREE && y > south - KEPT_FREE && y < north + KEPT_FREE
  );
}

export type StreetCommune = {
  code: string;
  isWard: boolean;
  centre: readonly [longitude: number, latitude: number];
};

export type StreetPlan = {
  seed: number;
  communes: readonly StreetCommune[];
  /** Codes of the communes with minor streets; the others have main streets alone. */
  withStreets: ReadonlySet<string>;
  /** Codes of the communes with numbered houses. */
  withHouses: ReadonlySet<string>;
};

const GRID: Grid = { along: 210, across: 160, reach: 600 };
/** Near the middle of the city one quarter goes over into the next. */
const DENSE: Grid = { along: 160, across: 130, reach: 900 };
const DENSE_REACH = 3_000;
const RAIL = [
  [105.78, 21.32],
  [105.8, 21.22],
  [105.858, 21.13],
  [105.8595, 21.075],
  [105.843, 21.046],
  [105.8405, 21.025],
  [105.842, 21.0],
  [105.8445, 20.96],
  [105.86, 20.9],
  [105.89, 20.8],
  [105.9, 20.66],
] as const;

/**
 * Invents the streets, waters, parks and houses of a city over its communes' middles and writes them as OSM XML. The
 * same plan gives the same text. Nothing in it exists; every name says so.
 */
export function inventStreets({ seed, communes, withStreets, withHouses }: StreetPlan): string {
  const random = seededRandom(seed);
  const middles = communes.map(({ code, isWard, centre }) => ({
    code,
    spot: spotOf(centre),
    isWard,
  }));
  const river = drawRiver();
  const mainStreets = [...drawMainStreets(random, middles), ...drawRingRoads()];
  const lines = mainStreets.map(({ line }) => line);
  const centres = middles.map(({ spot }) => spot);
  const waters = drawWaters(random, centres, lines, river);
  const text = new OsmText();
  writeGround(text, waters);
  const minor: Street[] = [];
  const alleys: Street[] = [];
  let number = 0;
  const fromTheMiddle = middles
    .filter(({ code }) => withStreets.has(code))
    .toSorted((a, b) => distance(a.spot, [0, 0]) - distance(b.spot, [0, 0]));
  for (const [index, { code, spot }] of fromTheMiddle.entries()) {
    const grid = distance(spot, [0, 0]) < DENSE_REACH ? DENSE : GRID;
    const others = centres.filter((other) => other !== spot);
    const streets = drawMinorStreets(
      random,
      grid,
      { centre: spot, others, mainStreets, waters },
      () => (number += 1),
    );
    minor.push(...streets);
    alleys.push(...drawAlleys(random, streets, waters));
    writeQuarter(text, random, { middle: spot, number: index + 1, reach: grid.reach });
    if (withHouses.has(code)) {
      const near = mainStreets.filter(({ line }) => distanceToLine(spot, line) < 2 * grid.reach);
      writeHouses(text, drawHouses(random, streets, near));
    }
  }
  writeStreets(text, [...mainStreets, ...minor, ...alleys], waters);
  return text.finish();
}

function writeGround(text: OsmText, { river, lakes, parks }: Waters): void {
  text.line(river.ring, { natural: 'water', water: 'river', name: 'Sông Minh Họa' });
  text.line(river.line, { waterway: 'river', name: 'Sông Minh Họa' });
  for (const { ring, name } of lakes) text.line(ring, { natural: 'water', water: 'lake', name });
  for (const { ring, name } of parks) text.line(ring, { leisure: 'park', name });
  const rail = smoothLine(RAIL.map(spotOf), 5);
  text.line(rail, { railway: 'rail' });
}

function writeQuarter(
  text: OsmText,
  random: Random,
  { middle, number, reach }: { middle: Spot; number: number; reach: number },
): void {
  text.line(grownRing(middle, 1.05 * reach, random.next() * 6), { landuse: 'residential' });
  const beside = offset(middle, random.next() * 2 * Math.PI, 0.6 * reach, 0);
  text.node(beside, { place: 'quarter', name: `Khu phố Minh Họa ${number}` });
}

function writeHouses(text: OsmText, houses: readonly House[]): void {
  for (const { street, number, ring } of houses) {
    text.line(ring, {
      building: 'yes',
      'addr:street': street,
      'addr:housenumber': String(number),
    });
  }
}

function writeStreets(text: OsmText, streets: readonly Street[], { river }: Waters): void {
  const net = joinStreets(streets, river.ring);
  const ids = net.spots.map((spot) => text.node(spot));
  for (const { street, nodes, isBridge } of net.ways) {
    text.way(
      nodes.flatMap((node) => ids[node] ?? []),
      {
        highway: street.class,
        name: street.name,
        ...(isBridge ? { bridge: 'yes', layer: '1' } : {}),
      },
    );
  }
}
