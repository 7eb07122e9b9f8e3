import fc from 'fast-check';
import proj4 from 'proj4';
import { describe, expect, it } from 'vitest';

import { diagnoseCoordinates } from './coordinate-diagnosis.ts';
import { splitCoordinates } from '#server/contract/coordinate-text.ts';
import { fromGrid, GRIDS } from '#server/contract/vn2000-grids.ts';

const city = { bbox: [105.28, 20.56, 106.03, 21.39] as [number, number, number, number] };
const METRES_PER_DEGREE = 111_320;

/** Grids within two degrees of the city: nobody measures it on others. */
const IN_USE_NEARBY = GRIDS.filter(
  (grid) => grid === 'utm-48' || Math.abs(Number(grid.split('-')[1]) - 105.5) <= 2,
);

/** Converts in the other direction, by the official parameters written down a second time. */
function toGrid(grid: string, longitude: number, latitude: number): [number, number] {
  const [family, zone = ''] = grid.split('-');
  const [meridian, scale] =
    family === 'utm' ? [Number(zone) * 6 - 183, 0.9996] : [Number(zone), 0.9999];
  const definition =
    `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=${scale} +x_0=500000 +y_0=0 +ellps=WGS84 ` +
    '+towgs84=-191.90441429,-39.30318279,-111.45032835,0.00928836,-0.01975479,0.00427372,0.252906278';
  return proj4('EPSG:4326', `${definition} +units=m +no_defs`, [longitude, latitude]) as [
    number,
    number,
  ];
}

describe('a position in degrees', () => {
  it.each([
    ['105.85', '21.03', 105.85, 21.03, []],
    [' 105.85 ', '+21.03', 105.85, 21.03, []],
    ['105,85', '21,03', 105.85, 21.03, ['decimal_comma']],
    ['105,853', '21,034', 105.853, 21.034, ['decimal_comma']],
    ['105°51\'0"E', '21°1\'48"N', 105.85, 21.03, ['degrees_minutes_seconds']],
    ['105º51′00″ Đ', '21º01′48″ B', 105.85, 21.03, ['degrees_minutes_seconds']],
    ["E105°51.0'", "N21°01.8'", 105.85, 21.03, ['degrees_minutes_seconds']],
    ['105 51 00', '21 01 48', 105.85, 21.03, ['degrees_minutes_seconds']],
    ['105°51\'0,0"', '21°1\'48,0"', 105.85, 21.03, ['degrees_minutes_seconds']],
    ['105.85°', '21.03° N', 105.85, 21.03, []],
  ])('%s | %s is fine', (x, y, longitude, latitude, notations) => {
    const diagnosis = diagnoseCoordinates(x, y, city);
    expect(diagnosis).toMatchObject({
      code: 'import.coordinates_fine',
      severity: 'fine',
      notations,
    });
    expect('position' in diagnosis && diagnosis.position).toEqual([longitude, latitude]);
  });

  it.each([
    ['21.03', '105.85', 'import.coordinates_swapped', 'needs_consent', [105.85, 21.03]],
    ['106.70', '10.78', 'import.outside_city', 'needs_consent', [106.7, 10.78]],
    ['2.35', '48.86', 'import.outside_country', 'error', undefined],
    ['-105.85', '21.03', 'import.outside_country', 'error', undefined],
    ['0', '0', 'import.coordinates_zero', 'error', undefined],
    ['0,0', '0.000', 'import.coordinates_zero', 'error', undefined],
    ['105.85', '0', 'import.coordinates_zero', 'error', undefined],
    ['0', '21.03', 'import.coordinates_zero', 'error', undefined],
    ['', '', 'import.coordinates_missing', 'error', undefined],
    ['105.85', '-', 'import.coordinates_missing', 'error', undefined],
    ['NaN', 'NaN', 'import.coordinates_missing', 'error', undefined],
    ['abc', '21.03', 'import.coordinates_unreadable', 'error', undefined],
    ['105.85.1', '21.03', 'import.coordinates_unreadable', 'error', undefined],
    ['105°71\'0"', '21°1\'48"', 'import.coordinates_unreadable', 'error', undefined],
    ['1e999', '21.03', 'import.coordinates_unreadable', 'error', undefined],
    ['10585', '2103', 'import.coordinates_unreadable', 'error', undefined],
  ])('%s | %s is named %s', (x, y, code, severity, position) => {
    const diagnosis = diagnoseCoordinates(x, y, city);
    expect(diagnosis).toMatchObject({ code, severity });
    expect('position' in diagnosis ? diagnosis.position : undefined).toEqual(position);
  });

  it('inside the city is fine, and swapped when turned round, wherever it lies', () => {
    const [west, south, east, north] = city.bbox;
    const longitude = fc.double({ min: west, max: east, noNaN: true });
    const latitude = fc.double({ min: south, max: north, noNaN: true });
    fc.assert(
      fc.property(longitude, latitude, (x, y) => {
        expect(
          diagnoseCoordinates(x.toFixed(6), y.toFixed(6), {
            bbox: [west - 1e-6, south - 1e-6, east + 1e-6, north + 1e-6],
          }).severity,
        ).toBe('fine');
        expect(
          diagnoseCoordinates(y.toFixed(3), x.toFixed(3), {
            bbox: [west - 0.01, south - 0.01, east + 0.01, north + 0.01],
          }).code,
        ).toBe('import.coordinates_swapped');
      }),
    );
  });
});

describe('a position in VN-2000 metres', () => {
  it.each([
    ['588154.477', '2326509.054', 'tm3-105', false],
    ['2326509.054', '588154.477', 'tm3-105', true],
    ['588.154,477', '2.326.509,054', 'tm3-105', false],
    ['588,154.477', '2,326,509.054', 'tm3-105', false],
    ['588 154,477', '2 326 509,054', 'tm3-105', false],
  ])('%s | %s is converted, and the grid assumed is said', (x, y, grid, northingFirst) => {
    const diagnosis = diagnoseCoordinates(x, y, city);
    if (diagnosis.code !== 'import.coordinates_vn2000') throw new Error(diagnosis.code);
    expect(diagnosis.severity).toBe('needs_consent');
    expect(diagnosis.position[0]).toBeCloseTo(105.85, 6);
    expect(diagnosis.position[1]).toBeCloseTo(21.03, 6);
    expect(diagnosis.assumption).toMatchObject({ grid, northingFirst });
    expect(diagnosis.assumption.alternatives.map((other) => other.grid)).toEqual([
      'utm-48',
      'tm3-104.75',
      'tm3-104.5',
    ]);
  });

  it('lies some 200 m from where it would without the shift of the datum', () => {
    const naive = proj4(
      '+proj=tmerc +lat_0=0 +lon_0=105 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 +units=m',
      'EPSG:4326',
      [588_154.477, 2_326_509.054],
    );
    const [longitude, latitude] = fromGrid('tm3-105', 588_154.477, 2_326_509.054);
    const east =
      ((naive[0] ?? 0) - longitude) * METRES_PER_DEGREE * Math.cos((latitude * Math.PI) / 180);
    const north = ((naive[1] ?? 0) - latitude) * METRES_PER_DEGREE;
    expect(Math.hypot(east, north)).toBeGreaterThan(180);
    expect(Math.hypot(east, north)).toBeLessThan(260);
  });

  it('is read on the grid that the user named', () => {
    const diagnosis = diagnoseCoordinates('588128.028', '2325811.031', { ...city, grid: 'utm-48' });
    if (diagnosis.code !== 'import.coordinates_vn2000') throw new Error(diagnosis.code);
    expect(diagnosis.assumption).toEqual({
      grid: 'utm-48',
      northingFirst: false,
      alternatives: [],
    });
    expect(diagnosis.position[0]).toBeCloseTo(105.85, 6);
    expect(diagnosis.position[1]).toBeCloseTo(21.03, 6);
  });

  it('of a neighbouring province is found by its meridian when Hanoi’s does not fit', () => {
    const diagnosis = diagnoseCoordinates('380000', '2326000', { bbox: [105.5, 20.9, 106, 21.2] });
    expect(diagnosis).toMatchObject({
      code: 'import.coordinates_vn2000',
      assumption: { grid: 'tm3-107' },
    });
  });

  it('always lists the grid on which it was measured, whichever it was', () => {
    const tenths = (from: number, to: number) =>
      fc.integer({ min: from * 1000, max: to * 1000 }).map((value) => value / 1000);
    fc.assert(
      fc.property(
        tenths(105.3, 106),
        tenths(20.6, 21.3),
        fc.constantFrom(...IN_USE_NEARBY),
        fc.boolean(),
        (longitude, latitude, grid, northingFirst) => {
          const [easting, northing] = toGrid(grid, longitude, latitude);
          const cells = [easting, northing].map(String);
          const [x = '', y = ''] = northingFirst ? cells.toReversed() : cells;
          const diagnosis = diagnoseCoordinates(x, y, city);
          if (diagnosis.code !== 'import.coordinates_vn2000') throw new Error(diagnosis.code);
          const { assumption, position } = diagnosis;
          const found = [{ grid: assumption.grid, position }, ...assumption.alternatives];
          const own = found.find((one) => one.grid === grid)?.position;
          expect(own?.[0]).toBeCloseTo(longitude, 6);
          expect(own?.[1]).toBeCloseTo(latitude, 6);
          const likely = diagnoseCoordinates(x, y, { ...city, likelyGrid: grid });
          expect(likely).toMatchObject({ position: own, assumption: { grid } });
        },
      ),
    );
  });

  it('that no grid brings into the city is an error', () => {
    expect(diagnoseCoordinates('588154', '1200000', city)).toEqual({
      code: 'import.coordinates_vn2000_unplaced',
      severity: 'error',
    });
  });
});

describe('one cell with both coordinates', () => {
  it.each([
    ['21.03, 105.85', '105.85', '21.03'],
    ['105.85, 21.03', '105.85', '21.03'],
    ['21.03,105.85', '105.85', '21.03'],
    ['21.03 105.85', '105.85', '21.03'],
    ['21,03; 105,85', '105,85', '21,03'],
    ['21,03, 105,85', '105,85', '21,03'],
    ['21,03,105,85', '105,85', '21,03'],
    ['(21.03, 105.85)', '105.85', '21.03'],
    ['21°01\'48"N 105°51\'00"E', '105°51\'00"E', '21°01\'48"N'],
    ['21°01\'48" B, 105°51\'00" Đ', '105°51\'00" Đ', '21°01\'48" B'],
  ])('%s', (text, x, y) => {
    expect(splitCoordinates(text)).toEqual([x, y]);
  });

  it.each(['', '21.03', 'phố Huế', '21.03, 105.85, 7', 'a, b'])('%j is not one', (text) => {
    expect(splitCoordinates(text)).toBeNull();
  });
});

it('never fails on any text', () => {
  const text = fc.string({
    unit: fc.constantFrom(...'0123456789.,-+°\'"NEBĐ ;eE()'.split('')),
    maxLength: 30,
    size: 'max',
  });
  fc.assert(
    fc.property(text, text, (x, y) => {
      splitCoordinates(x);
      expect(diagnoseCoordinates(x, y, city).code).toMatch(/^import\./);
    }),
  );
});
