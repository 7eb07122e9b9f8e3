import { countCells } from '#server/engine/cell-counts.ts';
import type { Engine } from '#server/engine/engine.ts';
import { tallyEvents } from '#server/engine/event-tally.ts';
import { GRID_BITS, gridX, gridY } from '#server/engine/grid-positions.ts';
import { countGroups } from '#server/engine/group-counts.ts';
import { countMatches, listMatches } from '#server/engine/match-queries.ts';
import type { EngineQuery } from '#server/engine/query.ts';
import type { Region } from '#server/engine/region.ts';
import {
  keysById,
  keysOfCommune,
  keysOfId,
  keysOfSince,
  keysOfStatus,
  keysOfUrgency,
  sortMatches,
} from '#server/engine/sorted-ids.ts';
import { encodeTile } from '#server/engine/encode-tile.ts';
import { queryTile } from '#server/engine/tile-query.ts';

import { buildCity, COMMUNES, FIRST_DAY, LAST_EVENT_DAY, seeded } from './city.ts';
import { percentile, type Row } from './row.ts';

const POINTS = 1_000_000;
const EVENTS_A_POINT = 5;
const RUNS = 40;
/** Before it is measured: a server that is not just starting has answered some of each kind. */
const WARM_RUNS = 10;
const NOW = { asOf: LAST_EVENT_DAY, scope: 'city' } as const;
const KINDS = { 'all kinds': [0, 1, 2, 3, 4, 5], recurring: [3] } as const;
/** Days of the periods that a person chooses; the longest is all that there is. */
const PERIODS = { '28 days': 28, 'a quarter': 92, 'a year': 365, 'three years': 1_096 } as const;

/** The work of an analyst's desk on a million points in memory: periods, counts, charts, sorting, areas, density. */
export function benchDesk(): Promise<Row[]> {
  const engine = buildCity(POINTS, EVENTS_A_POINT);
  const before = engine.bytes;
  const rows = [...periodRows(engine), ...countRows(engine), ...sortRows(engine)];
  const { columns, ids } = engine.bytes;
  return Promise.resolve([
    ...rows,
    memoryRow('a point', (before.columns + before.ids) / POINTS),
    memoryRow('a point, once periods were asked for', (columns + ids) / POINTS),
  ]);
}

function memoryRow(metric: string, value: number): Row {
  return { ...at('memory'), metric, value, unit: 'bytes' };
}

/** Another period each time, so that nothing is ready. */
function periodRows(engine: Engine): Row[] {
  const random = seeded(7);
  return Object.entries(PERIODS).flatMap(([period, days]) =>
    Object.entries(KINDS).flatMap(([name, kinds]) => {
      const next = (): EngineQuery => {
        const from = FIRST_DAY + Math.floor(random() * (LAST_EVENT_DAY - FIRST_DAY - days));
        return { ...NOW, happened: { kinds, from, to: from + days - 1 } };
      };
      const asked = `happened in ${period}, ${name}`;
      return [
        ...timed(`${asked}: count`, () => countMatches(engine, next())),
        ...timed(`${asked}: tile of the city`, () => encodeTile(queryTile(engine, CITY, next()))),
      ];
    }),
  );
}

/** The tile that holds all of the city. */
const CITY = { z: 8, x: gridX(105.8) >>> (GRID_BITS - 8), y: gridY(21) >>> (GRID_BITS - 8) };

function countRows(engine: Engine): Row[] {
  const some = { ...NOW, categories: [1, 2, 3, 4, 5, 6, 7, 8] };
  const lasso: Region = { within: ringOf(200) };
  return [
    ...timed('counts of the list, half of the categories', () => countMatches(engine, some)),
    ...timed('counts of the list, a lasso of 200 corners', () => countMatches(engine, NOW, lasso)),
    ...timed('first 50 of the list', () => listMatches(engine, NOW, { limit: 50 })),
    ...timed('bars by commune and category', () => countGroups(engine, some, {})),
    ...stepped('counts over time by kind', () => tallyEvents(engine, some)),
    ...stepped('places by cell for the density', () => countCells(engine, some, RASTER)),
  ];
}

const RASTER = {
  left: gridX(105.3),
  top: gridY(21.4),
  side: Math.ceil((gridX(106.3) - gridX(105.3)) / 96),
  columns: 96,
  rows: 96,
};

/** A wavy ring around the middle of the city. */
function ringOf(corners: number): [number, number][] {
  return Array.from({ length: corners }, (_, corner) => {
    const angle = (corner / corners) * 2 * Math.PI;
    const radius = 0.25 + 0.05 * Math.sin(9 * angle);
    return [105.8 + radius * Math.cos(angle), 21 + radius * Math.sin(angle)];
  });
}

function sortRows(engine: Engine): Row[] {
  const order = new Map(
    Array.from({ length: COMMUNES }, (_, commune) => [commune + 1, (commune * 37) % COMMUNES]),
  );
  // As an order of names: another number for every point.
  const ofName = (id: number) => (id * 7_919) % 1_999_993;
  const columns = {
    urgency: keysOfUrgency,
    code: keysOfId,
    status: keysOfStatus,
    since: keysOfSince(NOW),
    commune: keysOfCommune(engine, order),
    name: keysById(ofName),
  };
  return Object.entries(columns).flatMap(([name, keys]) =>
    stepped(`sorted by ${name}`, () => sortMatches(engine, NOW, {}, { keys, descending: false })),
  );
}

function at(name: string) {
  return { suite: 'desk', subject: 'engine', case: name };
}

function timed(name: string, work: () => unknown): Row[] {
  const clock: number[] = [];
  const processor: number[] = [];
  for (let run = -WARM_RUNS; run < RUNS; run += 1) {
    const start = performance.now();
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    if (run < 0) continue;
    clock.push(performance.now() - start);
    processor.push((user + system) / 1_000);
  }
  return [
    { ...at(name), metric: 'p95', value: percentile(clock, 0.95), unit: 'ms' },
    // Other work on the machine does not change this one.
    { ...at(name), metric: 'processor p95', value: percentile(processor, 0.95), unit: 'ms' },
  ];
}

/** Work that lets others in between: how long it takes as a whole, and how long its longest step. */
function stepped(name: string, begin: () => Generator<void, unknown>): Row[] {
  const steps: number[] = [];
  const whole = timed(name, () => {
    const work = begin();
    let longest = 0;
    for (let done: boolean | undefined = false; done !== true;) {
      const before = process.cpuUsage();
      ({ done } = work.next());
      const { user, system } = process.cpuUsage(before);
      longest = Math.max(longest, (user + system) / 1_000);
    }
    steps.push(longest);
  });
  const longest = percentile(steps.slice(WARM_RUNS), 0.95);
  return [
    ...whole,
    { ...at(name), metric: 'longest step, processor p95', value: longest, unit: 'ms' },
  ];
}
