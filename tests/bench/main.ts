import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';

import { openHost, type BenchCity, type BenchHost } from './bench-city.ts';
import { benchEngine } from './engine.ts';
import { benchImport } from './import-suite.ts';
import { benchLive } from './live-suite.ts';
import { benchLoad } from './load-suite.ts';
import { printRows } from './print-rows.ts';
import { ratioTable } from './ratio-table.ts';
import type { Row } from './row.ts';
import { benchStorm } from './storm-suite.ts';
import { benchTiles } from './tiles-suite.ts';

// npm run bench -- [--points N] [--only SUITE] [--json FILE] [--database URL]
const { values } = parseArgs({
  options: {
    points: { type: 'string', default: '10000' },
    only: { type: 'string' },
    json: { type: 'string' },
    // A database that holds a generated city already; the suites change some of its points.
    database: { type: 'string' },
  },
});

/** In the order in which they run: what changes points comes after what counts them. */
const SUITES: Record<string, (city: BenchCity, host: BenchHost) => Promise<Row[]>> = {
  load: benchLoad,
  engine: (city) => benchEngine(city.points),
  tiles: benchTiles,
  storm: benchStorm,
  live: benchLive,
  import: benchImport,
};

const chosen = Object.entries(SUITES).filter(
  ([name]) => values.only === undefined || values.only === name,
);
if (chosen.length === 0) throw new Error(`--only takes one of ${Object.keys(SUITES).join(', ')}`);
const points = Number(values.points);
if (!Number.isSafeInteger(points) || points < 1_000) throw new Error('--points takes 1000 or more');

const host = await openHost({ databaseUrl: values.database });
const rows: Row[] = [];
try {
  const city = await host.openCity(points);
  rows.push(...city.rows);
  for (const [name, run] of chosen) {
    console.log(`${name} with ${city.points} points and ${city.events} events …`);
    rows.push(...(await run(city, host)));
  }
  await city.close();
} finally {
  host.stop();
}
printRows(rows);
const table = ratioTable(rows);
if (table.length > 0) console.log(['', `${points} points`, '', ...table].join('\n'));
if (values.json !== undefined) {
  const [cpu] = cpus();
  const machine = {
    cpu: cpu?.model ?? 'unknown',
    cores: cpus().length,
    memoryMegabytes: Math.round(totalmem() / 2 ** 20),
    node: process.version,
  };
  writeFileSync(values.json, `${JSON.stringify({ machine, rows }, null, 1)}\n`);
}
