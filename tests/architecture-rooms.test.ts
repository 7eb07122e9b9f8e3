import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { longFunctions } from './support/sources/function-lengths.ts';
import { LONG_FUNCTIONS } from './support/sources/long-functions.ts';
import { IMPORTS, isTest, TEXTS, within } from './support/sources/source-imports.ts';

/** The server's features and the lower ones that each of them says it uses. */
const USES: ReadonlyMap<string, readonly string[]> = new Map(
  [...TEXTS].flatMap(([file, text]) => {
    const [, feature] = /^server\/features\/([^/]+)\/feature\.ts$/.exec(file) ?? [];
    const [, uses = ''] = /\buses: \[([^\]]*)\]/.exec(text) ?? [];
    return feature === undefined ? [] : [[feature, uses.match(/[a-z0-9-]+/g) ?? []] as const];
  }),
);
/** The other rooms and files of the server that each room below the features looks at. */
const LOOKS_AT: Readonly<Record<string, readonly string[]>> = {
  contract: [],
  engine: ['contract'],
  methods: ['contract', 'started-module.ts'],
  tables: ['contract'],
  'map-files': ['contract', 'tables'],
  db: ['contract', 'clock.ts', 'program.ts'],
  settings: ['contract', 'db'],
  configuration: [],
  outside: ['contract', 'methods', 'configuration'],
  jobs: ['contract', 'db', 'deps.ts'],
  ground: ['contract', 'methods'],
  addresses: ['contract', 'methods', 'tables', 'map-files', 'db', 'deps.ts'],
  travel: ['contract', 'methods', 'db', 'settings', 'deps.ts'],
  'object-store': ['contract', 'deps.ts', 'configuration'],
  'live-engine': [
    'contract',
    'engine',
    'db',
    'jobs',
    'object-store',
    'clock.ts',
    'deps.ts',
    'program.ts',
  ],
  http: [
    'audit-tree',
    'build',
    'contract',
    'db',
    'authentication',
    'configuration',
    'version.ts',
    'deps.ts',
  ],
  authentication: ['contract', 'db', 'http', 'configuration', 'deps.ts', 'program.ts'],
};
/** Puts features together; everything else of the server stands below them. */
const COMPOSES =
  /^server\/((app|app-features|main|prepare|read-ahead)\.ts|workers\/tasks\.ts|(cli|demo|generator|reference-data)\/)/;
const MOST_LINES = 60;

const isOfFeature = within('server/features');
const featureOf = (file: string) => file.split('/')[2] ?? '';
const ofServer = IMPORTS.filter(({ from }) => within('server')(from) && !isTest(from));
const ofFeatures = ofServer.filter(({ from }) => isOfFeature(from));
/** Imports within the client, also those that wait until a screen is opened. */
const ofClient = [
  ...IMPORTS,
  ...[...TEXTS].flatMap(([from, text]) =>
    [...text.matchAll(/\bimport\(\s*'#(client\/[^']+)'/g)].map(([, to = '']) => ({ from, to })),
  ),
].filter(
  ({ from, to }) =>
    within('client')(from) && within('client')(to) && !isTest(from) && from !== 'client/main.tsx',
);
const shown = ({ from, to }: { from: string; to: string }) => `${from} → ${to}`;

/** The role of a file of a feature, by its folder or its name (`server/features/README.md`). */
function roleOf(file: string): string | null {
  const folder = /^server\/features\/[^/]+\/(rules|formats)\//.exec(file)?.[1];
  if (folder !== undefined) return folder;
  if (!isOfFeature(file)) return null;
  if (file.endsWith('/feature.ts')) return 'declaration';
  if (/\/read-[a-z0-9-]+\.ts$/.test(file)) return 'reads';
  const role =
    /[/-](routes|middleware|commands|jobs|settings|queries|files|rules|thread)\.ts$/.exec(file);
  return role?.[1] ?? null;
}

/** Imports from files of some roles into files of others. */
function between(from: readonly string[], to: readonly string[]) {
  return ofFeatures.filter(
    (one) => from.includes(roleOf(one.from) ?? '') && to.includes(roleOf(one.to) ?? ''),
  );
}

describe('rooms', () => {
  it("the server's features use each other as they say, and never in a circle", () => {
    const edges = ofFeatures
      .filter(({ from, to }) => isOfFeature(to) && featureOf(from) !== featureOf(to))
      .map(({ from, to }) => `${featureOf(from)} → ${featureOf(to)}`);
    const said = [...USES].flatMap(([from, to]) => to.map((one) => `${from} → ${one}`));
    expect([...new Set(edges)].toSorted()).toEqual(said.toSorted());
    const left = new Map(USES);
    const lowest = () => [...left].find(([, uses]) => uses.every((one) => !left.has(one)));
    for (let free = lowest(); free !== undefined; free = lowest()) left.delete(free[0]);
    expect([...left.keys()]).toEqual([]);
  });

  it('every declaration of a feature stands in the list of its side', () => {
    const listed = (list: string) =>
      IMPORTS.filter(({ from }) => from === list).map(({ to }) => to);
    const declared = [...TEXTS.keys()].filter((file) =>
      /^server\/features\/[^/]+\/feature\.ts$/.test(file),
    );
    expect(listed('server/app-features.ts')).toEqual(expect.arrayContaining(declared));
  });

  it('nothing of the server below the features knows one', () => {
    const knowing = ofServer.filter(
      ({ from, to }) => isOfFeature(to) && !isOfFeature(from) && !COMPOSES.test(from),
    );
    expect(knowing.map(shown)).toEqual([]);
  });

  it('the rooms below the features look at each other as drawn', () => {
    const roomOf = (file: string) => file.split('/')[1] ?? '';
    const looks = Object.keys(LOOKS_AT).map((room): [string, string[]] => {
      const targets = ofServer
        .filter(({ from, to }) => within(`server/${room}`)(from) && within('server')(to))
        .map(({ to }) => roomOf(to));
      return [room, [...new Set(targets)].filter((target) => target !== room).toSorted()];
    });
    const drawn = Object.entries(LOOKS_AT).map(([room, others]) => [room, others.toSorted()]);
    expect(looks).toEqual(drawn);
  });

  it('no feature of the client imports another', () => {
    const inClient = within('client/features');
    const across = ofClient.filter(
      ({ from, to }) => inClient(from) && inClient(to) && featureOf(from) !== featureOf(to),
    );
    expect(across.map(shown)).toEqual([]);
  });

  it('the client imports downwards in the table of its guide, which has all its rooms', () => {
    const rows = readFileSync('client/README.md', 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('| `'))
      .map((line): string[] => (line.split('|')[1] ?? '').match(/[a-z0-9-]+(?=\/)/g) ?? []);
    const roomOf = (file: string) => file.split('/')[1] ?? '';
    const heightOf = (file: string) => rows.findIndex((row) => row.includes(roomOf(file)));
    const upward = ofClient.filter(({ from, to }) => heightOf(to) < heightOf(from));
    expect(upward.map(shown)).toEqual([]);
    expect([...new Set(ofClient.map(({ from }) => roomOf(from)))].toSorted()).toEqual(
      rows.flat().toSorted(),
    );
  });
});

describe('roles', () => {
  it('every file of a feature has one', () => {
    const without = [...TEXTS.keys()].filter(
      (file) => isOfFeature(file) && !isTest(file) && roleOf(file) === null,
    );
    expect(without).toEqual([]);
  });

  it('rules and formats are pure: no database, no HTTP, nothing that reads or writes', () => {
    const outside = /^(server\/(db|http|deps|outside|workers)|hono|@hono\/|postgres)/;
    const impure = ofFeatures.filter(
      ({ from, to, typeOnly }) =>
        !typeOnly && ['rules', 'formats'].includes(roleOf(from) ?? '') && outside.test(to),
    );
    const asking = between(
      ['rules', 'formats'],
      ['routes', 'commands', 'jobs', 'reads', 'queries'],
    );
    expect([...impure, ...asking.filter(({ typeOnly }) => !typeOnly)].map(shown)).toEqual([]);
    const ofNode = ofFeatures.filter(
      ({ from, to }) => roleOf(from) === 'rules' && to.startsWith('node:'),
    );
    expect(ofNode.map(shown)).toEqual([]);
  });

  it('only declarations, routes and middleware know of HTTP', () => {
    const leaking = ofFeatures.filter(
      ({ from, to }) =>
        !['declaration', 'routes', 'middleware'].includes(roleOf(from) ?? '') &&
        /^(hono|@hono\/|server\/http\/)/.test(to),
    );
    expect(leaking.map(shown)).toEqual([]);
  });

  it('queries call nothing above them, and reads no command', () => {
    const upward = between(['queries'], ['routes', 'commands', 'jobs', 'reads']);
    const writing = between(['reads', 'settings'], ['routes', 'commands', 'jobs']);
    expect([...upward, ...writing].map(shown)).toEqual([]);
  });

  it('routes are declared, and called by nobody', () => {
    const called = ofFeatures.filter(
      ({ from, to }) =>
        ['declaration', 'routes'].includes(roleOf(to) ?? '') &&
        roleOf(from) !== 'declaration' &&
        !(roleOf(from) === 'routes' && featureOf(from) === featureOf(to)),
    );
    expect(called.map(shown)).toEqual([]);
  });
});

describe('functions', () => {
  it(`have at most ${MOST_LINES} lines, but for a list that only grows shorter`, () => {
    const long = [...TEXTS].flatMap(([file, text]) =>
      longFunctions(file, text, MOST_LINES).map((name) => `${file} ${name}`),
    );
    const known = new Set(LONG_FUNCTIONS);
    expect(long.filter((one) => !known.has(one))).toEqual([]);
    expect(LONG_FUNCTIONS.filter((one) => !long.includes(one))).toEqual([]);
    // Every function of every file is parsed, which takes long on a busy machine.
  }, 60_000);
});
