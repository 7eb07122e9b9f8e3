import { foldText } from '#server/contract/text.ts';

import {
  ACCESS_ROAD,
  ALLEY,
  AREA_INSIDE,
  AREAS,
  CITY,
  CROSSING,
  DISTANCE,
  HOUSE,
  HOUSE_BEHIND,
  HOUSE_INSIDE,
  isMeant,
  JUNCTION,
  NO_HOUSE_BEFORE,
  NO_STREET,
  RELATIONS,
  ROAD_NUMBER,
  STREET_WORD,
} from './address-words.ts';
import type { Area, Door, HouseNumber, ParsedAddress, Relation } from './parsed-address.ts';

const MOST_NUMBERS_OF_A_HOUSE = 40;

type Found = {
  relation: Relation;
  offsetMetres: number | null;
  doors: Door[];
  junctions: [string, string][];
  streets: string[];
  areas: Area[];
  subject: string | null;
  names: string[];
};

/**
 * Takes an address or the description of a place apart: "Đối diện 523 Nguyễn Văn Linh", "số 12A ngách 34/5
 * phố Huế, phường Hai Bà Trưng", "ngã ba Kim Mã – Vạn Bảo". Words that say nothing known become names.
 */
export function parseAddress(text: string): ParsedAddress {
  const found: Found = {
    relation: 'at',
    offsetMetres: null,
    doors: [],
    junctions: [],
    streets: [],
    areas: [],
    subject: null,
    names: [],
  };
  const segments = segmentsOf(text);
  for (let at = 0; at < segments.length; at += 1) {
    const segment = withoutRelation(segments[at] ?? '', found);
    if (segment === '') continue;
    const used = readJunction(segment, segments[at + 1], found);
    at += used ?? 0;
    if (used !== null) continue;
    const isFirst = isEmpty(found);
    if (!readArea(segment, found) && !readDoor(segment, segments[at + 1], found)) {
      readStreetOrName(segment, found);
    }
    if (isFirst) found.subject = found.names[0] ?? null;
  }
  return found;
}

function isEmpty({ doors, junctions, streets, areas, names }: Found): boolean {
  return [doors, junctions, streets, areas, names].every((list) => list.length === 0);
}

/** Commas that are no decimal ones, brackets and dashes with a space beside them part an address; `6 - 8` is one number. */
function segmentsOf(text: string): string[] {
  return (
    text
      .normalize('NFC')
      .replace(/[\u0300-\u036f]/g, '')
      .replace(/[–—]/g, '-')
      // A space that was forgotten: "108Nguyễn Trãi", "ChợHà Đông".
      .replace(/(\d\p{Ll}?)(?=\p{Lu}\p{Ll})|(\p{Ll}\p{Ll})(?=\p{Lu})/gu, '$1$2 ')
      .replace(/\b(\d+)([A-Za-z]?)\s*-\s*(?=(\d+)[A-Za-z]?(?:[\s,]|$))/g, asRange)
      .split(/[;()]|,(?!\d)|(?<!\d),|(?<=\s)-|-(?=\s)/)
      .map((segment) => segment.replace(/\s+/g, ' ').trim())
      .filter((segment) => segment !== '')
  );
}

/** "563 - 565" is one house on two numbers; in "Garden 2 - 423 Minh Khai" the dash parts. */
function asRange(written: string, from: string, letter: string, to: string): string {
  const numbers = Number(to) - Number(from);
  return numbers > 0 && numbers <= MOST_NUMBERS_OF_A_HOUSE ? `${from}${letter}–` : written;
}

/** The same letters in the same places: what a pattern finds can be cut out of the spelling. */
function folded(segment: string): string {
  return foldText(segment);
}

/** A pattern of words at the beginning, unless its marks make other words of them. */
function beginning(pattern: RegExp, segment: string): RegExpExecArray | null {
  const match = pattern.exec(folded(segment));
  return match !== null && isMeant(segment.slice(0, match[0].length), segment) ? match : null;
}

/** Takes "đối diện", "trước", "gần", "qua 50m" off the beginning, and "20m" off the end. */
function withoutRelation(segment: string, found: Found): string {
  let rest = segment;
  for (let again = true; again;) {
    again = false;
    for (const [pattern, relation] of RELATIONS) {
      const match = beginning(pattern, rest);
      if (match === null) continue;
      rest = rest.slice(match[0].length).trim();
      if (found.relation === 'at' || relation === 'opposite') found.relation = relation;
      again = true;
    }
    const without = withoutDistance(rest, found);
    again ||= without !== rest;
    rest = without;
  }
  return rest;
}

function withoutDistance(segment: string, found: Found): string {
  const match = DISTANCE.exec(folded(segment));
  if (match === null) return segment;
  const [whole, value = '', unit] = match;
  const before = segment.slice(0, match.index);
  const after = segment.slice(match.index + whole.length);
  // In the middle of a name it is part of it: "cột 110 m sân bay".
  if (before.trim() !== '' && after.trim() !== '') return segment;
  found.offsetMetres = Number(value.replace(',', '.')) * (unit === 'km' ? 1_000 : 1);
  if (found.relation === 'at') found.relation = 'near';
  return `${before} ${after}`.trim();
}

/** Reads a junction. @returns the number of the following segments used up; null when it is none */
function readJunction(segment: string, next: string | undefined, found: Found): number | null {
  const match = beginning(JUNCTION, segment);
  if (match === null) return null;
  const rest = segment.slice(match[0].length);
  if (ACCESS_ROAD.test(folded(rest))) return null;
  const cut = CROSSING.exec(folded(rest));
  if (cut !== null) {
    found.junctions.push([
      streetName(rest.slice(0, cut.index)),
      streetName(rest.slice(cut.index + cut[0].length)),
    ]);
    return 0;
  }
  // The second street may stand behind a dash without spaces or behind one with them.
  const [first = '', second] = rest.split('-');
  if (second !== undefined) {
    found.junctions.push([streetName(first), streetName(second)]);
    return 0;
  }
  const other = next === undefined ? '' : withoutRelation(next, found);
  if (other === '' || /\d/.test(other) || isArea(other)) {
    found.names.push(segment);
    found.streets.push(streetName(rest));
    return 0;
  }
  found.junctions.push([streetName(rest), streetName(other)]);
  return 1;
}

function isArea(segment: string): boolean {
  return (
    CITY.test(folded(segment)) || AREAS.some(([pattern]) => beginning(pattern, segment) !== null)
  );
}

function readArea(segment: string, found: Found): boolean {
  if (CITY.test(folded(segment))) return true;
  for (const [pattern, kind] of AREAS) {
    const match = beginning(pattern, segment);
    if (match === null) continue;
    const name = segment.slice(match[0].length).trim();
    if (!CITY.test(folded(name))) found.areas.push({ kind, name, written: segment });
    return true;
  }
  return false;
}

function readDoor(segment: string, next: string | undefined, found: Found): boolean {
  const doors = doorsOf(segment, next);
  if (doors.length > 0) {
    found.doors.push(...doors.map((door) => withoutAreas(door, found)));
    return true;
  }
  const behind = HOUSE_BEHIND.exec(folded(segment));
  if (behind !== null && !NO_HOUSE_BEFORE.test(behind[1] ?? '')) {
    const [, street = '', ...number] = behind;
    const name = streetName(segment.slice(0, street.length));
    found.doors.push(...readings(number, [], name));
    return true;
  }
  const inside = HOUSE_INSIDE.exec(folded(segment));
  if (inside === null || NO_HOUSE_BEFORE.test(inside[1] ?? '')) return false;
  const place = segment.slice(0, inside[1]?.length ?? 0);
  const within = doorsOf(segment.slice(segment.length - (inside[2]?.length ?? 0)), undefined);
  if (within.length === 0) return false;
  found.names.push(place);
  found.doors.push(...within);
  return true;
}

/** "12 Nguyễn Trãi phường Thanh Xuân": areas without a comma before them are no part of the street. */
function withoutAreas(door: Door, found: Found): Door {
  const inside = AREA_INSIDE.exec(folded(door.street));
  if (inside === null) return door;
  const area = door.street.slice(inside.index).trim();
  const street = door.street.slice(0, inside.index);
  const next = AREA_INSIDE.exec(folded(area))?.index ?? area.length;
  if (!isMeant(area.slice(0, inside[0].length).trim(), door.street)) return door;
  for (const segment of [area.slice(0, next), area.slice(next).trim()]) readArea(segment, found);
  return { ...door, street };
}

/** `12A ngõ 34/5 phố Huế`, `ngõ 34 phố Huế`, `12/34 Đội Cấn`: none when no street follows the numbers. */
function doorsOf(segment: string, next: string | undefined): Door[] {
  const house = HOUSE.exec(folded(segment));
  let rest = segment.slice(house?.[0].length ?? 0);
  const alleys: string[] = [];
  for (let match = beginning(ALLEY, rest); match !== null; match = beginning(ALLEY, rest)) {
    const chain = (match[2] ?? '').replaceAll(' ', '').toUpperCase().split('/');
    // "ngách 34/5 ngõ 34": what is named later lies further out and is often named twice.
    alleys.unshift(...chain.filter((alley) => !alleys.includes(alley)));
    rest = rest.slice(match[0].length);
  }
  if (house === null && alleys.length === 0) return [];
  if (rest === '' && next !== undefined && !/\d/.test(next) && !isArea(next)) rest = next;
  const name = streetName(rest);
  if (!/\p{L}/u.test(name) || NO_STREET.test(folded(rest))) return [];
  if (house === null) return [{ house: null, alleys, street: name }];
  const [, digits, letter = '', ...behind] = house;
  const doors = readings(house.slice(1), alleys, name);
  // "46 V Vọng" is 46V, or a street of which a letter was lost.
  const apart = letter !== '' && folded(segment).includes(`${digits} ${letter} `);
  return apart
    ? [...doors, ...readings([digits, '', ...behind], alleys, `${letter.toUpperCase()} ${name}`)]
    : doors;
}

/** @param number digits, letter, chain of alleys, range, as the patterns capture them */
function readings(
  number: readonly (string | undefined)[],
  alleys: readonly string[],
  street: string,
): Door[] {
  const [digits = '', letter = '', chain = '', range = ''] = number;
  const first: HouseNumber = {
    number: Number(digits),
    suffix: letter.toUpperCase(),
    upTo: range === '' ? null : Number.parseInt(range.slice(1), 10),
  };
  const inner = chain
    .split('/')
    .slice(1)
    .map((part) => part.toUpperCase());
  if (inner.length === 0) return [{ house: first, alleys, street }];
  const last = houseOf(inner.at(-1) ?? '');
  const outer = `${digits}${letter.toUpperCase()}`;
  return [
    { house: last, alleys: [...alleys, outer, ...inner.slice(0, -1)], street },
    { house: first, alleys: [...alleys, ...inner.toReversed()], street },
  ];
}

function houseOf(text: string): HouseNumber {
  const [, digits = '', suffix = ''] = /^(\d+)(.*)$/s.exec(text) ?? [];
  return { number: Number(digits), suffix, upTo: null };
}

function readStreetOrName(segment: string, found: Found): void {
  const text = folded(segment);
  if (ACCESS_ROAD.test(text)) {
    found.names.push(segment);
    return;
  }
  if (beginning(STREET_WORD, segment) !== null || beginning(ROAD_NUMBER, segment) !== null) {
    found.streets.push(streetName(segment));
    return;
  }
  found.names.push(segment);
  const inside = /\s(?:duong|pho)\s+(?!vao|ra|noi bo|gom|len|xuong)(\S.*)$/.exec(text);
  if (inside !== null) found.streets.push(streetName(segment.slice(-(inside[1]?.length ?? 0))));
}

/** The name of a street without the word for it; a road that has a number only keeps the word. */
export function streetName(text: string): string {
  const trimmed = text.trim().replace(/(?<![.\s])[.\s]+$/, '');
  const match = beginning(STREET_WORD, trimmed);
  const rest = match === null ? trimmed : trimmed.slice(match[0].length);
  return /\p{L}/u.test(rest) ? rest : trimmed;
}
