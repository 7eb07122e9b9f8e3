import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

import type { LonLat } from '#server/contract/geo.ts';
import { VEHICLES } from '#server/contract/travel.ts';
import { asSystem } from '#server/db/transaction.ts';
import { importRoads } from '#server/features/roads/commands.ts';
import { metresAlong, metresBetween } from '#server/methods/local-metres.ts';
import { ShortestWays } from '#server/methods/roads/shortest-ways.ts';
import { snapTo } from '#server/methods/roads/snap.ts';
import { readSpeeds } from '#server/travel/road-speeds.ts';
import { geodesicMetres } from '#server/travel/straight-travel.ts';
import { measureTravel, routeGeometry } from '#server/travel/travel-matrix.ts';
import { hasPgRouting } from '#tests/support/database/postgres-server.ts';
import { realData, realDataMissing } from '#tests/support/files/real-data.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

/** pgRouting is no extension of the embedded database: there the twin of the unit tests has to do. */
const canCompare = inject('databaseTemplate').kind === 'server' && hasPgRouting();
const NOON = '2026-11-24T05:00:00.000Z';
const PEAK = '2026-11-24T00:30:00.000Z';
const PAIRS = 1_000;

describe.skipIf(realDataMissing)('the roads of a real city centre', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await createTestApp();
    await importRoads(test, null, {
      bytes: readFileSync(realData('hanoi_centre_roads_overpass_2026-04-11.json')),
      fileName: 'centre.json',
      source: 'OpenStreetMap',
      sourceDate: '2026-04-11',
      licence: 'ODbL 1.0',
    });
  });
  afterAll(() => test.close());

  const random = (seed: number) => {
    let state = seed;
    return (below: number) => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
      return Math.floor((state / 0x8000_0000) * below);
    };
  };

  it.skipIf(!canCompare).each(VEHICLES)(
    'give a %s the same times as pgRouting between 1,000 random pairs of junctions',
    async (vehicle) => {
      const { graph } = await asSystem(test.database, async (sql) => {
        const roads = await test.deps.roads.load(sql);
        const speeds = await readSpeeds(sql, vehicle, NOON);
        if (roads === null) throw new Error('there are no roads');
        return roads.at(vehicle, speeds);
      });
      const pick = random(17);
      const pairs = Array.from({ length: PAIRS }, () => ({
        from: pick(graph.nodeIds.length),
        to: pick(graph.nodeIds.length),
      }));
      const ids = pairs.map(({ from, to }) => ({
        source: graph.nodeIds[from] ?? 0,
        target: graph.nodeIds[to] ?? 0,
      }));
      const costs = graph.edges.map((edge, id) => ({
        id,
        seconds: edge[vehicle] === 'none' ? null : graph.seconds[id],
      }));
      await test.database.sql`create extension if not exists pgrouting`;
      await test.database.sql`drop table if exists edge_seconds`;
      await test.database.sql`
        create table edge_seconds as
        select * from jsonb_to_recordset(${JSON.stringify(costs)}::text::jsonb)
          as given (id integer, seconds float8)`;
      const rows = await test.database.sql<{ startVid: number; endVid: number; aggCost: number }[]>`
        select start_vid, end_vid, agg_cost
        from pgr_dijkstracost(
          ${`select road_edge.id, road_edge.from_node as source, road_edge.to_node as target,
               case when ${vehicle} in ('forward', 'both') then edge_seconds.seconds else -1 end as cost,
               case when ${vehicle} in ('backward', 'both') then edge_seconds.seconds else -1 end
                 as reverse_cost
             from road_edge join edge_seconds using (id)
             where ${vehicle} <> 'none'`},
          ${`select source, target from jsonb_to_recordset('${JSON.stringify(ids)}')
             as pair (source bigint, target bigint)`}
        )`;
      const theirs = new Map(
        rows.map(({ startVid, endVid, aggCost }) => [`${startVid} ${endVid}`, aggCost]),
      );
      const ways = new ShortestWays(graph);
      let reached = 0;
      for (const [place, { from, to }] of pairs.entries()) {
        const { source, target } = ids[place] ?? { source: 0, target: 0 };
        // pgRouting says nothing about a node and itself, nor where no way leads.
        const expected = from === to ? 0 : (theirs.get(`${source} ${target}`) ?? Infinity);
        expect(ways.secondsBetween(from, to)).toBeCloseTo(expected, 6);
        if (expected < Infinity) reached += 1;
      }
      expect(reached).toBeGreaterThan(PAIRS / 2);
    },
    120_000,
  );

  it('give a position at a junction every street there: none is later than between the junctions', async () => {
    const { graph, snap } = await asSystem(test.database, async (sql) => {
      const roads = await test.deps.roads.load(sql);
      const speeds = await readSpeeds(sql, 'motorbike', NOON);
      if (roads === null) throw new Error('there are no roads');
      return roads.at('motorbike', speeds);
    });
    const pick = random(23);
    const drawn = Array.from({ length: 60 }, () => {
      const edge = graph.edges[pick(graph.edges.length)];
      const node = graph.numberOf.get(edge?.fromNode ?? 0) ?? 0;
      return { node, place: snapTo(snap, edge?.line[0] ?? [0, 0]) };
    });
    // Junctions on an island of the network are left for the mainland on purpose.
    const junctions = drawn.filter(({ place }) => place !== null && place.metres < 0.5);
    const places = junctions.map(({ place }) => place);
    const ways = new ShortestWays(graph);
    let [compared, late] = [0, 0];
    for (const { node, place } of junctions) {
      if (place === null) continue;
      const { seconds } = ways.waysTo(place, places);
      for (const [at, other] of junctions.entries()) {
        const least = ways.secondsBetween(node, other.node);
        if (least === Infinity) continue;
        compared += 1;
        if ((seconds[at] ?? 0) > least + 0.5) late += 1;
      }
    }
    console.log(`pairs of junctions: ${compared}, late ${late}`);
    expect(compared).toBeGreaterThan(2_000);
    expect(late).toBe(0);
  });

  it('lie in the database as they were in the file, each with its length', async () => {
    const [row] = await test.database.sql<{ edges: number; strange: number }[]>`
      select
        count(*)::integer as edges,
        count(*) filter (
          where abs(st_length(geom::geography) - metres) > 0.005 * metres + 0.01
        )::integer as strange
      from road_edge`;
    expect(row?.edges).toBeGreaterThan(10_000);
    expect(row?.strange).toBe(0);
  });

  const pick = random(5);
  const stops = Array.from({ length: 40 }, (): LonLat => [
    105.83 + pick(300) / 10_000,
    21.01 + pick(300) / 10_000,
  ]);
  const question = { positions: stops, departure: NOON, vehicle: 'motorbike' } as const;

  it('lead between stops, say who says so, and name the stops they do not reach', async () => {
    const far: LonLat = [105.4, 20.7];
    const matrix = await measureTravel(test.deps, { ...question, positions: [...stops, far] });
    expect(matrix.basis).toMatchObject({ source: 'roads', validFrom: '2026-04-11', factor: null });
    expect(matrix.basis.origin).toContain('OpenStreetMap');
    expect(matrix.unreachable).toContain(stops.length);
    expect(matrix.snapMetres[stops.length]).toBe(Infinity);
    // A network of only a part of the city leaves no stop without a time: the estimate is used, and is reported once.
    expect(matrix.basis.estimated).toBe(matrix.unreachable.length);
    expect(matrix.basis.estimateOrigin).toContain('đường chim bay');
    expect([...matrix.seconds].every(Number.isFinite)).toBe(true);
    const leg = matrix.metres[stops.length] ?? 0;
    expect(leg).toBeCloseTo(1.4 * geodesicMetres(stops[0] ?? far, far), 0);
    expect(Math.max(...matrix.snapMetres.slice(0, stops.length))).toBeLessThan(1_000);
    const lost = new Set(matrix.unreachable);
    const size = stops.length + 1;
    for (const [from, here] of stops.entries()) {
      for (const [to, there] of stops.entries()) {
        const metres = matrix.metres[from * size + to] ?? 0;
        if (lost.has(from) || lost.has(to) || from === to) continue;
        const apart = (matrix.snapMetres[from] ?? 0) + (matrix.snapMetres[to] ?? 0);
        // No way is shorter than the straight line between where it begins and ends.
        expect(metres + apart).toBeGreaterThan(0.995 * metresBetween(here, there));
      }
    }
  });

  it('are slower in the rush of the morning', async () => {
    const calm = await measureTravel(test.deps, question);
    const rush = await measureTravel(test.deps, { ...question, departure: PEAK });
    const slower = calm.seconds.filter((seconds, at) => seconds < (rush.seconds[at] ?? 0)).length;
    expect(slower).toBeGreaterThan(calm.seconds.length / 2);
  });

  it('are drawn along the streets, as long as they are said to be', async () => {
    const matrix = await measureTravel(test.deps, question);
    const good = stops.filter((_, at) => !matrix.unreachable.includes(at)).slice(0, 12);
    const way = await routeGeometry(test.deps, { ...question, positions: good });
    expect(way).toMatchObject({ approximate: false, basis: { source: 'roads' } });
    for (const [at, { line, metres }] of way.legs.entries()) {
      expect(metresAlong(line)).toBeCloseTo(metres, 0);
      expect(line.length).toBeGreaterThan(2);
      expect(metresBetween(line[0] ?? [0, 0], good[at] ?? [0, 0])).toBeLessThan(1_000);
    }
  });
});
