import { performance } from 'node:perf_hooks';

import { encodeTile } from '#server/engine/encode-tile.ts';
import type { Engine } from '#server/engine/engine.ts';
import { GRID_BITS, gridX, gridY, positionAt } from '#server/engine/grid-positions.ts';
import { countMatches, listMatches } from '#server/engine/match-queries.ts';
import type { EngineQuery } from '#server/engine/query.ts';
import { queryTile } from '#server/engine/tile-query.ts';

import { buildCity, COMMUNES, FIRST_DAY, LAST_EVENT_DAY, seeded } from './city.ts';
import { percentile, type Row } from './row.ts';

const ZOOMS = [6, 8, 10, 12, 14, 16];
const SUBJECT = 'engine';
const RUNS = 100;
/** Before it is measured: a server that is not just starting has answered some of each kind. */
const WARM_RUNS = 20;
const NOW = { asOf: LAST_EVENT_DAY, scope: 'city' } as const;

/** Queries of each kind; the last two ask for another day or commune each time, so that nothing is ready. */
function cases(random: () => number): Record<string, () => EngineQuery> {
  const someDay = () => FIRST_DAY + Math.floor(random() * (LAST_EVENT_DAY - FIRST_DAY));
  return {
    'no filter': () => NOW,
    'two statuses': () => ({ ...NOW, statuses: [3, 5] }),
    'one commune': () => ({ ...NOW, communes: [1 + Math.floor(random() * COMMUNES)] }),
    'as of any day': () => ({ ...NOW, asOf: someDay() }),
    'as of any day, as known then': () => {
      const asOf = someDay();
      return { ...NOW, asOf, knownAt: asOf };
    },
    'happened in any 28 days': periodCase(PERIOD_DAYS['28 days'], random),
    'happened in any year': periodCase(PERIOD_DAYS['a year'], random),
    'as of any day, flag, status and commune': () => ({
      ...NOW,
      asOf: someDay(),
      statuses: [3, 4],
      flags: [2, 3],
      communes: [1, 2, 3, 4, 5, 6],
    }),
  };
}

/** Days of a period as a person chooses it, and the longest one. */
const PERIOD_DAYS = { '28 days': 28, 'a year': 365 } as const;

/** Another period each time, so that nothing is ready; all kinds of events. */
function periodCase(days: number, random: () => number): () => EngineQuery {
  return () => {
    const from = FIRST_DAY + Math.floor(random() * (LAST_EVENT_DAY - FIRST_DAY - days));
    return { ...NOW, happened: { kinds: [0, 1, 2, 3, 4, 5], from, to: from + days - 1 } };
  };
}

/** Builds a city and measures load, memory, tiles, counts, lists and updates of the engine alone. */
export async function benchEngine(points = 1_000_000, eventsPerPoint = 5): Promise<Row[]> {
  globalThis.gc?.();
  const before = process.memoryUsage();
  const start = performance.now();
  const engine = buildCity(points, eventsPerPoint);
  const built = performance.now() - start;
  const random = seeded(7);
  for (const query of Object.values(cases(random))) {
    for (const z of ZOOMS) {
      for (let run = 0; run < WARM_RUNS; run += 1) askTile(engine, query(), z, random);
    }
  }
  const rows = [row('load', 'generate and build', built, 'ms')];
  for (const [name, query] of Object.entries(cases(random))) {
    for (const z of ZOOMS) rows.push(...(await benchTiles(engine, name, query, z, random)));
  }
  rows.push(...benchCounts(engine), ...benchPeriods(engine, random));
  globalThis.gc?.();
  const after = process.memoryUsage();
  const { columns, ids, snapshots, versions } = engine.bytes;
  const bytes = columns + ids + snapshots + versions;
  const growth = after.arrayBuffers + after.heapUsed - before.arrayBuffers - before.heapUsed;
  rows.push(
    row('memory', 'all', bytes / 2 ** 20, 'MiB'),
    row('memory', 'snapshots', snapshots / 2 ** 20, 'MiB'),
    row('memory', 'process grew by', growth / 2 ** 20, 'MiB'),
    row('memory', 'per point', (columns + ids) / engine.size, 'bytes'),
    ...benchUpdates(engine, random),
  );
  return rows;
}

async function benchTiles(
  engine: Engine,
  name: string,
  query: () => EngineQuery,
  z: number,
  random: () => number,
): Promise<Row[]> {
  const times: number[] = [];
  const encodings: number[] = [];
  const cpuBefore = process.cpuUsage();
  for (let run = 0; run < RUNS; run += 1) {
    const { answer, encoding } = askTile(engine, query(), z, random);
    times.push(answer);
    encodings.push(encoding);
    // The loop is let go between tiles, as a server does.
    await new Promise(setImmediate);
  }
  const cpu = process.cpuUsage(cpuBefore);
  const subject = `z${z}, ${name}`;
  return [
    // What the work takes, however busy the machine is with other things.
    row(subject, 'cpu mean, with encoding', (cpu.user + cpu.system) / 1_000 / RUNS, 'ms'),
    row(subject, 'p50', percentile(times, 0.5), 'ms'),
    row(subject, 'p95', percentile(times, 0.95), 'ms'),
    row(subject, 'encoding p50', percentile(encodings, 0.5), 'ms'),
  ];
}

/** Milliseconds that the tile of some point of a leaf takes. */
function askTile(engine: Engine, query: EngineQuery, z: number, random: () => number) {
  const leaf = engine.leaves[Math.floor(random() * engine.leaves.length)];
  const slot = Math.floor(random() * (leaf?.size ?? 0));
  const shift = GRID_BITS - z;
  const at = leaf === undefined ? { x: gridX(105.8), y: gridY(21) } : positionAt(leaf, slot);
  const start = performance.now();
  const tile = queryTile(engine, { z, x: at.x >>> shift, y: at.y >>> shift }, query);
  const answered = performance.now();
  encodeTile(tile);
  return { answer: answered - start, encoding: performance.now() - answered };
}

function benchCounts(engine: Engine): Row[] {
  const counts: number[] = [];
  const lists: number[] = [];
  for (let run = 0; run < 20; run += 1) {
    const query = { ...NOW, asOf: LAST_EVENT_DAY - run };
    engine.statesOn(query.asOf, null);
    const start = performance.now();
    countMatches(engine, query);
    const counted = performance.now();
    listMatches(engine, query, { limit: 100 });
    counts.push(counted - start);
    lists.push(performance.now() - counted);
  }
  return [
    row('whole city, another day each time', 'count p95', percentile(counts, 0.95), 'ms'),
    row('whole city, the same day again', 'list of 100 p95', percentile(lists, 0.95), 'ms'),
  ];
}

function benchPeriods(engine: Engine, random: () => number): Row[] {
  return Object.entries(PERIOD_DAYS).flatMap(([name, days]) => {
    const next = periodCase(days, random);
    const counts: number[] = [];
    const lists: number[] = [];
    for (let run = 0; run < 40; run += 1) {
      const query = next();
      const start = performance.now();
      countMatches(engine, query);
      const counted = performance.now();
      listMatches(engine, query, { limit: 100 });
      // The first runs are those of a program that has just started.
      if (run < 10) continue;
      counts.push(counted - start);
      lists.push(performance.now() - counted);
    }
    return [
      row(`whole city, happened in ${name}`, 'count p95', percentile(counts, 0.95), 'ms'),
      row(`whole city, the same ${name} again`, 'list of 100 p95', percentile(lists, 0.95), 'ms'),
    ];
  });
}

function benchUpdates(engine: Engine, random: () => number): Row[] {
  const single = Array.from({ length: 200 }, () => {
    const id = 1 + Math.floor(random() * engine.size);
    const start = performance.now();
    engine.upsert(changed(id, random));
    return performance.now() - start;
  });
  const start = performance.now();
  engine.apply(
    Array.from({ length: 1_000 }, () => ({
      upsert: changed(1 + Math.floor(random() * engine.size), random),
    })),
  );
  return [
    row('update of one point', 'p50', percentile(single, 0.5), 'ms'),
    row('update of one point', 'p95', percentile(single, 0.95), 'ms'),
    row('update of 1,000 scattered points', 'all', performance.now() - start, 'ms'),
  ];
}

function changed(id: number, random: () => number) {
  return {
    id,
    longitude: 105.35 + 0.95 * random(),
    latitude: 20.65 + 0.75 * random(),
    kind: 0 as const,
    category: 1,
    communeIds: [1],
    history: [{ effectiveDay: FIRST_DAY, recordedDay: FIRST_DAY, status: 2, cycle: 1, seq: 1 }],
  };
}

function row(name: string, metric: string, value: number, unit: string): Row {
  return { suite: 'tiles', subject: SUBJECT, case: name, metric, value, unit };
}
