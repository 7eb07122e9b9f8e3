import { describe, expect, it } from 'vitest';

import { plusCode } from '#server/contract/plus-code.ts';

import { readCoordinates } from './read-coordinates.ts';

describe('coordinates as people type them', () => {
  it.each([
    '21.0245, 105.8412',
    '21.0245 105.8412',
    '21,0245; 105,8412',
    '21,0245 105,8412',
    '21,0245, 105,8412',
    ' 105.8412,21.0245 ',
  ])('reads “%s” as one place, latitude first unless only the other order is near', (typed) => {
    expect(readCoordinates(typed)).toEqual({ position: [105.8412, 21.0245] });
  });

  it.each([
    '21°01\'28.2"N 105°50\'28.3"E',
    '21° 01\' 28,2" B, 105° 50\' 28,3" Đ',
    'https://www.google.com/maps/place/x/@21.03,105.86,17z/data=!8m2!3d21.0245!4d105.8412',
    'https://maps.google.com/?q=21.0245,105.8412',
    `${plusCode([105.8412, 21.0245])}`,
    `${plusCode([105.8412, 21.0245]).slice(4)} Hà Nội`,
  ])('reads “%s” as a place within 10 m', (typed) => {
    const read = readCoordinates(typed);
    const [longitude = 0, latitude = 0] = 'position' in read ? read.position : [];
    expect(Math.abs(longitude - 105.8412)).toBeLessThan(0.0001);
    expect(Math.abs(latitude - 21.0245)).toBeLessThan(0.0001);
  });

  it('tells of an address that hides its place', () => {
    expect(readCoordinates('https://maps.app.goo.gl/AbC12345')).toEqual({ problem: 'shortened' });
  });

  it('says when it does not understand', () => {
    for (const typed of ['', 'Hồ Gươm', '21.0245', '1 2 3', '21.0245, x']) {
      expect(readCoordinates(typed)).toEqual({ problem: 'not_understood' });
    }
  });

  it('says when the place is far from the city', () => {
    expect(readCoordinates('10.7769, 106.7009')).toEqual({ problem: 'outside' });
    expect(readCoordinates('0, 0')).toEqual({ problem: 'outside' });
  });
});
