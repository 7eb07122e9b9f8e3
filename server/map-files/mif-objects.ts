import type { Position } from 'geojson';

import { assemblePolygons } from './assemble-polygons.ts';
import { MapFileError } from './map-file-error.ts';
import type { MapLimits } from './map-file.ts';
import type { MifHead } from './read-mif.ts';
import { refuseTooMany } from './too-many.ts';

type Part = { type: string; coordinates: unknown } | null;

/** Words that begin an object without a place that is kept: drawings, and letters on the map. */
const PLACELESS = ['none', 'arc', 'text'];
const OBJECTS = [
  ...PLACELESS,
  'point',
  'line',
  'pline',
  'region',
  'multipoint',
  'collection',
  'rect',
  'roundrect',
  'ellipse',
];

/**
 * Reads the objects behind `Data`, one geometry for each in the manner of GeoJSON, null where it has none. Lines that
 * begin no object say how the last one is drawn and are passed over.
 * @throws MapFileError `file_broken` where a number is missing, `too_many_vertices`
 */
export function mifObjects(
  lines: readonly string[],
  from: number,
  transform: MifHead['transform'],
  limits: MapLimits,
): unknown[] {
  const reader = new ObjectReader(lines, from, transform, limits);
  const found: unknown[] = [];
  for (let word = reader.nextObject(); word !== null; word = reader.nextObject()) {
    found.push(reader.read(word));
    refuseTooMany(found.length, limits);
  }
  return found;
}

class ObjectReader {
  readonly #lines: readonly string[];
  readonly #transform: MifHead['transform'];
  readonly #limits: MapLimits;
  #at: number;
  /** Words that are left on the present line. */
  #words: string[] = [];
  #vertices = 0;

  constructor(
    lines: readonly string[],
    from: number,
    transform: MifHead['transform'],
    limits: MapLimits,
  ) {
    this.#lines = lines;
    this.#at = from;
    this.#transform = transform;
    this.#limits = limits;
  }

  /** Goes to the next line that begins an object; returns its word, or null at the end. */
  nextObject(): string | null {
    for (; this.#at < this.#lines.length; this.#at += 1) {
      const words = wordsOf(this.#lines[this.#at] ?? '');
      const word = words[0]?.toLowerCase() ?? '';
      if (!OBJECTS.includes(word)) continue;
      this.#at += 1;
      this.#words = words.slice(1);
      return word;
    }
    return null;
  }

  read(word: string): unknown {
    switch (word) {
      case 'point':
        return { type: 'Point', coordinates: this.#position() };
      case 'line':
        return { type: 'LineString', coordinates: [this.#position(), this.#position()] };
      case 'pline':
        return this.#lineStrings();
      case 'region':
        return assemblePolygons(this.#runs(this.#count()));
      case 'multipoint':
        return { type: 'MultiPoint', coordinates: this.#run(this.#count()) };
      case 'rect':
      case 'roundrect':
      case 'ellipse':
        return this.#rectangle();
      case 'collection':
        return this.#collection();
      default:
        return null;
    }
  }

  #lineStrings(): Part {
    if (this.#words[0]?.toLowerCase() !== 'multiple') {
      return { type: 'LineString', coordinates: this.#run(this.#count()) };
    }
    this.#words.shift();
    return { type: 'MultiLineString', coordinates: this.#runs(this.#count()) };
  }

  /** The box of a rectangle or ellipse, which is all that its two corners say for certain. */
  #rectangle(): Part {
    const [west = NaN, south = NaN] = this.#position();
    const [east = NaN, north = NaN] = this.#position();
    const ring = [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ];
    return { type: 'Polygon', coordinates: [ring] };
  }

  #collection(): unknown {
    const geometries: unknown[] = [];
    for (let left = this.#count(); left > 0; left -= 1) {
      const word = this.nextObject();
      if (word === null || word === 'collection') throw broken();
      const part = this.read(word);
      if (part !== null) geometries.push(part);
    }
    return { type: 'GeometryCollection', geometries };
  }

  #runs(count: number): Position[][] {
    return Array.from({ length: count }, () => this.#run(this.#count()));
  }

  #run(count: number): Position[] {
    return Array.from({ length: count }, () => this.#position());
  }

  #position(): Position {
    this.#vertices += 1;
    if (this.#vertices > this.#limits.maximumVertices) {
      throw new MapFileError('too_many_vertices', { limit: this.#limits.maximumVertices });
    }
    const { times, plus } = this.#transform;
    const [x, y] = [this.#number(), this.#number()];
    return [x * times[0] + plus[0], y * times[1] + plus[1]];
  }

  /** A count of things that follow, each on a line of its own at least half of the time. */
  #count(): number {
    const count = this.#number();
    const most = (this.#lines.length - this.#at + 1) * 2;
    if (!Number.isInteger(count) || count < 0 || count > most) throw broken();
    return count;
  }

  #number(): number {
    while (this.#words.length === 0) {
      const line = this.#lines[this.#at];
      if (line === undefined) throw broken();
      this.#words = wordsOf(line);
      this.#at += 1;
    }
    const number = Number(this.#words.shift());
    if (!Number.isFinite(number)) throw broken();
    return number;
  }
}

/** Splits a line at blanks; one too long for the format is no line of it. */
function wordsOf(line: string): string[] {
  if (line.length > 1_000) throw broken();
  const trimmed = line.trim();
  return trimmed === '' ? [] : trimmed.split(/\s+/);
}

function broken(): MapFileError {
  return new MapFileError('file_broken', { reason: 'mif_object' });
}
