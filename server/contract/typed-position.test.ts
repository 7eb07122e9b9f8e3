import { describe, expect, it } from 'vitest';

import { plusCode } from './plus-code.ts';
import { readTypedPosition } from './typed-position.ts';

describe('coordinates as people type them', () => {
  it.each([
    '21.0245, 105.8412',
    '21.0245 105.8412',
    '21,0245; 105,8412',
    '21,0245 105,8412',
    '21,0245, 105,8412',
    ' 105.8412,21.0245 ',
  ])('reads “%s” as one place, latitude first unless only the other order is near', (typed) => {
    expect(readTypedPosition(typed)).toMatchObject({ position: [105.8412, 21.0245] });
  });

  it.each([
    '21°01\'28.2"N 105°50\'28.3"E',
    '21° 01\' 28,2" B, 105° 50\' 28,3" Đ',
    'https://www.google.com/maps/place/x/@21.03,105.86,17z/data=!8m2!3d21.0245!4d105.8412',
    'https://maps.google.com/?q=21.0245,105.8412',
    `${plusCode([105.8412, 21.0245])}`,
    `${plusCode([105.8412, 21.0245]).slice(4)} Hà Nội`,
  ])('reads “%s” as a place within 10 m', (typed) => {
    const read = readTypedPosition(typed);
    const [longitude = 0, latitude = 0] = 'position' in read ? read.position : [];
    expect(Math.abs(longitude - 105.8412)).toBeLessThan(0.0001);
    expect(Math.abs(latitude - 21.0245)).toBeLessThan(0.0001);
  });

  it.each(['21 độ 1 phút; 105 độ 51 phút', '21d1m0s, 105d51m0s', "21°1'0s 105°51'0s"])(
    'reads “%s”, whose last letter is a unit, as a place of the city',
    (typed) => {
      const read = readTypedPosition(typed);
      const [longitude = 0, latitude = 0] = 'position' in read ? read.position : [];
      expect(longitude).toBeCloseTo(105.85, 6);
      expect(latitude).toBeCloseTo(21.016_667, 6);
    },
  );

  it('tells of an address that hides its place', () => {
    expect(readTypedPosition('https://maps.app.goo.gl/AbC12345')).toEqual({ problem: 'shortened' });
  });

  it('says when it does not understand', () => {
    for (const typed of ['', 'Hồ Gươm', '21.0245', '1 2 3', '21.0245, x']) {
      expect(readTypedPosition(typed)).toEqual({ problem: 'not_understood' });
    }
  });

  it('says when the place is far from the city', () => {
    expect(readTypedPosition('10.7769, 106.7009')).toEqual({
      problem: 'outside',
      far: [106.7009, 10.7769],
    });
    expect(readTypedPosition('0, 0')).toEqual({ problem: 'outside', far: null });
  });

  it.each([
    '2325774.35 587447.21',
    '587447.21, 2325774.35',
    '587447,21; 2325774,35',
    '2.325.774,35; 587.447,21',
    'X = 2325774.35; Y = 587447.21',
    'X: 2325774,35 Y: 587447,21',
    'N 2325774.35 E 587447.21',
    'E587447.21 N2325774.35',
  ])('reads the metres “%s” on the grid of the city, and says which others fit', (typed) => {
    const read = readTypedPosition(typed);
    expect(read).toMatchObject({ notation: 'vn2000', grid: 'tm3-105' });
    const [longitude = 0, latitude = 0] = 'notation' in read ? read.position : [];
    // By proj4 2.22 with the parameters of the national grid.
    expect(longitude).toBeCloseTo(105.843159, 5);
    expect(latitude).toBeCloseTo(21.023398, 5);
    expect('others' in read && read.others).toContain('utm-48');
  });

  it('asks for another notation where metres fit several zones, but not that of the city', () => {
    // 0.75° further east than the city on its own grid, and inside it on those of its neighbours.
    const read = readTypedPosition('2325774 665000');
    expect(read).toEqual({
      problem: 'several_zones',
      grids: ['tm3-104.75', 'tm3-104.5', 'tm3-104'],
    });
  });

  it('takes metres on another grid than that of the city where they fit no further one', () => {
    const read = readTypedPosition('2325774 755000');
    expect(read).toMatchObject({ notation: 'vn2000', grid: 'tm3-103', others: [] });
    // By proj4 2.22 with the parameters of the national grid.
    const [longitude = 0, latitude = 0] = 'notation' in read ? read.position : [];
    expect(longitude).toBeCloseTo(105.454_333, 5);
    expect(latitude).toBeCloseTo(21.007_799, 5);
  });

  it('says when metres lie far away on every grid', () => {
    expect(readTypedPosition('1200000 500000')).toEqual({ problem: 'outside', far: null });
  });
});
