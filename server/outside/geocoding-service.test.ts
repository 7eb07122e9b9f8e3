import { describe, expect, it } from 'vitest';

import { createGeocodingService, type ServiceKind } from './geocoding-service.ts';

/** Makes a geocoder with one answer from outside, and collects the addresses that it asks for. */
function service(kind: ServiceKind, answer: () => Response | Promise<Response>) {
  const asked: URL[] = [];
  const geocoder = createGeocodingService('https://places.example/maps', kind, async (address) => {
    if (!(address instanceof URL)) throw new Error('no address');
    asked.push(address);
    return await answer();
  });
  return { asked, find: (address: string) => geocoder.find(address), host: geocoder.host };
}

const pelias = (...places: object[]) =>
  service('pelias', () => Response.json({ features: places }));
const place = (layer: string | undefined, more: object = {}) => ({
  geometry: { type: 'Point', coordinates: [105.85, 21.03] },
  properties: { label: `Chỗ ${layer}`, layer, ...more },
});

describe('a Pelias outside', () => {
  it('is asked for the words alone, within the surroundings of the city', async () => {
    const { asked, find } = pelias();
    await find('12 Hàng Bài');
    const [address] = asked;
    expect(address?.pathname).toBe('/maps/v1/search');
    expect(Object.fromEntries(address?.searchParams ?? [])).toEqual({
      text: '12 Hàng Bài',
      size: '5',
      lang: 'vi',
      'boundary.rect.min_lon': '104.9',
      'boundary.rect.min_lat': '20.3',
      'boundary.rect.max_lon': '106.4',
      'boundary.rect.max_lat': '21.6',
    });
  });

  it('says how exactly it knows a place', async () => {
    const { find, host } = pelias(
      place('address'),
      place('address', { accuracy: 'interpolated' }),
      place('intersection'),
      place('street'),
      place('locality'),
    );
    const found = (await find('đâu đó')) ?? [];
    expect(found.map(({ precision, radiusMetres }) => [precision, radiusMetres])).toEqual([
      ['door', 30],
      ['interpolated', 100],
      ['junction', 50],
      ['street', 500],
      ['commune', 3_000],
    ]);
    expect(found[0]).toMatchObject({
      label: 'Chỗ address',
      position: [105.85, 21.03],
      score: 0.6,
      source: { kind: 'service', name: host },
    });
    expect(found[4]?.score).toBeCloseTo(0.56, 9);
  });

  it('gives at most its first five places, of any layer', async () => {
    const found = await pelias(...Array.from({ length: 9 }, () => place('venue'))).find('chợ');
    expect(found?.map(({ precision, radiusMetres }) => [precision, radiusMetres])).toEqual(
      Array.from({ length: 5 }, () => ['place', 60]),
    );
    const [unknown] = (await pelias(place(undefined)).find('chợ')) ?? [];
    expect(unknown).toMatchObject({ precision: 'commune', radiusMetres: 3_000 });
  });
});

describe('a Nominatim outside', () => {
  it('is asked within the surroundings of the city, and reaches as far as its box', async () => {
    const { asked, find } = service('nominatim', () =>
      Response.json([
        {
          lat: '21.03',
          lon: '105.85',
          display_name: 'Phố Thử',
          place_rank: 26,
          boundingbox: ['21.029', '21.031', '105.849', '105.851'],
        },
        { lat: '21.03', lon: '105.85', display_name: 'Số 1', place_rank: 30 },
        { lat: '21.03', lon: '105.85', display_name: 'Phường', place_rank: 25 },
      ]),
    );
    const found = (await find('phố thử')) ?? [];
    expect(found.map(({ precision }) => precision)).toEqual(['street', 'door', 'commune']);
    // A thousandth of a degree is 111 m to the south and 104 m to the west.
    expect(found[0]?.radiusMetres).toBeGreaterThan(145);
    expect(found[0]?.radiusMetres).toBeLessThan(160);
    expect(found[1]?.radiusMetres).toBe(30);
    expect(asked[0]?.pathname).toBe('/maps/search');
    expect(asked[0]?.searchParams.get('viewbox')).toBe('104.9,21.6,106.4,20.3');
    expect(asked[0]?.searchParams.get('bounded')).toBe('1');
  });
});

describe('any geocoder outside', () => {
  it('is asked once for the same words, where it answered', async () => {
    let calls = 0;
    const { find } = service('pelias', () => {
      calls += 1;
      if (calls === 1) throw new TypeError('no network');
      return Response.json({ features: [] });
    });
    expect([await find('a'), await find('a'), await find('a')]).toEqual([null, [], []]);
    expect(calls).toBe(2);
  });

  it('is ignored when it fails, answers too much, or answers something else', async () => {
    const long = 'x'.repeat(1_000_001);
    for (const answer of [
      () => Response.json({ features: [] }, { status: 503 }),
      () => new Response(long),
      () => new Response('{}', { headers: { 'content-length': '1000001' } }),
      () => Response.json({ features: [{ geometry: null }] }),
      () => new Response('<html>'),
    ]) {
      expect(await service('pelias', answer).find('a')).toBeNull();
    }
  });
});
