import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { type BenchCity, type BenchHost, openHost } from './bench-city.ts';
import { benchBoundaries, benchFreshImport } from './boundary-suite.ts';
import { benchDeskBrowser } from './desk-browser-suite.ts';
import { benchDeskServer } from './desk-server-suite.ts';
import { benchDesk } from './desk-suite.ts';
import { benchEngine } from './engine.ts';
import { benchExport } from './export-suite.ts';
import { benchGeocode } from './geocode-suite.ts';
import { benchGround } from './ground-suite.ts';
import { benchGrowth } from './growth-suite.ts';
import { benchImport } from './import-suite.ts';
import { benchLive } from './live-suite.ts';
import { benchLoad } from './load-suite.ts';
import { benchMap } from './map-suite.ts';
import { benchMapLibre } from './maplibre-suite.ts';
import { benchMatching } from './matching-suite.ts';
import { createMeasurement } from './measurement.ts';
import { benchMethods } from './methods-suite.ts';
import { benchOgc } from './ogc-suite.ts';
import { ratioTable } from './ratio-table.ts';
import { benchRoutes } from './routes-suite.ts';
import { benchRoads } from './road-suite.ts';
import type { Row } from './row.ts';
import { benchSearch } from './search-suite.ts';
import { benchStorm } from './storm-suite.ts';
import { benchTable } from './table-suite.ts';
import { benchTiles } from './tiles-suite.ts';
import { benchTips } from './tips-suite.ts';
import { benchUsers } from './users-suite.ts';

const PRODUCT = 'engine over HTTP';
/** The same engine without HTTP is no rival. */
const ENGINE = 'engine';

/** One line a figure; where the product answered the same, how many times as much the others took. */
function printRows(rows: readonly Row[]): void {
  const ours = new Map(
    rows.filter(({ subject }) => subject === PRODUCT).map((row) => [keyOf(row), row.value]),
  );
  const width = (part: (row: Row) => string) => Math.max(...rows.map((row) => part(row).length));
  const widths = [
    width((row) => row.subject),
    width((row) => row.case),
    width((row) => row.metric),
  ];
  let suite = '';
  for (const row of rows) {
    if (row.suite !== suite) console.log(`\n${row.suite}`);
    suite = row.suite;
    const words = [row.subject, row.case, row.metric].map((text, at) =>
      text.padEnd(widths[at] ?? 0),
    );
    const figure = `${row.value.toFixed(row.value < 100 ? 2 : 0).padStart(9)} ${row.unit.padEnd(7)}`;
    const rival = row.subject !== PRODUCT && row.subject !== ENGINE;
    const own = rival ? ours.get(keyOf(row)) : undefined;
    const ratio =
      own === undefined || own === 0 ? '' : `${(row.value / own).toFixed(1)} × the engine`;
    console.log(`  ${words.join('  ')} ${figure} ${ratio}`.trimEnd());
  }
}

function keyOf(row: Row): string {
  return `${row.suite}|${row.case}|${row.metric}`;
}

const FIGURES = ['of that loading', 'engine memory'];
const SIZE = /^(\d+) points, \d+ events$/;

/**
 * Computes the growth of load time and memory when the points double, from each size to the next: the growth
 * between two sizes n and m, taken to the power 1 / log2(m / n). Empty where there is one size.
 */
function growthPerDoubling(rows: readonly Row[]): Row[] {
  return FIGURES.flatMap((metric) => {
    const sizes = rows.flatMap((row) => {
      const points = Number(SIZE.exec(row.case)?.[1]);
      return row.metric === metric && points > 0 ? [{ points, row }] : [];
    });
    return sizes.slice(1).map(({ points, row }, index): Row => {
      const before = sizes[index] ?? { points, row };
      const doublings = Math.log2(points / before.points);
      return {
        suite: row.suite,
        subject: row.subject,
        case: `${before.points} to ${points} points`,
        metric: `${metric}, a doubling`,
        value: (row.value / before.row.value) ** (1 / doublings),
        unit: '×',
      };
    });
  });
}

// npm run bench -- [--points N[,N…]] [--only SUITE] [--json FILE] [--database URL]
const { values } = parseArgs({
  options: {
    points: { type: 'string', default: '1000,10000,100000' },
    only: { type: 'string' },
    json: { type: 'string' },
    // A database that holds a generated city already; the suites change some of its points.
    database: { type: 'string' },
  },
});

/** On a generated city of each size, in this order: what changes points comes after what counts them. */
const CITY_SUITES: Record<string, (city: BenchCity, host: BenchHost) => Promise<Row[]>> = {
  load: benchLoad,
  engine: (city) => benchEngine(city.points),
  tiles: benchTiles,
  maplibre: benchMapLibre,
  map: benchMap,
  storm: benchStorm,
  'desk-server': benchDeskServer,
  growth: benchGrowth,
  users: benchUsers,
  export: benchExport,
  'desk-browser': benchDeskBrowser,
  live: benchLive,
  import: benchImport,
  table: benchTable,
  boundaries: benchBoundaries,
  matching: benchMatching,
  ogc: benchOgc,
  tips: benchTips,
};

/** Once, on data of their own: no city is generated for them. */
const OWN_SUITES: Record<string, (host: BenchHost) => Promise<Row[]>> = {
  methods: benchMethods,
  desk: benchDesk,
  search: benchSearch,
  fresh: benchFreshImport,
  geocode: benchGeocode,
  routes: benchRoutes,
  roads: benchRoads,
  ground: benchGround,
};

const isChosen = ([name]: [string, unknown]) => values.only === undefined || values.only === name;
const citySuites = Object.entries(CITY_SUITES).filter(isChosen);
const ownSuites = Object.entries(OWN_SUITES).filter(isChosen);
if (citySuites.length + ownSuites.length === 0) {
  const names = [...Object.keys(CITY_SUITES), ...Object.keys(OWN_SUITES)];
  throw new Error(`--only takes one of ${names.join(', ')}`);
}
const sizes = values.points.split(',').map(Number);
if (sizes.some((points) => !Number.isSafeInteger(points) || points < 1_000)) {
  throw new Error('--points takes numbers of 1000 or more, with commas between them');
}

const host = openHost({ databaseUrl: values.database });
const { rows, failures, measure } = createMeasurement((line) => console.log(line));
const tables: string[] = [];
try {
  for (const size of citySuites.length === 0 ? [] : sizes) await measureCity(size);
  rows.push(...growthPerDoubling(rows));
  for (const [name, run] of ownSuites) await measure(name, () => run(host));
} finally {
  host.stop();
}
printRows(rows);
if (tables.length > 0) console.log(tables.join('\n'));
for (const { suite, reason } of failures) console.log(`\nleft out: ${suite}. ${reason}`);
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(result(), null, 1)}\n`);
process.exitCode = failures.length === 0 ? 0 : 1;

/** Runs all chosen suites on a generated city of one size; none of them when the city cannot be made. */
async function measureCity(size: number): Promise<void> {
  const first = rows.length;
  // A given database may hold another number of points.
  let points = size;
  await measure(`a city of ${size} points`, async () => {
    const city = await host.openCity(size);
    points = city.points;
    rows.push(...city.rows);
    for (const [name, run] of citySuites) {
      await measure(`${name} with ${city.points} points`, () => run(city, host));
    }
    await city.close();
    return [];
  });
  const own = rows.splice(first);
  const table = ratioTable(own);
  if (table.length > 0) tables.push('', `${points} points`, '', ...table);
  const prefix = `${points} points, `;
  const named = (row: Row) =>
    row.case.startsWith(prefix) ? row : { ...row, case: prefix + row.case };
  rows.push(...(sizes.length === 1 ? own : own.map(named)));
}

function result() {
  const [cpu] = cpus();
  const machine = {
    cpu: cpu?.model ?? 'unknown',
    cores: cpus().length,
    memoryMegabytes: Math.round(totalmem() / 2 ** 20),
    node: process.version,
  };
  return { machine, rows, failures };
}
