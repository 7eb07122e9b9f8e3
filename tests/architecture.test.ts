import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

import {
  FILES as files,
  type Import,
  IMPORTS as imports,
  isTest,
  TEXTS as texts,
  within,
} from '#tests/support/sources/source-imports.ts';

/** The only file that begins transactions on the pool for others. */
const BEGINS = 'server/db/transaction.ts';
/** Has a connection of its own, which hears messages and no answers. */
const LISTENS = 'server/features/live/follow-jobs.ts';
const sources = [...texts.keys()];

/** Imports of code, not of tests, that start in a room and do not go where the room may look. */
function straying(room: RegExp, allowed: RegExp, except: (one: Import) => boolean = () => false) {
  return imports
    .filter(
      (one) => room.test(one.from) && !isTest(one.from) && !allowed.test(one.to) && !except(one),
    )
    .map(({ from, to }) => `${from} → ${to}`);
}

describe('who may import whom', () => {
  it('the contract looks at nothing but zod and itself', () => {
    expect(straying(/^server\/contract\//, /^(zod$|server\/contract\/)/)).toEqual([]);
  });

  it('the engine is pure: the contract and a checksum', () => {
    expect(straying(/^server\/engine\//, /^(node:zlib$|server\/(contract|engine)\/)/)).toEqual([]);
  });

  it('the client takes values of the contract only, and types of the app', () => {
    const values = imports.filter(
      ({ from, to, typeOnly }) =>
        within('client')(from) &&
        within('server')(to) &&
        !within('server/contract')(to) &&
        !(typeOnly && to === 'server/app.ts'),
    );
    expect(values).toEqual([]);
  });

  it('files that people send are opened in workers alone', () => {
    const openers =
      /^(csv-parse|read-excel-file|yauzl|iconv-lite|shapefile|@tmcw\/togeojson|@xmldom\/xmldom|pbf|unpdf|@cantoo\/pdf-lib|libheif-js|sharp|server\/map-files\/read-geopackage\.ts)(\/|$)/;
    const codeOnly = imports.filter(({ typeOnly }) => !typeOnly);
    const reached = new Map([
      ['server/main.ts', ''],
      ['server/prepare.ts', 'server/main.ts'],
    ]);
    for (const from of reached.keys()) {
      for (const one of codeOnly) {
        if (one.from === from && !reached.has(one.to)) reached.set(one.to, from);
      }
    }
    expect([...reached].filter(([to]) => openers.test(to))).toEqual([]);
  });

  it('the server never imports the client, and nothing imports the tests', () => {
    expect(
      imports.filter(({ from, to }) => within('server')(from) && within('client')(to)),
    ).toEqual([]);
    expect(imports.filter(({ from, to }) => !isTest(from) && within('tests')(to))).toEqual([]);
  });
});

describe('how code is written', () => {
  it('stands in files of at most 300 lines', () => {
    const long = [...texts]
      .filter(([, text]) => text.split('\n').length > 301)
      .map(([file]) => file);
    expect(long).toEqual([]);
  });

  it('keeps SQL in queries and migrations', () => {
    const statement =
      /\bsql(?:<[^`;]*?>)?`\s*(?:select|insert|update|delete|with|lock|create|drop)\b/i;
    const elsewhere = [...texts]
      .filter(([file]) => within('server')(file) && !isTest(file) && !within('server/db')(file))
      .filter(([file]) => !/(^|-|\/)queries\.ts$/.test(file))
      .filter(([, text]) => statement.test(text))
      .map(([file]) => file);
    expect(elsewhere).toEqual([]);
  });

  it('asks the database within transactions only', () => {
    const served = [...texts].filter(([file]) => within('server')(file) && !isTest(file));
    const filesWith = (words: RegExp) =>
      served.filter(([, text]) => words.test(text)).map(([file]) => file);
    // Queries take the `sql` of a transaction, and the compiler lets no pool stand in for it.
    expect(filesWith(/\bdatabase\.sql\b(?!\.(begin|atOnce)\()/)).toEqual([]);
    expect(filesWith(/\bdatabase\.sql\b/)).toEqual(['server/db/client.ts', BEGINS]);
    expect(filesWith(/\{[^{}]*\bsql\b[^{}]*\}\s*(:\s*Database\b|=[^;]*\b[dD]atabase;)/)).toEqual(
      [],
    );
    expect(filesWith(/^import [^;]*[{,]\s*(type )?Sql\b[^;]*;/m)).toEqual([LISTENS]);
    const driving = imports.filter(
      ({ from, to, typeOnly }) => to === 'postgres' && !typeOnly && !isTest(from),
    );
    expect(driving.map(({ from }) => from)).toEqual([
      'server/db/client.ts',
      'server/db/driver/connection.ts',
      'server/db/driver/open-sql.ts',
    ]);
    const opening = imports.filter(
      ({ from, to, typeOnly }) => to.endsWith('/open-sql.ts') && !typeOnly && !isTest(from),
    );
    expect(opening.map(({ from }) => from)).toEqual(['server/db/client.ts']);
  });

  it('sends writes of the browser through the outbox or under a key of the typed client only', () => {
    const sending = [...texts]
      .filter(([file]) => within('client')(file) && !isTest(file))
      .filter(([, text]) => /method: 'POST'|\bXMLHttpRequest\b|\bsendBeacon\b/.test(text))
      .map(([file]) => file);
    expect(sending).toEqual(['client/offline/outbox/transport.ts']);
  });

  it('says everything about a route where it is declared, and lists no addresses elsewhere', () => {
    const mounting = /\.(get|route)\('[^']*'/g;
    const comments = /\/\*[^]*?\*\/|\/\/ .*/g;
    const listing = [...texts]
      .filter(
        ([file]) =>
          within('server')(file) && !isTest(file) && !/\b(routes|feature)\.ts$/.test(file),
      )
      .filter(([, text]) => {
        const code = text.replaceAll(comments, '').replaceAll(mounting, '');
        return /(['"`]|\^\\)\/api\\?\/[^*'"`]/.test(code);
      })
      .map(([file]) => file);
    expect(listing).toEqual([
      // The library of the sign-in builds its own addresses on this one.
      'server/authentication/authentication.ts',
      // A page that links to its own files.
      'server/http/reference-page.ts',
    ]);
    const declaring = imports.filter(
      ({ from, to }) =>
        to === '@hono/zod-openapi' && !/^server\/(http|features\/operations)\//.test(from),
    );
    expect(declaring).toEqual([]);
  });

  it('gives no two schemas one name, of which the description would show one only', () => {
    const names = [...texts]
      .filter(([file]) => within('server')(file) && !isTest(file))
      .flatMap(([, text]) => [...text.matchAll(/\bmeta\(\{\s*id: '(\w+)'/g)])
      .map(([, name]) => name);
    expect(names).toContain('Measure');
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  it('has no drawers for everything, and no barrels', () => {
    const drawers = sources.filter((file) =>
      /(^|\/)(utils?|helpers?|misc|managers?|index)(\.tsx?$|\/)/.test(file),
    );
    expect(drawers).toEqual([]);
  });

  it('climbs no more than one folder by a relative path', () => {
    const climbing = [...texts]
      .filter(([, text]) => /from '\.\.\//.test(text))
      .map(([file]) => file);
    expect(climbing).toEqual([]);
  });

  it('reads the environment and ends the process in the entries only', () => {
    const entries = [
      'server/main.ts',
      'server/cli/main.ts',
      'server/cli/open-database.ts',
      'server/workers/worker-process.ts',
      // Part of the bundler's configuration, which is an entry of its own.
      'server/build/for-production.ts',
    ];
    const reading = [...texts]
      .filter(([file]) => within('server')(file) && !entries.includes(file) && !isTest(file))
      .filter(([, text]) => /process\.(env|exit)\b/.test(text))
      .map(([file]) => file);
    expect(reading).toEqual([]);
  });
});

describe('the layout', () => {
  it('has at the top what the design lists, and nothing else', () => {
    const allowed = [
      'package.json',
      'package-lock.json',
      'tsconfig.json',
      'vite.config.ts',
      'README.md',
      'LICENSE',
      'CHANGELOG.md',
      'client',
      'server',
      'data',
      'tests',
    ];
    const top = [...new Set(files.map((file) => file.split('/')[0] ?? ''))];
    expect(top.filter((name) => !name.startsWith('.') && !allowed.includes(name))).toEqual([]);
  });

  it('explains its rooms in at most 15 lines each, besides the picture of the engine and the glossary of the words', () => {
    const guides = files.filter(
      (file) => file.endsWith('/README.md') && file !== 'server/engine/README.md',
    );
    const long = guides.filter(
      (file) =>
        readFileSync(file, 'utf8')
          .replace(/\n## Glossary[^]*/, '')
          .trimEnd()
          .split('\n').length > 15,
    );
    expect(long).toEqual([]);
    const rooms = [
      'client',
      'client/map',
      'client/ui',
      'client/api',
      'client/app',
      'client/i18n',
      'client/offline',
    ];
    const more = [
      'server/contract',
      'server/db',
      'server/engine',
      'server/features',
      'server/http',
    ];
    const data = ['data/reference', 'data/demo', 'tests'];
    const missing = [...rooms, ...more, ...data].filter(
      (room) => !existsSync(join(room, 'README.md')),
    );
    expect(missing).toEqual([]);
  });

  it('names things in small letters with hyphens', () => {
    const odd = sources.filter((file) => !/^[a-z0-9./-]+$/.test(file) || extname(file) === '');
    expect(odd).toEqual([]);
  });
});
