import { describe, expect, it } from 'vitest';

import type { LonLat } from '#server/contract/geo.ts';
import type { OsmData, OsmTags } from '#server/methods/osm/osm-data.ts';

import { osmEntries, WANTED_OF_OSM } from './osm-entries.ts';

const BOX = [105, 20, 106, 22] as const;
const [INSIDE, BESIDE, OUTSIDE]: LonLat[] = [
  [105.8, 21],
  [105.82, 21.04],
  [107, 21],
];
const PLACES = [INSIDE, BESIDE, OUTSIDE] as LonLat[];

/** Reads one node at the place inside, or a way over the places of these numbers. */
function entriesOf(tags: OsmTags, way?: readonly number[]) {
  const [longitude, latitude] = PLACES[0] ?? [0, 0];
  const data = {
    nodes: way === undefined ? [{ id: 1, tags, longitude, latitude }] : [],
    ways: way === undefined ? [] : [{ id: 2, tags, nodes: way }],
    positionOf: (node: number) => PLACES[node],
  } as unknown as OsmData;
  return osmEntries(data, [...BOX]);
}
const entry = (tags: OsmTags, way?: readonly number[]) => entriesOf(tags, way).entries[0];
const STREET = { highway: 'residential', name: 'Phố Mẫu' };

describe('what is taken from OpenStreetMap', () => {
  it.each<[string, OsmTags, boolean, boolean]>([
    ['a street with a name', STREET, false, true],
    ['a street without one', { highway: 'residential', name: '' }, false, false],
    ['a bus stop', { highway: 'bus_stop', name: 'Bến Mẫu' }, true, true],
    ['a door', { 'addr:housenumber': '12', 'addr:street': 'Huế' }, true, true],
    ['a number without its street', { 'addr:housenumber': '12' }, false, false],
    ['a street without a number', { 'addr:street': 'Huế' }, false, false],
    ['a shop with a name', { shop: 'bakery', name: 'Bánh Mẫu' }, true, true],
    ['a shop without one', { shop: 'bakery' }, false, false],
    ['a quarter', { landuse: 'residential', name: 'Khu Mẫu' }, true, true],
    ['a name of something else', { natural: 'tree', name: 'Cây Mẫu' }, false, false],
  ])('is %s', (_, tags, asNode, asWay) => {
    expect([WANTED_OF_OSM.node(tags), WANTED_OF_OSM.way(tags)]).toEqual([asNode, asWay]);
  });
});

describe('an entry', () => {
  it('of a street is its line, known to ten metres', () => {
    expect(entry(STREET, [0, 1])).toEqual({
      name: null,
      street: 'Phố Mẫu',
      houseNumber: null,
      alleys: null,
      locality: null,
      line: [INSIDE, BESIDE],
      errorMetres: 10,
    });
  });

  it('of an outline stands at the middle of its corners, the repeated one counted once', () => {
    const shop = { shop: 'bakery', name: 'Bánh Mẫu' };
    const [longitude = 0, latitude = 0] = entry(shop, [0, 1, 0])?.line[0] ?? [];
    expect(longitude).toBeCloseTo(105.81, 9);
    expect(latitude).toBeCloseTo(21.02, 9);
    expect(entry(shop, [0, 1])?.line[0]?.[0]).toBeCloseTo(105.81, 9);
    expect(entry(shop, [0, 1, 0])).toMatchObject({ name: 'Bánh Mẫu', errorMetres: null });
    const stop = { highway: 'bus_stop', name: 'Bến Mẫu' };
    expect(entry(stop, [0, 1])).toMatchObject({ name: 'Bến Mẫu', street: null });
  });

  it('has the number of its door together with the street alone', () => {
    const door = { 'addr:housenumber': '12', name: 'Quán', amenity: 'cafe' };
    expect(entry({ ...door, 'addr:street': 'Huế' })).toMatchObject({
      street: 'Huế',
      houseNumber: '12',
    });
    expect(entry({ ...door, 'addr:street': '' })).toMatchObject({
      street: null,
      houseNumber: null,
    });
  });

  it('says where it lies, from the commune to the city', () => {
    const tags = {
      shop: 'bakery',
      name: 'Bánh Mẫu',
      'addr:city': 'Hà Nội',
      'addr:district': 'Quận Mẫu',
      'addr:suburb': '',
      'addr:subdistrict': 'Phường Mẫu',
    };
    expect(entry(tags)?.locality).toBe('Phường Mẫu, Quận Mẫu, Hà Nội');
  });

  it('keeps the part of a street that lies in the city, and a single corner as a spot', () => {
    expect(entry(STREET, [0, 1, 2])?.line).toEqual([INSIDE, BESIDE]);
    expect(entry(STREET, [0, 2])).toMatchObject({ name: 'Phố Mẫu', street: null, line: [INSIDE] });
  });
});

describe('an entry that is left out', () => {
  it('lies outside, or has a name or a number that is too long, and is told by its id', () => {
    expect(entriesOf(STREET, [2]).refused).toEqual([{ line: 2, code: 'import.outside_city' }]);
    expect(entriesOf(STREET, [9]).refused).toEqual([{ line: 2, code: 'import.outside_city' }]);
    const shop = (more: OsmTags) => entriesOf({ shop: 'bakery', name: 'Bánh', ...more });
    expect(shop({ name: 'x'.repeat(200) }).refused).toEqual([]);
    const tooLong = [{ line: 1, code: 'import.text_too_long' }];
    expect(shop({ name: 'x'.repeat(201) }).refused).toEqual(tooLong);
    expect(shop({ 'addr:housenumber': '1'.repeat(30) }).refused).toEqual([]);
    expect(shop({ 'addr:housenumber': '1'.repeat(31) }).refused).toEqual(tooLong);
  });
});
