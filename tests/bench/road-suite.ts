import { readFileSync } from 'node:fs';

import type { LonLat } from '#server/contract/geo.ts';
import { VEHICLES } from '#server/contract/travel.ts';
import { buildRoadGraph } from '#server/methods/roads/road-graph.ts';
import { buildSnapIndex } from '#server/methods/roads/snap.ts';
import { readRoads } from '#server/travel/read-roads.ts';
import { roadLeg, roadMatrix } from '#server/travel/road-travel.ts';
import { realData, realDataMissing, WHERE_REAL_DATA_IS } from '#tests/support/files/real-data.ts';

import { percentile, type Row } from './row.ts';

const STOPS = 200;
const ROUNDS = 3;
const LEGS = 100;

/** Times and lengths between 200 stops along the streets of a real city centre, and ways drawn. */
export async function benchRoads(): Promise<Row[]> {
  if (realDataMissing) {
    console.log(`roads: left out, ${WHERE_REAL_DATA_IS}`);
    return [];
  }
  const bytes = readFileSync(realData('hanoi_centre_roads_overpass_2026-04-11.json'));
  const start = performance.now();
  const { edges, report } = readRoads(bytes);
  const suite = { suite: 'routes', subject: 'roads' };
  const rows: Row[] = [
    {
      ...suite,
      case: `${report.edges} stretches, ${report.kilometres} km`,
      metric: 'read and judged',
      value: performance.now() - start,
      unit: 'ms',
    },
  ];
  const stops = stopsIn(report.bounds ?? [105.8, 21, 105.9, 21.1]);
  for (const vehicle of VEHICLES) {
    const begun = performance.now();
    const graph = buildRoadGraph(edges, vehicle, ({ metres }) => metres / 6);
    const network = { graph, snap: buildSnapIndex(graph) };
    const built = performance.now() - begun;
    const times: number[] = [];
    let unreachable = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const from = performance.now();
      ({
        unreachable: { length: unreachable },
      } = await roadMatrix(network, stops));
      times.push(performance.now() - from);
    }
    const legs = stops.slice(1, LEGS + 1).map((to, at) => {
      const from = performance.now();
      roadLeg(network, stops[at] ?? to, to);
      return performance.now() - from;
    });
    const at = { ...suite, case: `${vehicle}, ${STOPS} stops` };
    rows.push(
      { ...at, metric: 'graph built', value: built, unit: 'ms' },
      { ...at, metric: 'many to many, median', value: percentile(times, 0.5), unit: 'ms' },
      { ...at, metric: 'on islands', value: unreachable, unit: 'stops' },
      { ...at, metric: 'one way drawn, p95', value: percentile(legs, 0.95), unit: 'ms' },
    );
  }
  return rows;
}

/** The same places each time, spread over the middle of the network. */
function stopsIn([west, south, east, north]: readonly [number, number, number, number]): LonLat[] {
  let state = 2026;
  const share = () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return 0.2 + 0.6 * (state / 0x8000_0000);
  };
  return Array.from({ length: STOPS }, (): LonLat => [
    west + (east - west) * share(),
    south + (north - south) * share(),
  ]);
}
