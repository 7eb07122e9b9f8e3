import { describe, expect, it } from 'vitest';

import type { LonLat } from '#server/contract/geo.ts';

import { createRoutingService } from './routing-service.ts';

const at = (index: number): LonLat => [105 + index, 21];
const places = (count: number) => Array.from({ length: count }, (_, index) => at(index));

/** A router that gives the same answer to every question, and the addresses that it was asked at. */
function router(answer: unknown, status = 200) {
  const asked: string[] = [];
  const fetchFrom = async (address: string | URL | Request) => {
    asked.push(address instanceof Request ? address.url : address.toString());
    if (answer instanceof Error) throw answer;
    return new Response(typeof answer === 'string' ? answer : JSON.stringify(answer), { status });
  };
  return { asked, service: createRoutingService('https://osrm.example/base', fetchFrom) };
}

const TABLE = {
  code: 'Ok',
  durations: [
    [0, 60, null],
    [70, 0, null],
    [null, null, 0],
  ],
  distances: [
    [0, 600, null],
    [700, 0, null],
    [null, null, 0],
  ],
  sources: [{ distance: 3 }, null, { distance: 900 }],
};

describe('the times between places of a router outside', () => {
  it('are asked for by positions and the kind of vehicle', async () => {
    const { asked, service } = router(TABLE);
    expect(service.host).toBe('osrm.example');
    await service.matrix(places(3), 'motorbike');
    await service.matrix(places(3), 'car');
    const rest = 'v1/X/105,21;106,21;107,21?annotations=duration,distance';
    expect(asked).toEqual([
      `https://osrm.example/base/table/${rest.replace('X', 'motorbike')}`,
      `https://osrm.example/base/table/${rest.replace('X', 'driving')}`,
    ]);
  });

  it('are rows of seconds and metres; a place that leads to no other one is unreachable', async () => {
    expect(await router(TABLE).service.matrix(places(3), 'car')).toEqual({
      seconds: Float64Array.of(0, 60, Infinity, 70, 0, Infinity, Infinity, Infinity, 0),
      metres: Float64Array.of(0, 600, Infinity, 700, 0, Infinity, Infinity, Infinity, 0),
      snapMetres: [3, Infinity, 900],
      unreachable: [2],
    });
  });

  it('keep a place that is reached, even where no way leads on', async () => {
    const oneWay = {
      ...TABLE,
      durations: [
        [0, 60],
        [null, 0],
      ],
      distances: [
        [0, 6],
        [null, 0],
      ],
    };
    const found = await router(oneWay).service.matrix(places(2), 'car');
    expect(found?.unreachable).toEqual([]);
  });

  it('are not asked for between fewer than two places or more than a hundred', async () => {
    const { asked, service } = router(TABLE);
    expect(await service.matrix(places(1), 'car')).toBeNull();
    expect(await service.matrix(places(101), 'car')).toBeNull();
    expect(await service.route(places(1), 'car')).toBeNull();
    expect(await service.route(places(101), 'car')).toBeNull();
    expect(asked).toEqual([]);
    await service.matrix(places(100), 'car');
    await service.matrix(places(2), 'car');
    expect(asked).toHaveLength(2);
  });

  it.each([
    ['is no table of these places', { ...TABLE, durations: [[0]] }, 200],
    ['lacks a distance', { ...TABLE, distances: TABLE.distances.slice(1) }, 200],
    ['says that it failed', { ...TABLE, code: 'NoTable' }, 200],
    ['is a failure', TABLE, 500],
    ['is no JSON', '<html>', 200],
    ['never comes', new Error('network'), 200],
  ])('are unknown where the answer %s', async (_, answer, status) => {
    expect(await router(answer, status).service.matrix(places(3), 'car')).toBeNull();
  });
});

describe('the way of a router outside', () => {
  const step = (...coordinates: LonLat[]) => ({ geometry: { coordinates } });
  const leg = { distance: 500, duration: 50, steps: [step(at(0), at(1)), step(at(1), at(2))] };

  it('is one leg between each two places, along all its steps', async () => {
    const { asked, service } = router({ code: 'Ok', routes: [{ legs: [leg] }] });
    expect(await service.route(places(2), 'car')).toEqual([
      { line: [at(0), at(1), at(1), at(2)], metres: 500, seconds: 50, approximate: false },
    ]);
    expect(asked).toEqual([
      'https://osrm.example/base/route/v1/driving/105,21;106,21?overview=false&steps=true&geometries=geojson',
    ]);
  });

  it('is unknown where legs are missing or too many', async () => {
    for (const legs of [[], [leg, leg]]) {
      const { service } = router({ code: 'Ok', routes: [{ legs }] });
      expect(await service.route(places(2), 'car')).toBeNull();
    }
  });
});
