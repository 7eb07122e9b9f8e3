import { describe, expect, it } from 'vitest';

import { readMapLink } from './map-link.ts';

describe('the address of a map', () => {
  it.each([
    'https://www.google.com/maps/@21.0287,105.8521,17z',
    'https://www.google.com/maps/@21.0287,105.8521,3a,75y,90t/data=!3m6!1e1',
    'https://www.google.com/maps/place/H%E1%BB%93+G%C6%B0%C6%A1m/@21.03,105.86,15z/data=!3m1!4b1!4m6!3m5!1s0x3135:0x1!8m2!3d21.0287!4d105.8521!16s',
    'https://www.google.com.vn/maps/place/21%C2%B001%2743.3%22N+105%C2%B051%2707.6%22E/@21.03,105.86,17z/data=!8m2!3d21.0287!4d105.8521',
    'https://www.google.com/maps/search/?api=1&query=21.0287%2C105.8521',
    'https://www.google.com/maps/search/21.0287,+105.8521?entry=tts',
    'https://www.google.com/maps/dir/?api=1&destination=21.0287,105.8521',
    'https://maps.google.com/?q=21.0287,105.8521',
    'http://maps.google.com/maps?q=loc:21.0287,105.8521&z=15',
    'maps.google.com/maps?ll=21.0287,105.8521',
    'google.com/maps?q=21.0287,105.8521',
    'https://www.openstreetmap.org/?mlat=21.0287&mlon=105.8521#map=19/21.03/105.86',
    'https://www.openstreetmap.org/#map=17/21.0287/105.8521',
    'geo:21.0287,105.8521;u=35',
    'geo:0,0?q=21.0287,105.8521(Hồ)',
  ])('names the place in %s', (link) => {
    expect(readMapLink(link)).toEqual([105.8521, 21.0287]);
  });

  it('tells of an address that hides its place', () => {
    expect(readMapLink('https://maps.app.goo.gl/AbC12345')).toBe('shortened');
    expect(readMapLink('https://goo.gl/maps/xyz')).toBe('shortened');
  });

  it.each([
    '',
    'Hồ Gươm',
    '21.0287, 105.8521',
    'https://www.google.com/maps',
    'https://example.org/@21.0287,105.8521',
    'https://www.google.com/maps/@921.0287,105.8521,17z',
    'https://www.google.com/maps/place/%E1%ZZ',
  ])('finds no place in “%s”', (link) => {
    expect(readMapLink(link)).toBeNull();
  });
});
