import { request, type ClientRequest } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';

import { systemClock } from '#server/clock.ts';
import type { Role } from '#server/contract/permission.ts';
import { seededRandom } from '#server/generator/random.ts';

import { processorTime } from '#tests/support/timing.ts';

import type { BenchCity } from './bench-city.ts';
import { settledBytes, startServer, type BenchServer, type Figures } from './bench-server.ts';
import { openPerson, type PersonAtWork, type Reply } from './person.ts';
import { percentile, type Row } from './row.ts';
import { QUESTIONS } from './search-suite.ts';
import { tileAt, tilePath } from './tile-cases.ts';

/** People at work at once, and for how long: BENCH_USERS=500 BENCH_SECONDS=600 for the long run. */
const USERS = Number(process.env.BENCH_USERS ?? 200);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 60);
/** Each person waits between two requests for up to twice as long. */
const PAUSE_MILLISECONDS = 900;
/** People come one after the other, to a server that has just started; each request counts, also the first. */
const ARRIVAL_MILLISECONDS = 10_000;
const PEOPLE_AN_ACCOUNT = 4;
const LIMIT_MILLISECONDS = 250;
/** Memory is looked at so often; its growth is told from the first third to the last. */
const LOOKS = 30;
/** A run of so many seconds is long enough for a collection in between not to show in its waits. */
const LONG_RUN_SECONDS = 120;

const ROLES: readonly Role[] = ['analyst', 'leader', 'officer', 'coordinator', 'planner'];

type Closed = { id: number; version: number };
type Person = { role: Role; cookie: string };
type Kind = 'tile' | 'list' | 'record' | 'work list' | 'search' | 'overview' | 'candidates' | 'act';

/** Shares of each kind in a hundred requests; a person without the right to one asks for a tile instead. */
const MIX: readonly { kind: Kind; share: number; roles: readonly Role[] }[] = [
  { kind: 'tile', share: 45, roles: ROLES },
  { kind: 'list', share: 16, roles: ROLES },
  { kind: 'record', share: 15, roles: ROLES },
  { kind: 'work list', share: 6, roles: ['leader', 'officer', 'analyst'] },
  { kind: 'search', share: 8, roles: ROLES },
  { kind: 'overview', share: 3, roles: ['coordinator', 'analyst'] },
  { kind: 'candidates', share: 2, roles: ['planner'] },
  { kind: 'act', share: 5, roles: ['analyst'] },
];

type Measured = { times: Map<Kind, number[]>; refused: Map<string, number>; heard: number };

/**
 * People who look, search and decide at the same time, half of them with an open stream: how long each waits from
 * writing a request to the last byte of its answer. They run in this process, on the same cores: how late its own event
 * loop is stands beside the figures, which hold that lateness too.
 */
export async function benchUsers(city: BenchCity): Promise<Row[]> {
  const { databaseUrl, cookie } = city;
  const server = await startServer({ databaseUrl, cookie, cache: true });
  const streams: ClientRequest[] = [];
  try {
    const people = await peopleOf(city);
    const closed = await city.database.sql<Closed[]>`
      select id, version from point where status = 'eliminated' order by md5(id::text)
      limit ${USERS * SECONDS}`;
    // Reads what a start reads in the background.
    await server.get('/api/search?q=a');
    await server.get('/api/overview');
    const measured: Measured = { times: new Map(), refused: new Map(), heard: 0 };
    for (const one of people.slice(0, USERS / 2)) streams.push(listen(server, one, measured));
    const before = await settledBytes(server);
    const end = performance.now() + SECONDS * 1_000;
    const held: number[] = [];
    const own = monitorEventLoopDelay({ resolution: 1 });
    own.enable();
    const waiting = closed.values();
    const start = await server.figures();
    // After a collection: what is still in use. Between the first third and the end only what grows without end does.
    const isLong = SECONDS >= LONG_RUN_SECONDS;
    const third = isLong ? pause((SECONDS * 1_000) / 3).then(() => server.figures()) : null;
    const others = await processorTime(
      () =>
        Promise.all([
          watchMemory(server, end, held),
          ...people.map((person, place) =>
            work({ city, server, person, place, end, waiting }, measured),
          ),
        ]),
      city.database,
    );
    const after = await server.figures();
    const live = { start, third: (await third) ?? start, end: after };
    const processor = { server: after.cpuMilliseconds - start.cpuMilliseconds, others };
    own.disable();
    const peopleLate = own.percentile(99) / 1e6;
    return rowsOf(measured, { ...after, before, held, processor, peopleLate, live });
  } finally {
    for (const stream of streams) stream.destroy();
    server.stop();
  }
}

async function peopleOf(city: BenchCity): Promise<Person[]> {
  const people: Person[] = [];
  while (people.length < USERS) {
    const number = people.length / PEOPLE_AN_ACCOUNT;
    const role = ROLES[number % ROLES.length] ?? 'analyst';
    const cookie = await city.cookieOf(`bench.user.${number}`, role);
    for (let one = 0; one < PEOPLE_AN_ACCOUNT; one += 1) people.push({ role, cookie });
  }
  return people.slice(0, USERS);
}

function listen(server: BenchServer, { cookie }: Person, measured: Measured): ClientRequest {
  const url = new URL('/api/stream', server.address);
  const sent = request(url, { headers: { cookie }, agent: false }, (answer) => {
    if (answer.statusCode !== 200) note(measured, `stream ${answer.statusCode}`);
    answer.on('data', () => (measured.heard += 1));
    answer.on('error', () => undefined);
  });
  sent.on('error', () => undefined);
  sent.end();
  return sent;
}

type Work = {
  city: BenchCity;
  server: BenchServer;
  person: Person;
  place: number;
  end: number;
  waiting: Iterator<Closed>;
};

async function work(given: Work, measured: Measured): Promise<void> {
  const { end, person, place, server } = given;
  const random = seededRandom(place + 1);
  const browser = openPerson(server.address, person.cookie);
  await pause((ARRIVAL_MILLISECONDS * place) / USERS);
  while (performance.now() < end) {
    await pause(2 * PAUSE_MILLISECONDS * random.next());
    const drawn = kindOf(100 * random.next());
    const kind = drawn.roles.includes(person.role) ? drawn.kind : 'tile';
    try {
      const { status, milliseconds } = await ask(given, browser, kind, random);
      const times = measured.times.get(kind) ?? [];
      times.push(milliseconds);
      measured.times.set(kind, times);
      if (status !== 200 && status !== 201) note(measured, `${kind} ${status}`);
    } catch {
      note(measured, `${kind}, no answer`);
    }
  }
  browser.close();
}

function kindOf(drawn: number): (typeof MIX)[number] {
  let from = 0;
  const found = MIX.find(({ share }) => (from += share) > drawn);
  return found ?? { kind: 'tile', share: 0, roles: ROLES };
}

function ask(
  { city, person, waiting }: Work,
  browser: PersonAtWork,
  kind: Kind,
  random: ReturnType<typeof seededRandom>,
): Promise<Reply> {
  const get = (path: string) => browser.get(path);
  const spot = city.spots[random.below(city.spots.length)] ?? { longitude: 105.85, latitude: 21 };
  switch (kind) {
    case 'tile':
      return get(tilePath(tileAt(spot, 9 + random.below(7)), {}));
    case 'list':
      return get(`/api/points?limit=50&bbox=${boxAround(spot).join()}`);
    case 'record':
      // A leader or an officer looks at the own commune.
      return person.role === 'leader' || person.role === 'officer'
        ? get('/api/points?limit=1')
        : get(`/api/points/${1 + random.below(city.points)}`);
    case 'work list':
      return get('/api/worklist');
    case 'search':
      return get(`/api/search?q=${encodeURIComponent(QUESTIONS[random.below(20)] ?? 'a')}`);
    case 'overview':
      return get('/api/overview');
    case 'candidates':
      return get('/api/routes/candidates?limit=50');
    case 'act':
      return act(browser, waiting.next().value);
  }
}

function act(browser: PersonAtWork, point: Closed | undefined): Promise<Reply> {
  if (point === undefined) throw new Error('no closed place is left');
  const body = {
    effectiveOn: systemClock.today(),
    documentNumber: 'BENCH-2',
    grounds: 'Đo thời gian chờ khi nhiều người cùng làm việc',
    version: point.version,
  };
  return browser.post(`/api/points/${point.id}/mark-recurring`, body);
}

function boxAround({ longitude, latitude }: { longitude: number; latitude: number }) {
  return [longitude - 0.02, latitude - 0.02, longitude + 0.02, latitude + 0.02];
}

async function watchMemory(server: BenchServer, end: number, held: number[]): Promise<void> {
  while (performance.now() < end) {
    await pause((SECONDS * 1_000) / LOOKS);
    held.push(server.residentBytes());
  }
}

function note({ refused }: Measured, what: string): void {
  refused.set(what, (refused.get(what) ?? 0) + 1);
}

function rowsOf(
  { times, refused, heard }: Measured,
  memory: Held & { processor: { server: number; others: number }; peopleLate: number },
): Row[] {
  const at = { suite: 'users', subject: 'over HTTP, with database', case: `${USERS} people` };
  const all = [...times.values()].flat();
  const errors = [...refused.values()].reduce((sum, count) => sum + count, 0);
  const waits = (name: string, values: readonly number[]): Row[] =>
    [0.5, 0.95, 0.99].map((share) => ({
      ...at,
      case: `${at.case}, ${name}`,
      metric: share === 0.99 ? `p99 (limit ${LIMIT_MILLISECONDS})` : `p${share * 100}`,
      value: percentile(values, share),
      unit: 'ms',
    }));
  return [
    ...[...times].flatMap(([kind, values]) => waits(kind, values)),
    ...waits('every request', all),
    { ...at, metric: 'requests', value: all.length / SECONDS, unit: '1/s' },
    // Other work on the machine does not change these two.
    {
      ...at,
      metric: 'processor of the server, a request',
      value: memory.processor.server / all.length,
      unit: 'ms',
    },
    {
      ...at,
      metric: 'processor of database and people, a request',
      value: memory.processor.others / all.length,
      unit: 'ms',
    },
    { ...at, metric: 'event loop of the people late, p99', value: memory.peopleLate, unit: 'ms' },
    { ...at, metric: 'not answered as asked', value: errors, unit: 'requests' },
    ...[...refused].map(([what, count]): Row => ({
      ...at,
      case: `${at.case}, ${what}`,
      metric: 'not answered as asked',
      value: count,
      unit: 'requests',
    })),
    { ...at, metric: 'pieces heard on streams', value: heard, unit: 'pieces' },
    ...memoryRows(at, memory),
  ];
}

/** Bytes before and while people work, and the lateness of the event loop in milliseconds. */
type Held = {
  before: number;
  held: readonly number[];
  worstDelay: number;
  delay99: number;
  /** At the start, after a third of the time, and at the end. */
  live: { start: Figures; third: Figures; end: Figures };
};

function memoryRows(at: Pick<Row, 'suite' | 'subject' | 'case'>, memory: Held): Row[] {
  const third = Math.ceil(memory.held.length / 3);
  const least = (values: readonly number[]) => Math.min(...values) / 2 ** 20;
  const row = (metric: string, value: number, unit: string): Row => ({
    ...at,
    metric,
    value,
    unit,
  });
  return [
    row('event loop late, p99', memory.delay99, 'ms'),
    row('event loop late, worst', memory.worstDelay, 'ms'),
    ...Object.entries(memory.live).map(([when, { heapUsed, arrayBuffers }]) =>
      row(`in use after a collection, ${when}`, (heapUsed + arrayBuffers) / 2 ** 20, 'MiB'),
    ),
    row('memory before', memory.before / 2 ** 20, 'MiB'),
    row('least memory, first third', least(memory.held.slice(0, third)), 'MiB'),
    row('least memory, last third', least(memory.held.slice(-third)), 'MiB'),
  ];
}
