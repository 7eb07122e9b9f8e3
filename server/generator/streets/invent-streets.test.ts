import { beforeAll, describe, expect, it } from 'vitest';

import reference from '#data/reference/communes.json' with { type: 'json' };
import { metresBetween } from '#server/methods/local-metres.ts';
import type { OsmData } from '#server/methods/osm/osm-data.ts';
import { readOsm } from '#server/methods/osm/read-osm.ts';
import { readRoads } from '#server/travel/read-roads.ts';

import { inventStreets, type StreetPlan } from './invent-streets.ts';
import { INVENTED } from './osm-text.ts';

const COMMUNES = reference.communes.map(
  ({ code, type, centre: [longitude = 0, latitude = 0] }) => ({
    code,
    isWard: type === 'phuong',
    centre: [longitude, latitude] as const,
  }),
);
const LEADER = '00070';
/** The middle of Bát Tràng lies by the river; no story is told there. */
const BY_THE_RIVER = '00577';
const PLAN: StreetPlan = {
  seed: 15,
  communes: COMMUNES,
  withStreets: new Set(COMMUNES.filter(({ isWard }) => isWard).map(({ code }) => code)),
  withHouses: new Set([LEADER]),
};

describe('invented streets', () => {
  let bytes: Uint8Array;
  let data: OsmData;

  beforeAll(() => {
    bytes = new TextEncoder().encode(inventStreets(PLAN));
    ({ data } = readOsm(bytes, { node: () => true, way: () => true }));
  });

  it('are the same for the same plan, and others for another seed', () => {
    expect(Buffer.from(inventStreets(PLAN)).equals(bytes)).toBe(true);
    expect(inventStreets({ ...PLAN, seed: 16 })).not.toBe(Buffer.from(bytes).toString());
  });

  it('say with every name that nothing of it exists', () => {
    const named = [...data.nodes, ...data.ways].filter(({ tags }) => tags['name'] !== undefined);
    expect(named.length).toBeGreaterThan(500);
    expect(named.filter(({ tags }) => !tags['name']?.includes('Minh Họa'))).toEqual([]);
    expect(named.filter(({ tags }) => tags['note'] !== INVENTED)).toEqual([]);
  });

  it('lead from everywhere to everywhere', () => {
    const { report } = readRoads(bytes);
    expect(report.vehicles.map(({ vehicle, islands }) => ({ vehicle, islands }))).toEqual([
      { vehicle: 'motorbike', islands: 0 },
      { vehicle: 'car', islands: 0 },
    ]);
  });

  it('pass within 60 m of the middle of every commune', () => {
    const streets = data.ways.filter(({ tags }) => tags['highway'] !== undefined);
    const corners = streets.flatMap(({ nodes }) =>
      nodes.flatMap((node) => [data.positionOf(node)]),
    );
    const far = COMMUNES.filter(
      ({ centre }) => !corners.some((spot) => spot && metresBetween(spot, centre) < 60),
    );
    expect(far).toEqual([]);
  });

  it('leave the middle of each commune dry: the river and the lakes are 400 m away or more', () => {
    const waters = data.ways.filter(({ tags }) => tags['natural'] === 'water');
    const banks = waters.flatMap(({ nodes }) => nodes.flatMap((node) => [data.positionOf(node)]));
    expect(waters.length).toBeGreaterThan(5);
    const flooded = COMMUNES.filter(
      ({ code, centre }) =>
        code !== BY_THE_RIVER && banks.some((spot) => spot && metresBetween(spot, centre) < 400),
    );
    expect(flooded).toEqual([]);
  });

  it('cross the river on bridges', () => {
    const bridges = data.ways.filter(({ tags }) => tags['bridge'] === 'yes');
    expect(bridges.length).toBeGreaterThan(5);
  });

  it('number the houses of a street once, odd on one side and even on the other', () => {
    const doors = data.ways.flatMap(({ tags }) =>
      tags['addr:housenumber'] === undefined
        ? []
        : [`${tags['addr:housenumber']} ${tags['addr:street']}`],
    );
    expect(doors.length).toBeGreaterThan(500);
    expect(doors.some((door) => door.startsWith('1 '))).toBe(true);
    expect(doors.some((door) => door.startsWith('2 '))).toBe(true);
    expect(new Set(doors).size).toBe(doors.length);
  });
});
