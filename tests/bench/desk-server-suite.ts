import { POINT_SORTS } from '#server/contract/point-order.ts';

import type { BenchCity } from './bench-city.ts';
import { startServer, type BenchServer } from './bench-server.ts';
import { percentile, type Row } from './row.ts';
import { QUESTIONS } from './search-suite.ts';

const SUBJECT = 'over HTTP, with database';
const RUNS = 5;

/** The analyst's desk on a server: search, words of a filter, sorting, charts and density. */
export async function benchDeskServer(city: BenchCity): Promise<Row[]> {
  const { databaseUrl, cookie } = city;
  const server = await startServer({ databaseUrl, cookie, cache: true });
  try {
    // Reads the words of all points, as a start does.
    await server.get('/api/search?q=a');
    const words = await answerRows(server, 'search', QUESTIONS.map(searchOf));
    const filters = await answerRows(server, 'words of a filter', QUESTIONS.map(filterOf));
    const rest: Row[] = [];
    for (const sort of POINT_SORTS) rest.push(...(await sortRows(server, sort)));
    for (const [name, path] of Object.entries(CHARTS)) {
      rest.push(...(await answerRows(server, name, [path, path, path])));
    }
    return [...words, ...filters, ...rest];
  } finally {
    server.stop();
  }
}

const CHARTS = {
  'bars by commune and category': '/api/point-groups',
  'counts over time by kind': '/api/timeline',
  'density of the city': '/api/density?bbox=105.3,20.6,106.1,21.4',
  'recurring in a year: list':
    '/api/points?limit=50&happened=recurring&from=2026-01-01&to=2026-12-31',
};

const searchOf = (question: string) => `/api/search?q=${encodeURIComponent(question)}`;
const filterOf = (question: string) => `/api/points?limit=50&q=${encodeURIComponent(question)}`;

/** Asks each address some times, and warms up by asking it once. */
async function answerRows(
  server: BenchServer,
  name: string,
  paths: readonly string[],
): Promise<Row[]> {
  for (const path of paths) await server.get(path);
  const before = await server.figures();
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    for (const path of paths) times.push((await server.get(path)).milliseconds);
  }
  const after = await server.figures();
  const processor = (after.cpuMilliseconds - before.cpuMilliseconds) / times.length;
  return [
    row(name, 'p50', percentile(times, 0.5), 'ms'),
    row(name, 'p95', percentile(times, 0.95), 'ms'),
    row(name, 'processor, mean', processor, 'ms'),
    row(name, 'longest hold of the event loop', after.worstDelay, 'ms'),
  ];
}

/** The first sort of a column reads what only the database holds; the next page is already in order. */
async function sortRows(server: BenchServer, sort: string): Promise<Row[]> {
  await server.figures();
  const first = await server.get(`/api/points?limit=50&sort=${sort}`);
  const { worstDelay } = await server.figures();
  const next = await server.get(`/api/points?limit=50&sort=${sort}&cursor=n-500`);
  return [
    row(`sorted by ${sort}`, 'first page', first.milliseconds, 'ms'),
    row(`sorted by ${sort}`, 'longest hold of the event loop', worstDelay, 'ms'),
    row(`sorted by ${sort}`, 'a later page', next.milliseconds, 'ms'),
  ];
}

function row(name: string, metric: string, value: number, unit: string): Row {
  return { suite: 'desk-server', subject: SUBJECT, case: name, metric, value, unit };
}
