import type { Role } from '#server/contract/permission.ts';

import type { BenchCity } from './bench-city.ts';
import { startServer, type BenchServer } from './bench-server.ts';
import { percentile, type Row } from './row.ts';

const SUBJECT = 'over HTTP, with database';
const RUNS = 9;
/** Each milliseconds at 100,000 points; a register ten times as large may take ten times as long. */
const LIMITS: Record<string, number> = {
  'candidates of a route': 100,
  overview: 50,
  search: 20,
  'comparison, first': 500,
};

type Asked = { name: string; role: Role; paths: readonly string[] };

/** Questions that several people ask every day and that once took longer the larger the register. */
const ASKED: readonly Asked[] = [
  { name: 'candidates of a route', role: 'planner', paths: ['/api/routes/candidates'] },
  { name: 'overview', role: 'coordinator', paths: ['/api/overview'] },
  {
    name: 'search',
    role: 'analyst',
    paths: ['karaoke', 'DP-00500', 'khong co noi nao', 'nguyen van'].map(
      (words) => `/api/search?q=${encodeURIComponent(words)}`,
    ),
  },
  { name: 'words of a list', role: 'analyst', paths: ['/api/points?limit=50&q=karaoke'] },
  { name: 'work list of a leader', role: 'leader', paths: ['/api/worklist'] },
  { name: 'work list of an officer', role: 'officer', paths: ['/api/worklist'] },
  { name: 'audit of feedback', role: 'analyst', paths: ['/api/analysis/feedback-audit'] },
];

/** Worked out for a state of the data and kept: only the first answer costs. Another period each time is another first. */
const FIRST: readonly { name: string; path: (run: number) => string }[] = [
  {
    name: 'comparison, first',
    path: (run) => `/api/analysis/comparison?measure=recurrences&${period(run)}`,
  },
  {
    name: 'comparison of new points, first',
    path: (run) => `/api/analysis/comparison?measure=new_points&${period(run)}`,
  },
  { name: 'survival, first', path: (run) => `/api/analysis/survival?by=${BY[run % BY.length]}` },
  {
    name: 'hot spots, first',
    path: (run) => `/api/analysis/places?method=hot_spots&subject=recurrences&${period(run)}`,
  },
];
const BY = ['category', 'way', 'all'];
const FIRST_RUNS = 3;

/** Days of a year up to the last one of an invented city, another for each run. */
function period(run: number): string {
  const day = String(1 + run).padStart(2, '0');
  return `from=2025-10-${day}&to=2026-09-${day}`;
}

/** Answers of a server whose time once grew with the number of points; each row names its limit. */
export async function benchGrowth(city: BenchCity): Promise<Row[]> {
  const { databaseUrl, cookie } = city;
  const server = await startServer({ databaseUrl, cookie, cache: true });
  try {
    const rows: Row[] = [];
    const cookies = new Map<Role, string>();
    for (const { name, role, paths } of ASKED) {
      const known = cookies.get(role) ?? (await city.cookieOf(`bench.${role}`, role));
      cookies.set(role, known);
      rows.push(...(await askedRows(server, { name, paths, cookie: known }, city.points)));
    }
    for (const { name, path } of FIRST) {
      const paths = Array.from({ length: FIRST_RUNS }, (_, run) => path(run));
      rows.push(...(await firstRows(server, name, paths, city.points)));
    }
    return rows;
  } finally {
    server.stop();
  }
}

/** The first answer of a server that has just started, and those after it. */
async function askedRows(
  server: BenchServer,
  { name, paths, cookie }: { name: string; paths: readonly string[]; cookie: string },
  points: number,
): Promise<Row[]> {
  const ask = async (path: string) => {
    const { status, milliseconds, bytes } = await server.get(path, { cookie });
    if (status !== 200) throw new Error(`${path} answered ${status}: ${bytes.toString()}`);
    return milliseconds;
  };
  let first = 0;
  for (const path of paths) first = Math.max(first, await ask(path));
  const before = await server.figures();
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) for (const path of paths) times.push(await ask(path));
  const after = await server.figures();
  const processor = (after.cpuMilliseconds - before.cpuMilliseconds) / times.length;
  return [
    row(name, 'after the start', first),
    row(name, 'fastest', Math.min(...times)),
    row(name, `p50${limitOf(name, points)}`, percentile(times, 0.5)),
    row(name, 'processor of the server, mean', processor),
    row(name, 'longest hold of the event loop', after.worstDelay),
  ];
}

async function firstRows(
  server: BenchServer,
  name: string,
  paths: readonly string[],
  points: number,
): Promise<Row[]> {
  await server.figures();
  const times: number[] = [];
  for (const path of paths) {
    const { status, milliseconds, bytes } = await server.get(path);
    if (status !== 200) throw new Error(`${path} answered ${status}: ${bytes.toString()}`);
    times.push(milliseconds);
  }
  const { worstDelay } = await server.figures();
  const again = await server.get(paths[0] ?? '');
  return [
    row(name, `fastest${limitOf(name, points)}`, Math.min(...times)),
    row(name, 'slowest', Math.max(...times)),
    row(name, 'longest hold of the event loop', worstDelay),
    row(name, 'the same once more', again.milliseconds),
  ];
}

function limitOf(name: string, points: number): string {
  const limit = LIMITS[name];
  if (limit === undefined || points < 10_000) return '';
  return ` (limit ${points > 100_000 ? 10 * limit : limit})`;
}

function row(name: string, metric: string, value: number): Row {
  return { suite: 'growth', subject: SUBJECT, case: name, metric, value, unit: 'ms' };
}
