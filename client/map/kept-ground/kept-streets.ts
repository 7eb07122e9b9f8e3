import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';

import { fromUnit, toUnit, type TileAddress } from '#client/map/clusters/tile-cover.ts';
import { METRES_PER_DEGREE, type LonLat } from '#server/contract/geo.ts';
import { foldText } from '#server/contract/text.ts';

/** A named street, water or quarter of the kept ground. WGS 84, longitude first. */
export type KeptStreet = {
  name: string;
  position: LonLat;
  /** The place lies within this many metres of the position. */
  radiusMetres: number;
};

/** Layers of a tile of the ground that carry names. */
const NAMED_LAYERS = ['streets', 'labels'];
const LEAST_METRES = 50;
/** Parts of one name that lie farther apart are two streets. */
const APART_METRES = 3_000;
const MOST_FOUND = 8;
/** Words that a person leaves out: a street is mostly called by its name alone. */
const KINDS = /^(duong|pho|ngo|ngach|hem|cau|song|ho|khu pho|cong vien)\s+/;

type Box = [west: number, south: number, east: number, north: number];

/** Gathers the names of tiles; parts of one street in several tiles become one entry. */
export class StreetGatherer {
  readonly #found = new Map<string, Box[]>();

  /** Adds the names of a tile (MVT, unpacked). Throws on broken bytes. */
  add(bytes: Uint8Array, tile: TileAddress): void {
    const { layers } = new VectorTile(new PbfReader(bytes));
    for (const layerName of NAMED_LAYERS) {
      const layer = layers[layerName];
      for (let index = 0; index < (layer?.length ?? 0); index += 1) {
        const feature = layer?.feature(index);
        const name = feature?.properties['name'];
        if (feature === undefined || typeof name !== 'string') continue;
        const size = 2 ** tile.z;
        const spots = feature
          .loadGeometry()
          .flat()
          .map(({ x, y }) =>
            fromUnit((tile.x + x / feature.extent) / size, (tile.y + y / feature.extent) / size),
          );
        this.#join(name, boxAround(spots));
      }
    }
  }

  finish(): KeptStreet[] {
    return [...this.#found].flatMap(([name, boxes]) => boxes.map((box) => streetOf(name, box)));
  }

  #join(name: string, box: Box): void {
    const known = this.#found.get(name);
    if (known === undefined) {
      this.#found.set(name, [box]);
      return;
    }
    const near = known.find((other) => metresApart(middleOf(other), middleOf(box)) < APART_METRES);
    if (near === undefined) known.push(box);
    else
      near.splice(
        0,
        4,
        ...boxAround([corner(near, 0), corner(near, 2), corner(box, 0), corner(box, 2)]),
      );
  }
}

/** Streets whose names hold all the words, without regard to marks; the best first. */
export function findStreets(streets: readonly KeptStreet[], words: string): KeptStreet[] {
  const sought = foldText(words).trim();
  const terms = sought.split(/\s+/).filter((term) => term !== '');
  if (terms.length === 0) return [];
  const found = streets.flatMap((street) => {
    const name = foldText(street.name);
    const parts = name.split(/\s+/);
    const fits = terms.every((term) => parts.some((part) => part.startsWith(term)));
    return fits ? [{ street, rank: rankOf(name, sought) }] : [];
  });
  return found
    .toSorted(
      (a, b) =>
        a.rank - b.rank || a.street.name.localeCompare(b.street.name, 'vi', { numeric: true }),
    )
    .slice(0, MOST_FOUND)
    .map(({ street }) => street);
}

/** 0: the whole name; 1: the name without its kind; 2: its beginning; 3: its words somewhere. */
function rankOf(name: string, sought: string): number {
  if (name === sought) return 0;
  const called = name.replace(KINDS, '');
  if (called === sought || called === sought.replace(KINDS, '')) return 1;
  return name.startsWith(sought) || called.startsWith(sought) ? 2 : 3;
}

function streetOf(name: string, box: Box): KeptStreet {
  const position = middleOf(box);
  const radius = metresApart(position, corner(box, 0));
  return { name, position, radiusMetres: Math.round(Math.max(LEAST_METRES, radius)) };
}

function boxAround(spots: readonly LonLat[]): Box {
  const [longitudes, latitudes] = [spots.map(([east]) => east), spots.map(([, north]) => north)];
  return [
    Math.min(...longitudes),
    Math.min(...latitudes),
    Math.max(...longitudes),
    Math.max(...latitudes),
  ];
}

function corner(box: Box, from: 0 | 2): LonLat {
  return from === 0 ? [box[0], box[1]] : [box[2], box[3]];
}

/** The middle as the map draws it, six decimals (0.1 m). */
function middleOf(box: Box): LonLat {
  const [west, south] = toUnit(corner(box, 0));
  const [east, north] = toUnit(corner(box, 2));
  const [longitude, latitude] = fromUnit((west + east) / 2, (south + north) / 2);
  return [Math.round(longitude * 1e6) / 1e6, Math.round(latitude * 1e6) / 1e6];
}

function metresApart(one: LonLat, other: LonLat): number {
  const shrink = Math.cos((one[1] * Math.PI) / 180);
  return METRES_PER_DEGREE * Math.hypot((one[0] - other[0]) * shrink, one[1] - other[1]);
}
